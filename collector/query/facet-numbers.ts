// What legs have of fields that the store keeps as numbers: users, methods, codes, endpoints of their messages.

import type { Leg } from '../store/leg.ts';
import { VALUE_CHARS } from './facet-tally.ts';
import { type FilterSources, LegSubject } from './leg-subject.ts';
import type { LegUsers } from './leg-users.ts';
import type { Names } from './named-tally.ts';

/** Gets a number, and answers as a search for something else would: false, go on. */
export type TakeNumber = (number: number) => false;

/** Calls `take` with each number of a leg; some may come several times. */
export type EachNumber = (leg: Leg, take: TakeNumber) => void;

/** 0 is no user. */
export function takeUser(user: number, take: TakeNumber): void {
  if (user > 0) take(user);
}

export function eachUser(users: LegUsers): EachNumber {
  return (leg, take) => {
    takeUser(users.fromUser(leg), take);
    takeUser(users.toUser(leg), take);
  };
}

export function userNames(users: LegUsers): Names {
  return {
    textOf: user => users.text(user),
    compare: (one, other) => users.compare(one, other),
    mayHold: (user, words) => users.mayHold(user, words),
    isTooLong: user => users.isLongerThan(user, VALUE_CHARS),
  };
}

export function eachMethod(sources: FilterSources): EachNumber {
  const subject = new LegSubject(sources);
  return (leg, take) => void subject.moveTo(leg).someMethod(take);
}

export function eachCode(sources: FilterSources): EachNumber {
  const subject = new LegSubject(sources);
  return (leg, take) => void subject.moveTo(leg).someCode(take);
}

export function eachEndpoint(sources: FilterSources): EachNumber {
  const subject = new LegSubject(sources);
  return (leg, take) => void subject.moveTo(leg).someEndpoint(take);
}
