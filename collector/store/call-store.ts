// Everything a capture knows, in one place: endpoints, method names, messages, transactions, legs, derived bytes.
// The tracker writes it, the questions read it.

import { utf8 } from '../bytes/slices.ts';
import { ByteSlab } from './byte-slab.ts';
import { DerivedBytes } from './derived-bytes.ts';
import { EndpointTable } from './endpoint-table.ts';
import { IcmpLog } from './icmp-log.ts';
import { Leg } from './leg.ts';
import { LinkMarks } from './link-marks.ts';
import { LossLog } from './loss-log.ts';
import { MessageTable } from './message-table.ts';
import { MethodIds } from './method-ids.ts';
import { type ByteSearch, TextIndex } from './text-index.ts';
import { TransactionTable } from './transaction-table.ts';
import { TransitionTable } from './transition-table.ts';

/** Above this many changed legs a list of them is not worth sending. */
const CHANGED_LIMIT = 10_000;
const NO_CALL_ID = Buffer.alloc(0);
/** HEP agents give a correlation id to each call: so many are kept, each cut to so many chars. */
const CORRELATIONS = 1_000_000;
const CORRELATION_CHARS = 256;
/** Legs and messages of a later generation have numbers that no leg or message of an earlier one ever had. */
const NUMBERS_A_GENERATION = 2 ** 32;

export class CallStore {
  readonly endpoints = new EndpointTable();
  readonly methods = new MethodIds();
  readonly messages: MessageTable;
  readonly transactions: TransactionTable;
  readonly transitions = new TransitionTable();
  readonly derived = new DerivedBytes();
  readonly losses = new LossLog();
  readonly icmp = new IcmpLog();
  readonly linkMarks = new LinkMarks();
  readonly legs: Leg[] = [];
  /** How often the index of this capture was made anew before: cleared, or old messages let go. */
  readonly generation: number;
  /** Dialogs that the limit of a leg refused. */
  refusedDialogs = 0;
  /** Legs, which lie in order of their first message, are in order of their start times too. */
  startsInOrder = true;
  /** Correlation ids that the limit refused. */
  refusedCorrelations = 0;
  private readonly callIdIndex = new TextIndex();
  private readonly names = new ByteSlab();
  private readonly correlations = new Map<number, string>();
  private readonly correlatedLegs: number[] = [];
  private changed: number[] = [];
  private tooManyChanged = false;

  /** `expectedMessages` sizes the tables, so that they seldom grow; pages that are never written cost nothing. */
  constructor(expectedMessages = 4096, generation = 0) {
    this.generation = generation;
    this.messages = new MessageTable(expectedMessages);
    this.transactions = new TransactionTable(Math.ceil(expectedMessages / 2));
  }

  /** The number by which the world knows a leg or a message: its index, in the first generation. */
  numberOf(index: number): number {
    return this.generation * NUMBERS_A_GENERATION + index;
  }

  /** The index that a number means, below `count`; -1 when it is of another generation or means nothing. */
  indexOf(number: number, count: number): number {
    const index = number - this.generation * NUMBERS_A_GENERATION;
    return Number.isInteger(index) && index >= 0 && index < count ? index : -1;
  }

  /** The leg that a number means; undefined when there is none, or none any more. */
  legOfNumber(number: number): Leg | undefined {
    return this.legs[this.indexOf(number, this.legs.length)];
  }

  /** What an agent says its calls have in common (HEP chunk 0x11); the first that a leg is given stands. */
  noteCorrelation(leg: Leg, text: string): void {
    if (text === '' || this.correlations.has(leg.index)) return;
    if (this.correlations.size === CORRELATIONS) {
      this.refusedCorrelations++;
      return;
    }
    this.correlations.set(leg.index, text.slice(0, CORRELATION_CHARS));
    this.correlatedLegs.push(leg.index);
  }

  correlationOf(leg: Leg): string | undefined {
    return this.correlations.get(leg.index);
  }

  /** Indexes of the legs that have a correlation id, in the order in which they got it. */
  get correlated(): readonly number[] {
    return this.correlatedLegs;
  }

  /** The leg of the Call-ID in bytes[start..end), made when it is new; `row` is then its first message. */
  legOf(bytes: Buffer, start: number, end: number, row: number): Leg {
    const index = this.callIdIndex.intern(bytes, start, end);
    if (index < this.legs.length) return this.legs[index];
    const leg = new Leg(index, row);
    this.legs.push(leg);
    return leg;
  }

  /** The leg with that Call-ID on the wire. */
  findLeg(callId: Buffer): Leg | undefined {
    return this.legs[this.callIdIndex.find(callId)];
  }

  /** As on the wire, one char a byte. */
  callId(leg: Leg): string {
    return this.callIdIndex.text(leg.index);
  }

  /** What a search over raw bytes says of its Call-ID. */
  callIdMayHold(leg: Leg, search: ByteSearch): boolean {
    return this.callIdIndex.mayHold(leg.index, search);
  }

  /** Whether its Call-ID ends in a number behind a `-` or `_`, as those do to which a B2BUA has added something. */
  hasNumberedCallId(leg: Leg): boolean {
    return this.callIdIndex.hasNumberedTail(leg.index);
  }

  /** Keeps From and To of the leg's first message: bytes[fromStart..fromEnd) and bytes[toStart..toEnd). */
  setNames(leg: Leg, bytes: Buffer, fromStart: number, fromEnd: number, toStart: number, toEnd: number): void {
    leg.namesAt = this.names.append(bytes, fromStart, fromEnd);
    this.names.append(bytes, toStart, toEnd);
    leg.fromBytes = fromEnd - fromStart;
    leg.toBytes = toEnd - toStart;
  }

  /** Where From and To of the legs lie, at `namesAt`; lent until the next leg is made. */
  get nameBytes(): Buffer {
    return this.names.bytes;
  }

  /** From value of the first message, as UTF-8, tag included. */
  from(leg: Leg): string {
    return utf8(this.names.bytes, leg.namesAt, leg.namesAt + leg.fromBytes);
  }

  /** To value of the first message, as UTF-8, tag included. */
  to(leg: Leg): string {
    const at = leg.namesAt + leg.fromBytes;
    return utf8(this.names.bytes, at, at + leg.toBytes);
  }

  /** The request of `row` opens the leg; later than its first message when another capture point was faster. */
  setOpening(leg: Leg, row: number): void {
    leg.opening = row;
    if (row !== leg.firstMessage) this.startsInOrder = false;
  }

  markChanged(leg: Leg): void {
    leg.revision++;
    if (leg.changed) return;
    leg.changed = true;
    if (this.changed.length < CHANGED_LIMIT) this.changed.push(leg.index);
    else this.tooManyChanged = true;
  }

  /** So many legs may have changed that it is not worth finding out which. */
  markAllChanged(): void {
    this.tooManyChanged = true;
  }

  /** Indexes of the legs that changed since the last call; undefined when there were more than 10,000. */
  takeChanged(): number[] | undefined {
    const taken = this.changed;
    this.changed = [];
    if (!this.tooManyChanged) {
      for (const index of taken) this.legs[index].changed = false;
      return taken;
    }
    for (const leg of this.legs) leg.changed = false;
    this.tooManyChanged = false;
    return undefined;
  }

  /** Distinct Call-ID values; the leg of messages without one does not count. */
  get callIds(): number {
    return this.legs.length - (this.findLeg(NO_CALL_ID) === undefined ? 0 : 1);
  }
}
