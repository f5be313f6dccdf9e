// Values that stand in messages only: user agents, any header, the names of headers. A leg is read once and again when it has
// changed; what was found is kept as the number of a list of values, for legs have few different ones. A question reads for a
// bounded time and the next one goes on, so that a capture of millions is counted little by little and nobody waits for it.

import { canonicalHeaderName } from '../sip/header-readers.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { valueReader } from './facet-counters.ts';
import { type FacetField, HEADER_NAMES } from './facet-field.ts';
import { VALUE_CHARS } from './facet-tally.ts';
import { rowsOf } from './leg-rows.ts';
import type { FilterSources } from './leg-subject.ts';

/** Different lists of values of one field that are kept, and values in one. */
const LISTS = 50_000;
const VALUES_A_LEG = 64;
/** A leg of more messages is not read: nobody is to wait for it. It counts as one whose values were left out. */
const MESSAGES_A_LEG = 1000;
/** Fields that are kept at once: 8 bytes a leg and field. */
const FIELDS = 4;

export class MessageValues {
  private readonly columns = new Map<string, MessageColumn>();

  /** The column of a field; the one that was asked for longest ago goes when there are too many. */
  of(field: FacetField, sources: FilterSources): MessageColumn {
    const known = this.columns.get(field.name);
    this.columns.delete(field.name);
    const column = known ?? new MessageColumn(readerOf(field, sources));
    this.columns.set(field.name, column);
    if (this.columns.size > FIELDS) {
      for (const oldest of this.columns.keys()) {
        this.columns.delete(oldest);
        break;
      }
    }
    return column;
  }
}

export class MessageColumn {
  private readonly read: (leg: Leg) => readonly string[];
  // By leg index: revision + 1 that was read (0: none), and the number of its list.
  private revisions = new Uint32Array(1024);
  private numbers = new Uint32Array(1024);
  private readonly lists: (readonly string[])[] = [];
  private readonly numberByKey = new Map<string, number>();

  constructor(read: (leg: Leg) => readonly string[]) {
    this.read = read;
  }

  /** True when the leg need not be read. */
  knows(leg: Leg): boolean {
    return leg.index < this.revisions.length && this.revisions[leg.index] === leg.revision + 1;
  }

  /** Values of a leg, read when they are not known; `isOmitted` when one was left out. */
  valuesOf(leg: Leg): { readonly values: readonly string[]; readonly isOmitted: boolean } {
    if (!this.knows(leg)) this.learn(leg);
    const number = this.numbers[leg.index];
    return { values: this.lists[number >>> 1] ?? [], isOmitted: (number & 1) === 1 };
  }

  private learn(leg: Leg): void {
    if (leg.index >= this.revisions.length) this.grow(leg.index + 1);
    const isTooLong = leg.messages > MESSAGES_A_LEG;
    const all = isTooLong ? [] : this.read(leg);
    const values = all.filter(({ length }) => length <= VALUE_CHARS).slice(0, VALUES_A_LEG);
    const list = this.numberOf(values);
    this.revisions[leg.index] = leg.revision + 1;
    this.numbers[leg.index] = list * 2 + (isTooLong || values.length < all.length || list === LISTS ? 1 : 0);
  }

  private numberOf(values: readonly string[]): number {
    const key = JSON.stringify(values);
    const known = this.numberByKey.get(key);
    if (known !== undefined) return known;
    if (this.lists.length === LISTS) return LISTS;
    this.numberByKey.set(key, this.lists.length);
    return this.lists.push(values) - 1;
  }

  private grow(legs: number): void {
    const capacity = Math.max(legs, this.revisions.length * 2);
    const { revisions, numbers } = this;
    this.revisions = new Uint32Array(capacity);
    this.numbers = new Uint32Array(capacity);
    this.revisions.set(revisions);
    this.numbers.set(numbers);
  }
}

function readerOf(field: FacetField, sources: FilterSources): (leg: Leg) => readonly string[] {
  const { store, bytes } = sources;
  return field.name === HEADER_NAMES ? leg => headerNames(store, bytes, leg) : valueReader(field, sources);
}

/** Names of all headers of a leg, in their long form. */
function headerNames(store: CallStore, bytes: MessageBytes, leg: Leg): readonly string[] {
  const names = new Set<string>();
  for (const row of rowsOf(store, leg)) {
    const text = bytes.read(row).toString('latin1');
    const end = text.search(/\r?\n\r?\n/);
    for (const [, name] of text.slice(0, end < 0 ? text.length : end).matchAll(/^([\w.!%*+`'~-]{1,128})[ \t]*:/gm)) {
      if (names.size < VALUES_A_LEG) names.add(canonicalHeaderName(name));
    }
  }
  return [...names];
}
