// OPTIONS keep-alives by address pair, kept up to date as messages come: counted from columns, no message is read.
// Every hop is a pair of its own. OPTIONS inside a dialog say nothing about a peer and are left out.

import { Method } from '../model/sip.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { RowFollower } from './row-follower.ts';

const MAX_PEERS = 100_000;
/** Round trips and intervals of a pair that are kept for its medians. */
const MAX_SAMPLES = 128;
/** Pings of one pair that wait for an answer. */
const MAX_WAITING = 64;

export class Peer {
  readonly index: number;
  /** EndpointTable ids as first seen. */
  readonly source: number;
  readonly destination: number;
  /** Rows of the last ping and the last answer, -1 while there is none. */
  ping = -1;
  answer = -1;
  isUp: boolean | undefined = undefined;
  since: Micros | undefined = undefined;
  sent = 0;
  answered = 0;
  lost = 0;
  outages = 0;
  /** Of finished pings; those that wait are added by who tells it. */
  retransmissions = 0;
  rttLast: Micros | undefined = undefined;
  rttMax: Micros = 0;
  readonly rtts: Micros[] = [];
  readonly intervals: Micros[] = [];
  /** Transactions without a final response. */
  readonly waiting: number[] = [];

  constructor(index: number, source: number, destination: number) {
    this.index = index;
    this.source = source;
    this.destination = destination;
  }

  /** An answer or a loss, of a ping that was sent at `time`. */
  note(isUp: boolean, time: Micros): void {
    if (this.isUp === isUp) return;
    if (!isUp && this.isUp === true) this.outages++;
    this.isUp = isUp;
    this.since = time;
  }
}

export class OptionsBook {
  readonly peers: Peer[] = [];
  omitted = 0;
  private readonly store: CallStore;
  private readonly follower: RowFollower;
  private readonly known = new Map<string, Peer>();

  constructor(store: CallStore) {
    this.store = store;
    this.follower = new RowFollower(store, [Method.Options], row => this.onRow(row));
  }

  step(): boolean {
    if (this.follower.step()) return true;
    for (const peer of this.peers) this.settle(peer, Number.POSITIVE_INFINITY);
    return false;
  }

  private onRow(row: number): void {
    const m = this.store.messages;
    const t = this.store.transactions;
    const transaction = m.transaction[row];
    if (t.toTag[transaction] !== 0) return;
    if (m.isRequest(row)) {
      if (t.request[transaction] === row) this.onPing(row, transaction);
    } else if (t.final[transaction] === row) this.onAnswer(row, transaction);
  }

  private onPing(row: number, transaction: number): void {
    const m = this.store.messages;
    const peer = this.peerOf(m.source[row], m.destination[row]);
    if (peer === undefined) return;
    peer.sent++;
    if (peer.ping >= 0) keep(peer.intervals, m.time[row] - m.time[peer.ping]);
    peer.ping = row;
    peer.waiting.push(transaction);
    if (peer.waiting.length > MAX_WAITING) this.settle(peer, m.time[row]);
    if (peer.waiting.length > MAX_WAITING) peer.waiting.shift();
  }

  private onAnswer(row: number, transaction: number): void {
    const m = this.store.messages;
    const t = this.store.transactions;
    const peer = this.peerOf(m.destination[row], m.source[row]);
    if (peer === undefined) return;
    this.settle(peer, m.time[row]);
    const request = t.request[transaction];
    this.settleBefore(peer, request < 0 ? Number.NEGATIVE_INFINITY : m.time[request] - PING_ORDER);
    const at = peer.waiting.indexOf(transaction);
    if (at >= 0) peer.waiting.splice(at, 1);
    else if (request >= 0 && peer.lost > 0) peer.lost--;
    peer.answered++;
    peer.answer = row;
    peer.retransmissions += t.retransmissions[transaction];
    if (request >= 0 && m.time[row] >= m.time[request]) {
      peer.rttLast = m.time[row] - m.time[request];
      peer.rttMax = Math.max(peer.rttMax, peer.rttLast);
      keep(peer.rtts, peer.rttLast);
    }
    peer.note(!meansNobody(m.code[row]), m.time[row]);
  }

  /** Pings whose timer passed before `now` are lost (RFC 3261 §17.1.2.2, Timer F). */
  private settle(peer: Peer, now: Micros): void {
    const { flags } = this.store.transactions;
    this.lose(peer, (ping, sent) => (flags[ping] & TransactionFlag.Expired) !== 0 && sent + TIMER_F <= now);
  }

  /** Pings sent before one that is answered now: whoever sent them has given them up. */
  private settleBefore(peer: Peer, time: Micros): void {
    this.lose(peer, (_, sent) => sent <= time);
  }

  private lose(peer: Peer, isLost: (ping: number, sent: Micros) => boolean): void {
    const m = this.store.messages;
    const t = this.store.transactions;
    for (let at = 0; at < peer.waiting.length; ) {
      const ping = peer.waiting[at];
      const sent = m.time[t.request[ping]];
      if (!isLost(ping, sent)) at++;
      else {
        peer.waiting.splice(at, 1);
        peer.lost++;
        peer.retransmissions += t.retransmissions[ping];
        peer.note(false, sent);
      }
    }
  }

  /** A client's port says nothing over TCP and little over NAT: pairs are told by its address alone. */
  private peerOf(source: number, destination: number): Peer | undefined {
    const { endpoints } = this.store;
    const key = `${endpoints.address(source)} ${endpoints.text(destination)}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.peers.length === MAX_PEERS) {
      this.omitted++;
      return undefined;
    }
    const peer = new Peer(this.peers.length, source, destination);
    this.peers.push(peer);
    this.known.set(key, peer);
    return peer;
  }
}

const TIMER_F: Micros = 32_000_000;
/** Pings that are sent so much one after the other are answered in their order. */
const PING_ORDER: Micros = 1_000_000;

/** A proxy answers for a peer that it cannot reach. */
function meansNobody(code: number): boolean {
  return code === 408 || code === 503 || code === 504;
}

function keep(samples: Micros[], sample: Micros): void {
  samples.push(sample);
  if (samples.length > MAX_SAMPLES) samples.shift();
}
