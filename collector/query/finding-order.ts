// The findings of a capture in an order: worst first, then by time; or by a column. Takes what is kept of each leg (its profile, and when
// each of its findings happened), so no finding is made. What was put into order last is remembered while nothing is new.

import type { FindingQuery } from '../model/finding.ts';
import { SEVERITIES } from '../model/finding.ts';
import type { Micros } from '../model/time.ts';
import type { CallSources } from './call-detail.ts';
import type { FindingProfile } from './finding-profile.ts';
import { sortedPositions } from './key-order.ts';
import { indexesUpTo, orderNumbers } from './number-order.ts';
import { atOnce } from './slices.ts';
import { callIdText, startTime } from './summary.ts';

type Entry = FindingProfile['entries'][number];
export type FindingChoice = Omit<FindingQuery, 'offset' | 'limit'>;

/** Stands where the index of a leg would, for what is about the whole trace. */
export const OF_TRACE = -1;

/** One finding: the one in place `at` of its leg, or of the whole trace. */
export interface FindingPlace {
  readonly leg: number;
  readonly at: number;
  readonly entry: Entry;
}

/** Orders that are kept: a page asks the same one window by window. */
const KEPT = 4;

export class FindingOrders {
  private readonly knownByChoice = new Map<string, { readonly revision: number; readonly order: FindingOrder }>();

  of(sources: CallSources, choice: FindingChoice): FindingOrder {
    const { leg, rule, severity, from, to, sort } = choice;
    const key = JSON.stringify([leg, rule, severity, from, to, sort, sources.links.version]);
    const known = this.knownByChoice.get(key);
    if (known?.revision === sources.revision) return known.order;
    const order = new FindingOrder(sources, choice);
    this.knownByChoice.delete(key);
    this.knownByChoice.set(key, { revision: sources.revision, order });
    for (const oldest of this.knownByChoice.keys()) {
      if (this.knownByChoice.size <= KEPT) break;
      this.knownByChoice.delete(oldest);
    }
    return order;
  }
}

export class FindingOrder {
  /** How often each rule spoke, of the leg or of the capture, whatever rule and severity were asked for. */
  readonly counts = new Map<string, Record<Entry['severity'], number>>();
  private readonly legs: number[] = [];
  private readonly ats: number[] = [];
  private readonly entries: Entry[] = [];
  private readonly times: Micros[] = [];
  private readonly order: Uint32Array;

  constructor(sources: CallSources, choice: FindingChoice) {
    const { store, findings, traceFindings } = sources;
    const hasRange = choice.from !== undefined || choice.to !== undefined;
    const only = choice.leg === undefined ? undefined : store.legOfNumber(choice.leg);
    if (choice.leg === undefined) {
      for (const [at, finding] of traceFindings.all().entries())
        if (isInRange(choice, finding.time)) this.take(choice, OF_TRACE, at, finding, finding.time);
    }
    const legs = choice.leg === undefined ? store.legs : only === undefined ? [] : [only];
    // By index: until V8 compiles it, an iterator costs an object a leg.
    for (let index = 0; index < legs.length; index++) {
      const leg = legs[index];
      if (hasRange && !isInRange(choice, startTime(store, leg))) continue;
      const { entries } = findings.profileOf(leg, sources);
      for (let at = 0; at < entries.length; at++)
        this.take(choice, leg.index, at, entries[at], findings.timeOf(leg, at));
    }
    this.order = this.inOrder(sources, choice.sort ?? '');
  }

  get total(): number {
    return this.order.length;
  }

  window(offset: number, limit: number): FindingPlace[] {
    return Array.from(this.order.subarray(offset, offset + limit), i => ({
      leg: this.legs[i],
      at: this.ats[i],
      entry: this.entries[i],
    }));
  }

  private take({ rule, severity }: FindingChoice, leg: number, at: number, entry: Entry, time: Micros): void {
    const counts = this.counts.get(entry.rule) ?? { error: 0, warning: 0, notice: 0 };
    counts[entry.severity]++;
    this.counts.set(entry.rule, counts);
    if ((rule !== undefined && rule !== entry.rule) || (severity !== undefined && severity !== entry.severity)) return;
    this.legs.push(leg);
    this.ats.push(at);
    this.entries.push(entry);
    this.times.push(time);
  }

  /** Least significant key first: each sort keeps the order of what is equal. */
  private inOrder({ store, traceFindings }: CallSources, sort: string): Uint32Array {
    const isDescending = sort.startsWith('-');
    const column = isDescending ? sort.slice(1) : sort;
    const { entries, legs, ats } = this;
    const times = Float64Array.from(this.times);
    const bySeverity = (order: Uint32Array, descending: boolean): Uint32Array =>
      byRank(order, i => SEVERITIES.indexOf(entries[i].severity), SEVERITIES.length, descending);
    const order = bySeverity(atOnce(orderNumbers(times, indexesUpTo(legs.length), false)), false);
    switch (column) {
      case 'time':
        return atOnce(orderNumbers(times, order, isDescending));
      case 'severity':
        return bySeverity(order, isDescending);
      case 'rule': {
        const rank = new Map([...this.counts.keys()].sort().map((rule, at) => [rule, at]));
        return byRank(order, i => rank.get(entries[i].rule) ?? 0, rank.size, isDescending);
      }
      case 'call': {
        const trace = traceFindings.all();
        const callIdOf = (i: number): string =>
          legs[i] === OF_TRACE ? trace[ats[i]].callId : callIdText(store, store.legs[legs[i]]);
        const keys = Array.from(order, i => callIdOf(i) || undefined);
        return sortedPositions(keys, isDescending).map(position => order[position]);
      }
      default:
        return order;
    }
  }
}

/** Counted out: there are few ranks. */
function byRank(order: Uint32Array, rankOf: (i: number) => number, ranks: number, isDescending: boolean): Uint32Array {
  const ends = new Uint32Array(ranks + 1);
  const placeOf = (i: number): number => (isDescending ? ranks - 1 - rankOf(i) : rankOf(i));
  for (let at = 0; at < order.length; at++) ends[placeOf(order[at]) + 1]++;
  for (let rank = 1; rank <= ranks; rank++) ends[rank] += ends[rank - 1];
  const ordered = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) ordered[ends[placeOf(order[at])]++] = order[at];
  return ordered;
}

function isInRange({ from, to }: FindingChoice, time: Micros): boolean {
  return (from === undefined || time >= from) && (to === undefined || time < to);
}
