// The messages and transactions of a leg as facts for rules, from columns alone: no message is read.

import type { MessageFacts, TransactionFacts } from '../findings/facts.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { MessageFlag } from '../store/message-table.ts';
import { TransactionFlag } from '../store/transaction-table.ts';

/** Rules look at so many messages of a leg; a call has tens, a hostile Call-ID millions. */
const MESSAGES = 10_000;

/**
 * Every rule looks at transactions, so they are made at once, of a chain of their own: there are fewer of them than messages. Messages,
 * and what points at one, are made when a rule asks.
 */
export class LegColumns {
  /** In order of their first messages; those that begin beyond the limit are left out. */
  readonly transactions: readonly StoredTransaction[];
  private readonly store: CallStore;
  private readonly leg: Leg;
  private knownRows: readonly number[] | undefined = undefined;
  private knownMessages: readonly MessageFacts[] | undefined = undefined;

  constructor(store: CallStore, leg: Leg) {
    this.store = store;
    this.leg = leg;
    this.transactions = this.makeTransactions();
  }

  /** Rows of its messages, in order; copies are left out. */
  get rows(): readonly number[] {
    this.knownRows ??= rowsOf(this.store, this.leg);
    return this.knownRows;
  }

  /** How many messages are beyond the limit. */
  get messagesCut(): number {
    return Math.max(0, this.leg.messages - this.leg.duplicates - MESSAGES);
  }

  get messages(): readonly MessageFacts[] {
    this.knownMessages ??= this.makeMessages();
    return this.knownMessages;
  }

  private makeTransactions(): StoredTransaction[] {
    const { store, leg } = this;
    const transactions: StoredTransaction[] = [];
    for (let id = leg.lastTransaction; id >= 0; id = store.transactions.older(id)) {
      transactions.push(new StoredTransaction(store, id, this));
    }
    transactions.reverse();
    if (this.messagesCut === 0) return transactions;
    const last = this.rows[this.rows.length - 1];
    return transactions.filter(({ first }) => first <= last);
  }

  private makeMessages(): MessageFacts[] {
    const { store, rows, transactions } = this;
    const positions = new Map(transactions.map(({ id }, at) => [id, at]));
    return rows.map(row => new StoredMessage(store, row, positions.get(store.messages.transaction[row]) ?? -1));
  }
}

/** As the store's own, which is a generator: refused legs are many. */
function rowsOf({ messages: m }: CallStore, leg: Leg): number[] {
  const rows: number[] = [];
  for (let row = leg.firstMessage; rows.length < MESSAGES; row = m.nextInLeg[row]) {
    if ((m.flags[row] & MessageFlag.Duplicate) === 0) rows.push(row);
    if (m.nextInLeg[row] <= 0) break;
  }
  return rows;
}

/** Facts are asked for one by one, by the few rules that look at a leg: each is read from its column only then. */
class StoredMessage implements MessageFacts {
  readonly transaction: number;
  private readonly store: CallStore;
  private readonly row: number;

  constructor(store: CallStore, row: number, transaction: number) {
    this.store = store;
    this.row = row;
    this.transaction = transaction;
  }

  get index(): number {
    return this.store.numberOf(this.row);
  }
  get time(): Micros {
    return this.store.messages.time[this.row];
  }
  get source(): string {
    return this.store.endpoints.text(this.store.messages.source[this.row]);
  }
  get destination(): string {
    return this.store.endpoints.text(this.store.messages.destination[this.row]);
  }
  get transport(): string {
    return TRANSPORT_NAMES[this.store.messages.transport[this.row]];
  }
  get isRequest(): boolean {
    return this.store.messages.isRequest(this.row);
  }
  get method(): string {
    const { code, cseqMethod } = this.store.messages;
    return this.store.methods.name(this.isRequest ? code[this.row] : cseqMethod[this.row]);
  }
  get statusCode(): number {
    return this.isRequest ? 0 : this.store.messages.code[this.row];
  }
  get cseq(): number {
    return this.store.messages.cseqNumber[this.row];
  }
  get length(): number {
    return this.store.messages.length[this.row];
  }
  get retransmission(): boolean {
    return this.has(MessageFlag.Retransmission);
  }
  get hasSdp(): boolean {
    return this.has(MessageFlag.Sdp);
  }
  get truncated(): boolean {
    return this.has(MessageFlag.Truncated);
  }
  get malformed(): boolean {
    return this.has(MessageFlag.Malformed);
  }
  get faults(): number {
    return this.store.messages.faults[this.row];
  }

  private has(flag: number): boolean {
    return (this.store.messages.flags[this.row] & flag) !== 0;
  }
}

class StoredTransaction implements TransactionFacts {
  /** Its row in the transaction table. */
  readonly id: number;
  private readonly store: CallStore;
  private readonly columns: Pick<LegColumns, 'rows'>;
  private knownFirst = -1;
  private positions: readonly number[] | undefined = undefined;

  constructor(store: CallStore, id: number, columns: Pick<LegColumns, 'rows'>) {
    this.store = store;
    this.id = id;
    this.columns = columns;
  }

  /** Row of its first message. */
  get first(): number {
    const { messages: m, transactions: t } = this.store;
    if (this.knownFirst < 0) this.knownFirst = m.firstInTransaction(t.lastMessage[this.id]);
    return this.knownFirst;
  }

  get messages(): readonly number[] {
    this.positions ??= this.findPositions();
    return this.positions;
  }
  get method(): string {
    return this.store.methods.name(this.store.transactions.method(this.id));
  }
  get cseq(): number {
    return this.store.transactions.cseqNumber(this.id);
  }
  get source(): string {
    const m = this.store.messages;
    return this.store.endpoints.text(m.isRequest(this.first) ? m.source[this.first] : m.destination[this.first]);
  }
  get destination(): string {
    const m = this.store.messages;
    return this.store.endpoints.text(m.isRequest(this.first) ? m.destination[this.first] : m.source[this.first]);
  }
  get transport(): string {
    return TRANSPORT_NAMES[this.store.messages.transport[this.first]];
  }
  get startTime(): Micros {
    const row = this.store.transactions.request[this.id];
    return this.store.messages.time[row < 0 ? this.first : row];
  }
  get hops(): number {
    return this.store.transactions.viaCount[this.id];
  }
  get inDialog(): boolean {
    return this.store.transactions.toTag[this.id] !== 0;
  }
  get hasCredentials(): boolean {
    return this.has(TransactionFlag.Credentials);
  }
  get request(): number {
    return this.positionOf(this.store.transactions.request[this.id]);
  }
  get provisional(): number {
    return this.positionOf(this.store.transactions.provisional[this.id]);
  }
  get final(): number {
    return this.positionOf(this.store.transactions.final[this.id]);
  }
  get finalCode(): number {
    return this.store.transactions.finalCode[this.id];
  }
  get retransmissions(): number {
    return this.store.transactions.retransmissions[this.id];
  }
  get timerExpired(): boolean {
    return this.has(TransactionFlag.Expired);
  }

  /** Its rows are a chain, the last one first; copies, and what is beyond the limit, are not among the facts. */
  private findPositions(): number[] {
    const { previousInTransaction } = this.store.messages;
    const positions: number[] = [];
    for (let row = this.store.transactions.lastMessage[this.id]; row >= 0; row = previousInTransaction[row]) {
      const at = this.positionOf(row);
      if (at >= 0) positions.push(at);
    }
    return positions.reverse();
  }

  /** Where one of its rows is among the facts; -1 when it is not. Rows rise along the leg. */
  private positionOf(row: number): number {
    if (row < 0) return -1;
    const { rows } = this.columns;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle] < row) low = middle + 1;
      else high = middle;
    }
    return rows[low] === row ? low : -1;
  }

  private has(flag: number): boolean {
    return (this.store.transactions.flags[this.id] & flag) !== 0;
  }
}
