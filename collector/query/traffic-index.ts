// Keeps the facts about hosts, pairs and capture points (`findings/traffic-facts.ts`) up to date: rows of the message table are looked
// at in columns, when somebody asks, and only those that came since. Bounded by endpoints, pairs and points.
//
// Pairs cost most, a look-up a message, and are only looked for when one of them can have something to tell: see `mayTell`.

import type { TrafficFacts } from '../findings/traffic-facts.ts';
import { Method } from '../model/sip.ts';
import type { CallStore } from '../store/call-store.ts';
import { MessageFlag, REPEATS } from '../store/message-table.ts';
import { HostNumbers } from './host-numbers.ts';
import { TrafficHosts } from './traffic-hosts.ts';
import { type PairTraffic, TrafficPairs } from './traffic-pairs.ts';
import { TrafficPoints } from './traffic-points.ts';

/** So many requests without answer, or answers without request, may be the sign of a way that is not captured. */
const ONE_SIDED = 5;
/** An answer that was captured comes within this time. */
const ANSWER_MICROS = 2_000_000;

/** Most hosts of a trace are phones that nobody needs to number. */
const EXPECTED_HOSTS = 1000;

export class TrafficIndex {
  /** Of the hosts that anybody had to tell apart. */
  readonly numbers: HostNumbers;
  private readonly store: CallStore;
  private readonly hosts: TrafficHosts;
  private readonly points: TrafficPoints;
  private readonly pairs: TrafficPairs;
  private next = 0;
  /** Pairs know the rows before this one. */
  private nextForPairs = 0;
  /** By the bits of MessageFlag that a message has: how many of the rows before `next`. */
  private readonly byFlags = new Uint32Array(256);
  private options = 0;
  private firstTruncated = -1;
  private firstHole = -1;

  constructor(store: CallStore, pairLimit?: number) {
    this.store = store;
    this.numbers = new HostNumbers(store.endpoints, EXPECTED_HOSTS);
    this.hosts = new TrafficHosts(store, this.numbers);
    this.points = new TrafficPoints(store);
    this.pairs = new TrafficPairs(store, this.numbers, pairLimit);
  }

  /** `nameOf` names a capture point; `keepAlives` are counted by who counts frames. */
  facts(nameOf: (point: number) => string, keepAlives: number): TrafficFacts {
    this.advance();
    const numberOf = (row: number): number => (row < 0 ? -1 : this.store.numberOf(row));
    if (this.mayTell()) this.advancePairs();
    return {
      failing: this.hosts.failing(),
      busiest: limit => this.hosts.busiest(limit),
      pairs: this.pairs.pairs,
      pairOf: (source, destination) => {
        this.advancePairs();
        return this.pairs.find(this.numbers.find(source), this.numbers.find(destination));
      },
      points: this.points.facts(nameOf),
      copies: this.points.copyFacts(nameOf),
      messages: this.next,
      requests: this.countWith(MessageFlag.Request),
      responses: this.countWith(0) - this.countWith(MessageFlag.Request),
      truncated: this.countWith(MessageFlag.Truncated),
      firstTruncated: numberOf(this.firstTruncated),
      holes: this.countWith(MessageFlag.Hole),
      firstHole: numberOf(this.firstHole),
      keepAlives,
      refused: this.pairs.refused,
    };
  }

  /** Somebody asks whether others are there, or requests and responses do not match: a pair may have something to tell. */
  private mayTell(): boolean {
    if (this.options > 0) return true;
    const { transactions: t, messages: m } = this.store;
    const awaited = (m.count === 0 ? 0 : m.time[m.count - 1]) - ANSWER_MICROS;
    let unanswered = 0;
    for (let row = 0; row < t.count; row++) {
      const request = t.request[row];
      const isAnswered = t.final[row] >= 0 || t.provisional[row] >= 0;
      // Nobody answers an ACK.
      if ((request >= 0 && isAnswered) || t.method(row) === Method.Ack) continue;
      if (request < 0) return true;
      // What was sent just before the end may be answered yet.
      if (m.time[request] <= awaited) unanswered++;
    }
    return unanswered >= ONE_SIDED;
  }

  private advance(): void {
    const { messages: m } = this.store;
    const { flags, code } = m;
    const { byFlags } = this;
    const copiesBefore = this.copies;
    for (let row = this.next; row < m.count; row++) {
      const bits = flags[row];
      byFlags[bits]++;
      if (code[row] === Method.Options && bits & MessageFlag.Request) this.options++;
    }
    // Most captures have one point, its own times and no copies: then points have nothing to look at.
    const isPlain = !m.hasPoints && !m.hasLags;
    if (isPlain) this.points.notePlain(m.count - this.next - (this.copies - copiesBefore));
    if (!isPlain || this.copies > copiesBefore) {
      for (let row = this.next; row < m.count; row++) {
        if (!isPlain || flags[row] & MessageFlag.Duplicate) this.points.see(row);
      }
    }
    this.next = m.count;
    this.hosts.advance();
    this.firstTruncated = this.firstWith(MessageFlag.Truncated, this.firstTruncated);
    this.firstHole = this.firstWith(MessageFlag.Hole, this.firstHole);
  }

  /** Messages that have all of these flags and are no repetitions. */
  private countWith(bits: number): number {
    return this.byFlags.reduce((sum, count, flags) => {
      return (flags & (bits | REPEATS)) === bits ? sum + count : sum;
    }, 0);
  }

  private get copies(): number {
    return this.byFlags.reduce((sum, count, flags) => (flags & MessageFlag.Duplicate ? sum + count : sum), 0);
  }

  /** Row of the first such message that is no repetition, unless it is `known`; -1 when there is none. */
  private firstWith(bit: number, known: number): number {
    if (known >= 0 || this.countWith(bit) === 0) return known;
    const { flags } = this.store.messages;
    return flags.findIndex(each => (each & (bit | REPEATS)) === bit);
  }

  private advancePairs(): void {
    const { messages } = this.store;
    for (; this.nextForPairs < messages.count; this.nextForPairs++) this.seeForPairs(this.nextForPairs);
  }

  private seeForPairs(row: number): void {
    const m = this.store.messages;
    const flags = m.flags[row];
    const source = this.numbers.of(m.source[row]);
    const destination = this.numbers.of(m.destination[row]);
    const isRequest = (flags & MessageFlag.Request) !== 0;
    const pair = isRequest ? this.pairs.of(source, destination) : this.pairOfResponse(row, source, destination);
    if (pair === undefined) return;
    pair.noteTime(m.arrival(row));
    if (flags & REPEATS) return;
    if (isRequest) this.seeRequest(row, source, destination, pair);
    else this.seeResponse(row, pair);
  }

  private seeRequest(row: number, source: number, destination: number, pair: PairTraffic): void {
    const { messages: m, transactions: t } = this.store;
    const method = m.code[row];
    if (method === Method.Ack) {
      if (this.answersInvite(row, source, destination)) pair.acks++;
      return;
    }
    pair.requests++;
    if (pair.firstRequestRow < 0) pair.firstRequestRow = row;
    const transaction = m.transaction[row];
    if (method === Method.Options && t.toTag[transaction] === 0) pair.noteProbe(transaction);
  }

  /** An ACK is sent when a response came; it proves that for this pair only when the INVITE went the same way. */
  private answersInvite(row: number, source: number, destination: number): boolean {
    const { messages: m, legs } = this.store;
    const { opening } = legs[m.leg[row]];
    return (
      opening >= 0 &&
      this.numbers.of(m.source[opening]) === source &&
      this.numbers.of(m.destination[opening]) === destination
    );
  }

  /** To whom the request went, when it was seen: a host with several addresses may answer from another one. */
  private pairOfResponse(row: number, source: number, destination: number): PairTraffic | undefined {
    const { messages: m, transactions: t } = this.store;
    const request = t.request[m.transaction[row]];
    if (request < 0) return this.pairs.of(destination, source);
    return this.pairs.of(this.numbers.of(m.source[request]), this.numbers.of(m.destination[request]));
  }

  private seeResponse(row: number, pair: PairTraffic): void {
    const { messages: m, transactions: t } = this.store;
    if (t.request[m.transaction[row]] < 0) pair.orphanResponses++;
    else pair.responses++;
    if (pair.firstResponseRow < 0) pair.firstResponseRow = row;
  }
}
