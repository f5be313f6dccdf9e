// Keeps the facts about hosts, pairs and capture points (`findings/traffic-facts.ts`) up to date: each row of the message table is
// looked at once, in columns, when somebody asks. Bounded by hosts, pairs and points.

import type { PairFacts, ProbeFacts, TrafficFacts } from '../findings/traffic-facts.ts';
import { Method } from '../model/sip.ts';
import type { CallStore } from '../store/call-store.ts';
import { MessageFlag } from '../store/message-table.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { TrafficHosts } from './traffic-hosts.ts';
import { TrafficPoints } from './traffic-points.ts';

const PAIRS = 200_000;
const PROBES = 5000;

/** Two hosts, whichever of them asks. */
interface Way {
  lastTime: number;
  longestQuiet: number;
}

interface Pair {
  readonly source: number;
  readonly destination: number;
  readonly way: Way;
  requests: number;
  acks: number;
  responses: number;
  orphanResponses: number;
  firstRequest: number;
  firstResponse: number;
  /** Transactions of out-of-dialog OPTIONS. */
  probes: number[];
}

export class TrafficIndex {
  private readonly store: CallStore;
  private readonly hosts: TrafficHosts;
  private readonly points: TrafficPoints;
  private readonly pairs = new Map<number, Pair>();
  private readonly ways = new Map<number, Way>();
  private readonly pairLimit: number;
  private next = 0;
  private requests = 0;
  private responses = 0;
  private truncated = 0;
  private firstTruncated = -1;
  private holes = 0;
  private firstHole = -1;
  private refusedPairs = 0;

  constructor(store: CallStore, pairLimit = PAIRS) {
    this.store = store;
    this.hosts = new TrafficHosts(store);
    this.points = new TrafficPoints(store);
    this.pairLimit = pairLimit;
  }

  /** `nameOf` names a capture point; `keepAlives` are counted by who counts frames. */
  facts(nameOf: (point: number) => string, keepAlives: number): TrafficFacts {
    this.advance();
    const { store } = this;
    const numberOf = (row: number): number => (row < 0 ? -1 : store.numberOf(row));
    return {
      hosts: this.hosts.hosts.map(host => host.facts(store)),
      pairs: [...this.pairs.values()].map(pair => this.pairFacts(pair)),
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
      refused: this.hosts.refused + this.refusedPairs,
    };
  }

  private advance(): void {
    const { messages } = this.store;
    for (; this.next < messages.count; this.next++) this.see(this.next);
  }

  private see(row: number): void {
    const m = this.store.messages;
    const flags = m.flags[row];
    this.points.see(row);
    const source = this.hosts.of(m.source[row]);
    const destination = this.hosts.of(m.destination[row]);
    if (source < 0 || destination < 0) return;
    const time = m.arrival(row);
    this.hosts.hosts[source].lastTime = Math.max(this.hosts.hosts[source].lastTime, time);
    const way = this.wayOf(source, destination, time);
    if (flags & (MessageFlag.Duplicate | MessageFlag.Retransmission)) return;
    if (flags & MessageFlag.Truncated) {
      this.truncated++;
      if (this.firstTruncated < 0) this.firstTruncated = row;
    }
    if (flags & MessageFlag.Hole) {
      this.holes++;
      if (this.firstHole < 0) this.firstHole = row;
    }
    if (flags & MessageFlag.Request) this.seeRequest(row, source, destination, way);
    else this.seeResponse(row, source, destination, way);
  }

  private seeRequest(row: number, source: number, destination: number, way: Way): void {
    const { messages: m, transactions: t } = this.store;
    this.requests++;
    const host = this.hosts.hosts[source];
    if (host.firstRequest < 0) host.firstRequest = row;
    const pair = this.pairOf(source, destination, way);
    if (pair === undefined) return;
    const method = m.code[row];
    if (method === Method.Ack) {
      if (this.answersInvite(row, source, destination)) pair.acks++;
      return;
    }
    pair.requests++;
    if (pair.firstRequest < 0) pair.firstRequest = row;
    const transaction = m.transaction[row];
    if (method !== Method.Options || t.toTag[transaction] !== 0) return;
    pair.probes.push(transaction);
    if (pair.probes.length > PROBES * 2) pair.probes = pair.probes.slice(-PROBES);
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

  private seeResponse(row: number, source: number, destination: number, way: Way): void {
    const { messages: m, transactions: t } = this.store;
    this.responses++;
    const code = m.code[row];
    if (code >= 200) this.hosts.hosts[source].noteFinal(row, code, m.time[row]);
    const request = t.request[m.transaction[row]];
    // To whom the request went, when it was seen: a host with several addresses may answer from another one.
    const pair =
      request < 0
        ? this.pairOf(destination, source, way)
        : this.pairOf(this.hosts.of(m.source[request]), this.hosts.of(m.destination[request]), way);
    if (pair === undefined) return;
    if (request < 0) pair.orphanResponses++;
    else pair.responses++;
    if (pair.firstResponse < 0) pair.firstResponse = row;
  }

  private wayOf(one: number, other: number, time: number): Way {
    const key = keyOf(Math.min(one, other), Math.max(one, other));
    const known = this.ways.get(key);
    if (known !== undefined) {
      known.longestQuiet = Math.max(known.longestQuiet, time - known.lastTime);
      known.lastTime = Math.max(known.lastTime, time);
      return known;
    }
    const way: Way = { lastTime: time, longestQuiet: 0 };
    if (this.ways.size < this.pairLimit) this.ways.set(key, way);
    return way;
  }

  private pairOf(source: number, destination: number, way: Way): Pair | undefined {
    if (source < 0 || destination < 0) return undefined;
    const key = keyOf(source, destination);
    const known = this.pairs.get(key);
    if (known !== undefined) return known;
    if (this.pairs.size >= this.pairLimit) {
      this.refusedPairs++;
      return undefined;
    }
    const pair: Pair = {
      source,
      destination,
      way,
      requests: 0,
      acks: 0,
      responses: 0,
      orphanResponses: 0,
      firstRequest: -1,
      firstResponse: -1,
      probes: [],
    };
    this.pairs.set(key, pair);
    return pair;
  }

  private pairFacts(pair: Pair): PairFacts {
    const { store } = this;
    const numberOf = (row: number): number => (row < 0 ? -1 : store.numberOf(row));
    return {
      source: this.hosts.hosts[pair.source].address,
      destination: this.hosts.hosts[pair.destination].address,
      requests: pair.requests,
      acks: pair.acks,
      responses: pair.responses,
      orphanResponses: pair.orphanResponses,
      firstRequest: numberOf(pair.firstRequest),
      firstResponse: numberOf(pair.firstResponse),
      lastTime: pair.way.lastTime,
      longestQuiet: pair.way.longestQuiet,
      probes: () => pair.probes.slice(-PROBES).map(transaction => this.probe(transaction)),
    };
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

/** Both are below 2²⁰. */
function keyOf(one: number, other: number): number {
  return one * 1_048_576 + other;
}
