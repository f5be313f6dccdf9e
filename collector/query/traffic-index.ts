// Keeps the facts about hosts, pairs and capture points (`findings/traffic-facts.ts`) up to date: each row of the message table is
// looked at once, in columns, when somebody asks. Bounded by hosts, pairs and points.
//
// Pairs cost most, a look-up a message, and are only looked for when one of them can have something to tell: see `mayTell`.

import type { TrafficFacts } from '../findings/traffic-facts.ts';
import { Method } from '../model/sip.ts';
import type { CallStore } from '../store/call-store.ts';
import { MessageFlag } from '../store/message-table.ts';
import { TrafficHosts } from './traffic-hosts.ts';
import { type PairTraffic, TrafficPairs } from './traffic-pairs.ts';
import { TrafficPoints } from './traffic-points.ts';

const REPEATS = MessageFlag.Duplicate | MessageFlag.Retransmission;
/** So many requests without answer, or answers without request, may be the sign of a way that is not captured. */
const ONE_SIDED = 5;
/** An answer that was captured comes within this time. */
const ANSWER_MICROS = 2_000_000;

export class TrafficIndex {
  readonly hosts: TrafficHosts;
  private readonly store: CallStore;
  private readonly points: TrafficPoints;
  private readonly pairs: TrafficPairs;
  private next = 0;
  /** Pairs know the rows before this one. */
  private nextForPairs = 0;
  private requests = 0;
  private responses = 0;
  private options = 0;
  private truncated = 0;
  private firstTruncated = -1;
  private holes = 0;
  private firstHole = -1;

  constructor(store: CallStore, pairLimit?: number) {
    this.store = store;
    this.hosts = new TrafficHosts(store);
    this.points = new TrafficPoints(store);
    this.pairs = new TrafficPairs(store, this.hosts, pairLimit);
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
        return this.pairs.find(this.hosts.find(source), this.hosts.find(destination));
      },
      points: this.points.facts(nameOf),
      copies: this.points.copyFacts(nameOf),
      messages: this.next,
      requests: this.requests,
      responses: this.responses,
      truncated: this.truncated,
      firstTruncated: numberOf(this.firstTruncated),
      holes: this.holes,
      firstHole: numberOf(this.firstHole),
      keepAlives,
      refused: this.hosts.refused + this.pairs.refused,
    };
  }

  /** Somebody asks whether others are there, or requests and responses do not match: a pair may have something to tell. */
  private mayTell(): boolean {
    if (this.options > 0) return true;
    const { transactions: t, messages: m } = this.store;
    const awaited = (m.count === 0 ? 0 : m.time[m.count - 1]) - ANSWER_MICROS;
    let unanswered = 0;
    let orphans = 0;
    for (let row = 0; row < t.count; row++) {
      // Nobody answers an ACK.
      if (t.method(row) === Method.Ack) continue;
      if (t.request[row] < 0) orphans++;
      // What was sent just before the end may be answered yet.
      else if (t.final[row] < 0 && t.provisional[row] < 0 && m.time[t.request[row]] <= awaited) unanswered++;
    }
    return unanswered >= ONE_SIDED || orphans > 0;
  }

  private advance(): void {
    const { messages: m, endpoints } = this.store;
    const { flags } = m;
    this.hosts.reserve(endpoints.size);
    // Most captures have one point, its own times and no copies: then points have nothing to look at.
    const isPlain = !m.hasPoints && !m.hasLags;
    let plain = 0;
    for (let row = this.next; row < m.count; row++) {
      if (isPlain && (flags[row] & MessageFlag.Duplicate) === 0) plain++;
      else this.points.see(row);
      if ((flags[row] & REPEATS) === 0) this.see(row, flags[row]);
    }
    this.points.notePlain(plain);
    this.next = m.count;
  }

  private advancePairs(): void {
    const { messages } = this.store;
    for (; this.nextForPairs < messages.count; this.nextForPairs++) this.seeForPairs(this.nextForPairs);
  }

  private see(row: number, flags: number): void {
    const m = this.store.messages;
    if (flags & (MessageFlag.Truncated | MessageFlag.Hole)) this.noteDamage(row, flags);
    const code = m.code[row];
    if (flags & MessageFlag.Request) {
      this.requests++;
      if (code === Method.Options) this.options++;
    } else {
      this.responses++;
      // Of provisional responses nothing is told of the host: it need not be looked up.
      if (code < 200) return;
    }
    const host = this.hosts.of(m.source[row]);
    if (host < 0) return;
    if (flags & MessageFlag.Request) this.hosts.noteRequest(host, row);
    else this.hosts.noteFinal(host, row, code, m.time[row]);
  }

  private seeForPairs(row: number): void {
    const m = this.store.messages;
    const flags = m.flags[row];
    const source = this.hosts.of(m.source[row]);
    const destination = this.hosts.of(m.destination[row]);
    if (source < 0 || destination < 0) return;
    const isRequest = (flags & MessageFlag.Request) !== 0;
    const pair = isRequest ? this.pairs.of(source, destination) : this.pairOfResponse(row, source, destination);
    if (pair === undefined) return;
    pair.noteTime(m.arrival(row));
    if (flags & REPEATS) return;
    if (isRequest) this.seeRequest(row, source, destination, pair);
    else this.seeResponse(row, pair);
  }

  private noteDamage(row: number, flags: number): void {
    if (flags & MessageFlag.Truncated) {
      this.truncated++;
      if (this.firstTruncated < 0) this.firstTruncated = row;
    }
    if (flags & MessageFlag.Hole) {
      this.holes++;
      if (this.firstHole < 0) this.firstHole = row;
    }
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
      this.hosts.of(m.source[opening]) === source &&
      this.hosts.of(m.destination[opening]) === destination
    );
  }

  /** To whom the request went, when it was seen: a host with several addresses may answer from another one. */
  private pairOfResponse(row: number, source: number, destination: number): PairTraffic | undefined {
    const { messages: m, transactions: t } = this.store;
    const request = t.request[m.transaction[row]];
    if (request < 0) return this.pairs.of(destination, source);
    return this.pairs.of(this.hosts.of(m.source[request]), this.hosts.of(m.destination[request]));
  }

  private seeResponse(row: number, pair: PairTraffic): void {
    const { messages: m, transactions: t } = this.store;
    if (t.request[m.transaction[row]] < 0) pair.orphanResponses++;
    else pair.responses++;
    if (pair.firstResponseRow < 0) pair.firstResponseRow = row;
  }
}
