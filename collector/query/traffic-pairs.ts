// Pairs of hosts, by who asks whom: the second half of the traffic index. Found by open addressing, for it is done once a message;
// bounded, and what the bound refused is counted. A pair is its own facts (`findings/traffic-facts.ts`).
//
//   slots: Int32Array [ 0 | 3 | 0 | … ]   number of the pair + 1, at hash(source, destination) & mask, then at the next one

import type { PairFacts, ProbeFacts } from '../findings/traffic-facts.ts';
import type { CallStore } from '../store/call-store.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import type { HostNumbers } from './host-numbers.ts';

const PAIRS = 1 << 20;
const PROBES = 5000;

export class PairTraffic implements PairFacts {
  requests = 0;
  acks = 0;
  responses = 0;
  orphanResponses = 0;
  firstRequestRow = -1;
  firstResponseRow = -1;
  lastTime = 0;
  longestQuiet = 0;
  /** Numbers of its hosts. */
  readonly from: number;
  readonly to: number;
  private readonly store: CallStore;
  private readonly hosts: HostNumbers;
  /** Transactions. */
  private asked: number[] | undefined = undefined;

  constructor(store: CallStore, hosts: HostNumbers, from: number, to: number) {
    this.store = store;
    this.hosts = hosts;
    this.from = from;
    this.to = to;
  }

  get source(): string {
    return this.hosts.addressOf(this.from);
  }
  get destination(): string {
    return this.hosts.addressOf(this.to);
  }
  get firstRequest(): number {
    return this.firstRequestRow < 0 ? -1 : this.store.numberOf(this.firstRequestRow);
  }
  get firstResponse(): number {
    return this.firstResponseRow < 0 ? -1 : this.store.numberOf(this.firstResponseRow);
  }

  probes(): readonly ProbeFacts[] {
    return this.asked?.slice(-PROBES).map(transaction => this.probe(transaction)) ?? [];
  }

  noteTime(time: number): void {
    if (this.lastTime !== 0) this.longestQuiet = Math.max(this.longestQuiet, time - this.lastTime);
    this.lastTime = Math.max(this.lastTime, time);
  }

  noteProbe(transaction: number): void {
    if (this.asked === undefined) this.asked = [transaction];
    else this.asked.push(transaction);
    if (this.asked.length > PROBES * 2) this.asked = this.asked.slice(-PROBES);
  }

  private probe(transaction: number): ProbeFacts {
    const { messages: m, transactions: t } = this.store;
    const request = t.request[transaction];
    return {
      message: this.store.numberOf(request),
      time: m.time[request],
      finalCode: t.finalCode[transaction],
      timerExpired: (t.flags[transaction] & TransactionFlag.Expired) !== 0,
    };
  }
}

export class TrafficPairs {
  readonly pairs: PairTraffic[] = [];
  refused = 0;
  private readonly store: CallStore;
  private readonly hosts: HostNumbers;
  private readonly limit: number;
  private slots = new Int32Array(1 << 12);

  constructor(store: CallStore, hosts: HostNumbers, limit = PAIRS) {
    this.store = store;
    this.hosts = hosts;
    this.limit = limit;
  }

  /** Of two numbers of hosts; undefined when there are too many pairs. */
  of(from: number, to: number): PairTraffic | undefined {
    const slot = this.slotOf(from, to);
    const known = this.slots[slot];
    if (known > 0) return this.pairs[known - 1];
    if (this.pairs.length >= this.limit) {
      this.refused++;
      return undefined;
    }
    const pair = new PairTraffic(this.store, this.hosts, from, to);
    this.slots[slot] = this.pairs.push(pair);
    if (this.pairs.length * 2 > this.slots.length) this.grow();
    return pair;
  }

  /** The same, not made when it is not there, nor when one of the numbers is -1. */
  find(from: number, to: number): PairTraffic | undefined {
    return from < 0 || to < 0 ? undefined : this.pairs[this.slots[this.slotOf(from, to)] - 1];
  }

  private slotOf(from: number, to: number): number {
    const mask = this.slots.length - 1;
    let h = Math.imul(from, 0x9e3779b1) ^ Math.imul(to, 0x85ebca6b);
    h ^= h >>> 15;
    for (let slot = h & mask; ; slot = (slot + 1) & mask) {
      const known = this.slots[slot];
      if (known === 0) return slot;
      const pair = this.pairs[known - 1];
      if (pair.from === from && pair.to === to) return slot;
    }
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (const [i, pair] of this.pairs.entries()) this.slots[this.slotOf(pair.from, pair.to)] = i + 1;
  }
}
