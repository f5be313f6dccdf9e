// Everything a capture knows, in one place: endpoints, method names, messages, transactions, legs, derived bytes.
// The tracker writes it, the questions read it.

import { utf8 } from '../bytes/slices.ts';
import { ByteSlab } from './byte-slab.ts';
import { CallIdIndex } from './call-id-index.ts';
import { DerivedBytes } from './derived-bytes.ts';
import { EndpointTable } from './endpoint-table.ts';
import { Leg } from './leg.ts';
import { MessageTable } from './message-table.ts';
import { MethodIds } from './method-ids.ts';
import { TransactionTable } from './transaction-table.ts';
import { TransitionTable } from './transition-table.ts';

/** Above this many changed legs a list of them is not worth sending. */
const CHANGED_LIMIT = 10_000;
const NO_CALL_ID = Buffer.alloc(0);

export class CallStore {
  readonly endpoints = new EndpointTable();
  readonly methods = new MethodIds();
  readonly messages: MessageTable;
  readonly transactions: TransactionTable;
  readonly transitions = new TransitionTable();
  readonly derived = new DerivedBytes();
  readonly legs: Leg[] = [];
  /** Dialogs that the limit of a leg refused. */
  refusedDialogs = 0;
  /** Legs, which lie in order of their first message, are in order of their start times too. */
  startsInOrder = true;
  private readonly callIdIndex = new CallIdIndex();
  private readonly names = new ByteSlab();
  private changed: number[] = [];
  private tooManyChanged = false;

  /** `expectedMessages` sizes the tables, so that they seldom grow; pages that are never written cost nothing. */
  constructor(expectedMessages = 4096) {
    this.messages = new MessageTable(expectedMessages);
    this.transactions = new TransactionTable(Math.ceil(expectedMessages / 2));
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

  /** Keeps From and To of the leg's first message: bytes[fromStart..fromEnd) and bytes[toStart..toEnd). */
  setNames(leg: Leg, bytes: Buffer, fromStart: number, fromEnd: number, toStart: number, toEnd: number): void {
    leg.namesAt = this.names.append(bytes, fromStart, fromEnd);
    this.names.append(bytes, toStart, toEnd);
    leg.fromBytes = fromEnd - fromStart;
    leg.toBytes = toEnd - toStart;
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
    if (leg.changed) return;
    leg.changed = true;
    if (this.changed.length < CHANGED_LIMIT) this.changed.push(leg.index);
    else this.tooManyChanged = true;
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
