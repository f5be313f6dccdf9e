// What legs have of fields that the store keeps as numbers: users, methods, codes, endpoints of their messages.

import type { Leg } from '../store/leg.ts';
import { VALUE_CHARS } from './facet-tally.ts';
import { type FilterSources, LegSubject } from './leg-subject.ts';
import type { LegUsers } from './leg-users.ts';
import type { Names } from './named-tally.ts';

/** Calls `add` with each number of a leg; some may come several times. */
export type EachNumber = (leg: Leg, add: (number: number) => void) => void;

/** 0 is no user. */
export function addUser(user: number, add: (number: number) => void): void {
  if (user > 0) add(user);
}

export function eachUser(users: LegUsers): EachNumber {
  return (leg, add) => {
    addUser(users.fromUser(leg), add);
    addUser(users.toUser(leg), add);
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
  return (leg, add) => subject.moveTo(leg).someMethod(taking(add));
}

export function eachCode(sources: FilterSources): EachNumber {
  const subject = new LegSubject(sources);
  return (leg, add) => subject.moveTo(leg).someCode(taking(add));
}

export function eachEndpoint(sources: FilterSources): EachNumber {
  const subject = new LegSubject(sources);
  return (leg, add) => subject.moveTo(leg).someEndpoint(taking(add));
}

/** Looks for what no number is: so it sees all of them. */
function taking(add: (number: number) => void): (number: number) => boolean {
  return number => {
    add(number);
    return false;
  };
}
