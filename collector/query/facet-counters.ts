// Counts the values of one field over legs. Fields that the store keeps as small numbers are counted as numbers and become words at
// the end: a million legs cost some ten ms a field. What a message must be read for is not counted here (facet-messages.ts).

import { LEG_FLAGS, LEG_KINDS, LEG_STATES } from '../model/leg.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import { grownUint32 } from '../store/columns.ts';
import type { Leg } from '../store/leg.ts';
import type { FacetField } from './facet-field.ts';
import {
  type EachNumber,
  eachCode,
  eachEndpoint,
  eachMethod,
  eachUser,
  type TakeNumber,
  takeUser,
  userNames,
} from './facet-numbers.ts';
import { NumberTally, type Tally, TextTally } from './facet-tally.ts';
import type { FilterReader } from './filter-fields.ts';
import type { FindingProfile } from './finding-profile.ts';
import { HostNumbers } from './host-numbers.ts';
import { codecsOf } from './leg-media.ts';
import { type FilterSources, LegSubject } from './leg-subject.ts';
import { NamedTally, type Names, namesBy } from './named-tally.ts';
import { flagsOf } from './summary.ts';

/** Legs are added one by one; the tally is made once, at the end. */
export interface FacetCounter {
  add(leg: Leg): void;
  /** Legs without a value, once the tally is made. */
  readonly none: number;
  /** Yields now and then: hundreds of thousands of hosts become words. */
  tally(): Generator<undefined, Tally>;
}

/** The counter of a field that no message is read for. */
export function counterOf(field: FacetField, sources: FilterSources): FacetCounter {
  const { store, findings, users, media } = sources;
  switch (field.name) {
    case 'state':
      return new NumberCounter(
        leg => leg.state,
        number => [LEG_STATES[number]],
      );
    case 'kind':
      return new NumberCounter(
        leg => leg.kind,
        number => [LEG_KINDS[number]],
      );
    case 'firstMethod':
      return new NumberCounter(
        leg => leg.method,
        number => [store.methods.name(number)],
      );
    case 'code':
      return new NumberCounter(
        leg => leg.statusCode,
        number => (number === 0 ? [] : [String(number)]),
      );
    case 'flag':
      return new NumberCounter(
        leg => flagsOf(store, leg),
        bits => LEG_FLAGS.filter((_, bit) => bits & (1 << bit)),
      );
    case 'transport':
      return new NumberCounter(
        leg => store.messages.transport[leg.firstMessage],
        number => [TRANSPORT_NAMES[number]],
      );
    case 'method':
      return new NamedCounter(
        eachMethod(sources),
        namesBy(number => store.methods.name(number)),
      );
    case 'codes':
      return new NamedCounter(eachCode(sources), namesBy(String));
    case 'source':
      return hostCounter(sources, (leg, take) => take(leg.source), true);
    case 'destination':
      return hostCounter(sources, (leg, take) => take(leg.destination), true);
    case 'ip':
      return hostCounter(sources, eachEndpoint(sources), false);
    case 'fromUser':
      return new NamedCounter((leg, take) => takeUser(users.fromUser(leg), take), userNames(users), users.size, true);
    case 'toUser':
      return new NamedCounter((leg, take) => takeUser(users.toUser(leg), take), userNames(users), users.size, true);
    case 'user':
      return new NamedCounter(eachUser(users), userNames(users), users.size);
    case 'finding':
      return new ProfileCounter(
        leg => findings.profileOf(leg),
        ({ rule }) => rule,
      );
    case 'severity':
      return new ProfileCounter(
        leg => findings.profileOf(leg),
        ({ severity }) => severity,
      );
    case 'codec':
      return new TextCounter(leg => codecsOf(media, leg));
    default:
      return new TextCounter(valueReader(field, sources));
  }
}

/** Reads the values of any field of the filter language, as texts. */
export function valueReader(field: FacetField, sources: FilterSources): (leg: Leg) => readonly string[] {
  const subject = new LegSubject(sources);
  const reader = field.rule?.reader;
  return reader === undefined ? () => [] : leg => valuesBy(reader, subject.moveTo(leg));
}

function valuesBy(reader: FilterReader, subject: LegSubject): readonly string[] {
  switch (reader.type) {
    case 'text':
      return oneOf(reader.read(subject));
    case 'texts':
      return [...new Set(reader.read(subject))].filter(value => value !== '');
    case 'number':
      return [reader.read(subject) ?? []].flat().map(String);
    case 'numbers':
      return [...new Set(reader.read(subject))].map(String);
    default:
      return reader satisfies never;
  }
}

function oneOf(value: string): readonly string[] {
  return value === '' ? [] : [value];
}

/** What a leg has is a number; a number stands for one value, for several (flags), or for none. */
class NumberCounter implements FacetCounter {
  private readonly numbers = new NumberTally();
  none = 0;
  private readonly numberOf: (leg: Leg) => number;
  private readonly valuesOf: (number: number) => readonly string[];

  constructor(numberOf: (leg: Leg) => number, valuesOf: (number: number) => readonly string[]) {
    this.numberOf = numberOf;
    this.valuesOf = valuesOf;
  }

  add(leg: Leg): void {
    this.numbers.add(this.numberOf(leg));
  }

  *tally(): Generator<undefined, TextTally> {
    const tally = new TextTally();
    let step = 0;
    for (const [number, count] of this.numbers.entries()) {
      if (step++ % NUMBERS_A_STEP === 0) yield;
      const values = this.valuesOf(number);
      if (values.length === 0) this.none += count;
      for (const value of values) tally.add(value, count);
    }
    return tally;
  }
}

/** What a leg has are numbers, each for another text: a number that it has twice counts it once. */
class NamedCounter implements FacetCounter {
  private readonly numbers: NamedTally;
  private readonly each: EachNumber;
  /** By number: how many legs there had been when a leg had it last. Undefined where legs have one number at most. */
  private lastIn: Uint32Array | undefined;
  private legs = 0;
  private hasNumber = false;
  none = 0;

  /** `size`: how many numbers there may be, to make room for. `isSingle`: no leg has more than one. */
  constructor(each: EachNumber, names: Names, size = 64, isSingle = false) {
    this.each = each;
    this.lastIn = isSingle ? undefined : new Uint32Array(size);
    this.numbers = new NamedTally(names, size);
  }

  add(leg: Leg): void {
    this.legs++;
    this.hasNumber = false;
    this.each(leg, this.take);
    if (!this.hasNumber) this.none++;
  }

  // biome-ignore lint/correctness/useYield: texts are made of those alone that are told.
  *tally(): Generator<undefined, Tally> {
    return this.numbers;
  }

  /** The leg at hand has it already; if not, it has it from now on. */
  private isRepeated(number: number): boolean {
    if (this.lastIn === undefined) return false;
    if (number >= this.lastIn.length)
      this.lastIn = grownUint32(this.lastIn, Math.max(number + 1, this.lastIn.length * 2));
    if (this.lastIn[number] === this.legs) return true;
    this.lastIn[number] = this.legs;
    return false;
  }

  private readonly take: TakeNumber = number => {
    this.hasNumber = true;
    if (this.isRepeated(number)) return false;
    this.numbers.add(number);
    return false;
  };
}

function hostCounter({ store }: FilterSources, endpoints: EachNumber, isSingle: boolean): FacetCounter {
  const hosts = new HostNumbers(store.endpoints);
  let takeHost: TakeNumber = () => false;
  // One function for all legs: a million legs make none.
  const takeEndpoint: TakeNumber = endpoint => takeHost(hosts.of(endpoint));
  const each: EachNumber = (leg, take) => {
    takeHost = take;
    endpoints(leg, takeEndpoint);
  };
  const names: Names = {
    ...namesBy(host => hosts.addressOf(host)),
    compare: (one, other) => hosts.compare(one, other),
  };
  return new NamedCounter(each, names, store.endpoints.size, isSingle);
}

class TextCounter implements FacetCounter {
  private readonly texts = new TextTally();
  private readonly valuesOf: (leg: Leg) => readonly string[];
  none = 0;

  constructor(valuesOf: (leg: Leg) => readonly string[]) {
    this.valuesOf = valuesOf;
  }

  add(leg: Leg): void {
    const values = this.valuesOf(leg);
    if (values.length === 0) this.none += 1;
    for (const value of values) this.texts.add(value);
  }

  // biome-ignore lint/correctness/useYield: what is counted as text is ready.
  *tally(): Generator<undefined, TextTally> {
    return this.texts;
  }
}

type ProfileEntry = FindingProfile['entries'][number];

/** Legs have few different profiles of findings; two findings of one rule count a leg once. */
class ProfileCounter implements FacetCounter {
  private readonly countByProfile = new Map<FindingProfile, number>();
  private readonly texts = new TextTally();
  private readonly profileOf: (leg: Leg) => FindingProfile;
  private readonly wordOf: (entry: ProfileEntry) => string;
  none = 0;

  constructor(profileOf: (leg: Leg) => FindingProfile, wordOf: (entry: ProfileEntry) => string) {
    this.profileOf = profileOf;
    this.wordOf = wordOf;
  }

  add(leg: Leg): void {
    const profile = this.profileOf(leg);
    if (profile.entries.length === 0) this.none += 1;
    else if (this.countByProfile.size < PROFILES || this.countByProfile.has(profile))
      this.countByProfile.set(profile, (this.countByProfile.get(profile) ?? 0) + 1);
    // A profile without a number is made anew for each leg: its values are counted, it is not kept.
    else this.addValues(profile, 1);
  }

  *tally(): Generator<undefined, TextTally> {
    for (const [profile, count] of this.countByProfile) {
      yield;
      this.addValues(profile, count);
    }
    this.countByProfile.clear();
    return this.texts;
  }

  private addValues({ entries }: FindingProfile, count: number): void {
    for (const value of new Set(entries.map(this.wordOf))) this.texts.add(value, count);
  }
}

/** Numbers that become words between two looks at the clock. */
const NUMBERS_A_STEP = 1000;
/** As many as there are numbers of profiles. */
const PROFILES = 0xffff;
