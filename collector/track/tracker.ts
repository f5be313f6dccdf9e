// One SIP message after the other becomes rows: message, transaction, leg, and the state of the leg (SEMANTICS §1, §2).
// Takes lent bytes, their scan and the datagram that carried them; keeps numbers only, the bytes of each Call-ID, and From and To of a
// new leg. Promises never to throw on traffic. Time is the capture's own clock: it only moves forward.
//
// HOT: `see` runs once a message.
//
//   Call-ID bytes ──▶ TextIndex ──▶ leg                     no string
//   hash(branch, sent-by), CSeq, method ──▶ transaction table  no string
//   transaction's chain of rows ──▶ retransmission? duplicate?
//   new event ──▶ CallMachine | OtherMachine
//
// Bench: test/bench (report --json --summary on the 100,000-call capture).

import { LegFlagBit } from '../model/leg.ts';
import type { Datagram } from '../model/packet.ts';
import type { CapturePoints } from '../model/points.ts';
import { Fault, Feature, Method, type SipScan } from '../model/sip.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { MessageFlag } from '../store/message-table.ts';
import { noteFinal, noteRequest, Oddity } from '../store/oddities.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { CallMachine, type Seen, WATCH_MICROS } from './call-machine.ts';
import { CopyFinder, LOOK_BACK } from './copies.ts';
import { Deadlines } from './deadlines.ts';
import { kindOf } from './leg-kind.ts';
import { LinkMarker } from './link-marker.ts';
import { branchKey, flagsOf, likenessOf, tagHash } from './message-keys.ts';
import { OtherMachine } from './other-machine.ts';
import { isOpen, Kind, State } from './states.ts';
import { Transitions } from './transitions.ts';

/** Timer B and F: 64·T1 with T1 = 500 ms (RFC 3261 §17.1). */
export const TIMER_B_MICROS = 32_000_000;
/** Timer C: more than 3 minutes after the last provisional (RFC 3261 §16.6 step 11). */
export const TIMER_C_MICROS = 180_000_000;

/** An ICMP error comes soon after what it quotes: so many messages, and so long, it is looked back for. */
const ICMP_LOOK_BACK = 4096;
const ICMP_MICROS = 10_000_000;

const Due = { Transaction: 0, Provisional: 1, Leg: 2 } as const;

/** What the SDP of a message says about hold; `None` when it has none. */
export const HoldHint = { None: 0, Active: 1, Hold: 2 } as const;

export interface TrackerLimits {
  /** Rows of the message table; what comes beyond is counted and not stored. */
  readonly messages: number;
}

export class Tracker {
  /** Messages that are there in all, beyond the limit too. */
  total = 0;
  /** Messages that the limit refused. */
  refused = 0;
  retransmissions = 0;
  duplicates = 0;
  malformed = 0;
  /** Per id of MethodIds, and per status code: every message. */
  readonly requestCounts: number[] = [];
  readonly responseCounts: number[] = [];
  readonly transitions: Transitions;
  /** The capture clock: time of the latest message or frame, µs. */
  clock = 0;

  private readonly store: CallStore;
  private readonly limits: TrackerLimits;
  private readonly calls: CallMachine;
  private readonly others: OtherMachine;
  private readonly copies: CopyFinder;
  private readonly links: LinkMarker;
  private readonly soon = new Deadlines();
  private readonly later = new Deadlines();
  private readonly seen: Seen = { row: -1, transaction: -1, fromTag: 0, toTag: 0, isNewTransaction: false };
  private readonly onDue = (kind: number, id: number): void => this.handleDue(kind, id);

  constructor(store: CallStore, limits: TrackerLimits, points?: CapturePoints) {
    this.store = store;
    this.limits = limits;
    this.transitions = new Transitions(store);
    this.calls = new CallMachine(store, this.transitions, leg =>
      this.soon.push(this.clock + WATCH_MICROS, Due.Leg, leg.index),
    );
    this.others = new OtherMachine(store, this.transitions);
    this.copies = new CopyFinder(store.messages, store.endpoints, points);
    this.links = new LinkMarker(store);
  }

  /**
   * One message: bytes[scan.start..scan.end). `offset` is where it lies in the segment, or -1 when it must be copied.
   * Returns its row, or -1 when the limit refused it.
   */
  see(bytes: Buffer, scan: SipScan, d: Datagram, offset: number, hold: number): number {
    // An agent's clock is its own: what it says is shown, but only frames of the capture itself show that time passes.
    if (!d.isForeignTime) this.advance(d.timeMicros);
    const store = this.store;
    const isRequest = scan.method !== Method.None;
    const code = isRequest
      ? store.methods.idOf(scan.method, bytes, scan.methodStart, scan.methodEnd)
      : Math.min(Math.max(scan.statusCode, 0), 0xffff);
    this.count(isRequest, code);
    if (scan.faults !== 0) this.malformed++;
    if (store.messages.count >= this.limits.messages) {
      this.refused++;
      return -1;
    }

    const row = store.messages.add();
    const leg = store.legOf(bytes, scan.callIdStart, scan.callIdEnd, row);
    const cseqMethod = this.cseqMethodOf(bytes, scan, isRequest ? code : Method.None);
    this.writeRow(row, scan, d, code, cseqMethod, isRequest);
    this.copies.note(d.point);
    this.place(bytes, scan, offset, row);
    this.link(leg, row);
    const seen = this.seen;
    seen.row = row;
    seen.toTag = tagHash(bytes, scan.toTagStart, scan.toTagEnd);
    seen.fromTag = tagHash(bytes, scan.fromTagStart, scan.fromTagEnd);
    if (!isRequest) store.messages.likeness[row] = likenessOf(scan, seen.toTag);
    this.joinTransaction(leg, bytes, scan, row, isRequest ? code : cseqMethod, isRequest);
    this.addressRow(leg, row, d);
    if (leg.messages === 1) this.openLeg(leg, bytes, scan, row, cseqMethod, isRequest);

    if (scan.faults !== 0) leg.faults |= scan.faults;
    if (scan.faults & Fault.BodyTruncated || d.missing > 0) leg.flags |= LegFlagBit.Incomplete;
    store.markChanged(leg);
    if (this.noteRepetition(leg, row)) return row;
    this.links.see(leg, bytes, scan, row, isRequest ? code : cseqMethod);
    this.noteInTransaction(leg, row, isRequest, scan, hold);
    const machine = leg.kind === Kind.Call ? this.calls : this.others;
    if (isRequest) machine.onRequest(leg, scan, seen);
    else machine.onResponse(leg, scan, seen);
    return row;
  }

  /** Moves the capture clock on and lets what is due by it happen. */
  advance(time: number): void {
    if (time <= this.clock) return;
    this.clock = time;
    this.transitions.clock = time;
    this.soon.popDue(time, this.onDue);
    this.later.popDue(time, this.onDue);
  }

  /** A hole in the stream that carried this leg's messages: `row` is the message that the hole cut or followed. */
  noteLoss(row: number): void {
    this.store.messages.flags[row] |= MessageFlag.Hole;
    const leg = this.store.legs[this.store.messages.leg[row]];
    leg.flags |= LegFlagBit.Incomplete;
    this.store.markChanged(leg);
  }

  /**
   * `frames` frames of a capture point never reached us, between two times. Legs that lived then are `incomplete`: that is worked out
   * when somebody looks (query/summary.ts), so that losses cost nothing while there is least time for them.
   */
  noteCaptureLoss(frames: number, fromMicros: number, toMicros: number, point: string): void {
    if (frames <= 0) return;
    this.store.losses.note({ point, frames, from: Math.min(fromMicros, toMicros), to: toMicros });
    this.store.markAllChanged();
  }

  /**
   * A host reported a message back (SEMANTICS §9): an event of its leg. `quoted` is what it sent back; `callId` is that of the quoted
   * message, undefined when the quotation ends before it: then the latest message between the same two is meant.
   */
  noteIcmpError(words: string, reporter: string, quoted: Datagram, callId: Buffer | undefined): void {
    const { store } = this;
    const { endpoints } = store;
    const { addresses, addressLength, sourceAddress, sourcePort, destinationAddress, destinationPort } = quoted;
    let source = endpoints.find(addresses, sourceAddress, addressLength, sourcePort);
    let destination = endpoints.find(addresses, destinationAddress, addressLength, destinationPort);
    const wanted = callId === undefined ? undefined : store.findLeg(callId);
    const message = this.latestBetween(source, destination, wanted, quoted.timeMicros);
    if (wanted === undefined && message < 0) return;
    const leg = wanted ?? store.legs[store.messages.leg[message]];
    if (!store.icmp.hasRoom(leg.index)) return;
    // Addresses that no message had (NAT) are only kept for errors that are.
    if (source < 0) source = endpoints.intern(addresses, sourceAddress, addressLength, sourcePort);
    if (destination < 0) destination = endpoints.intern(addresses, destinationAddress, addressLength, destinationPort);
    store.icmp.add(leg.index, { time: quoted.timeMicros, reporter, source, destination, words, message });
    store.markChanged(leg);
  }

  /** The latest row that went from one endpoint to another, of a leg when there is one; -1 when none of late did. */
  private latestBetween(source: number, destination: number, leg: Leg | undefined, time: number): number {
    const m = this.store.messages;
    if (source < 0 || destination < 0) return -1;
    const end = Math.max(0, m.count - ICMP_LOOK_BACK);
    for (let row = m.count - 1; row >= end; row--) {
      if (m.source[row] !== source || m.destination[row] !== destination) continue;
      if (leg !== undefined && m.leg[row] !== leg.index) continue;
      if (leg === undefined && time - m.arrival(row) > ICMP_MICROS) return -1;
      return m.original(row);
    }
    return -1;
  }

  /** The capture is over: what is still open says so. */
  finish(): void {
    for (const leg of this.store.legs) {
      if (leg.kind === Kind.Call) this.calls.onEnd(leg);
      if (!isOpen(leg.state)) continue;
      leg.flags |= LegFlagBit.OpenAtEnd;
      this.store.markChanged(leg);
    }
  }

  /** Columns are made of zeros: what is 0 as a rule is only written when it is not, and its pages are never touched. */
  private writeRow(
    row: number,
    scan: SipScan,
    d: Datagram,
    code: number,
    cseqMethod: number,
    isRequest: boolean,
  ): void {
    const m = this.store.messages;
    m.time[row] = d.timeMicros;
    if (d.nanos !== 0) m.nanos[row] = d.nanos;
    if (d.isForeignTime) {
      m.lag[row] = this.clock - d.timeMicros;
      m.hasLags = true;
    }
    if (d.point !== 0) {
      m.point[row] = d.point;
      m.hasPoints = true;
    }
    if (d.segment !== 0) m.segment[row] = d.segment;
    m.frameNumber[row] = d.frameNumber;
    m.length[row] = scan.end - scan.start;
    if (d.transport !== 0) m.transport[row] = d.transport;
    m.code[row] = code;
    if (scan.faults !== 0) m.faults[row] = scan.faults;
    m.fingerprint[row] = d.fingerprint;
    m.cseqMethod[row] = cseqMethod;
    if (scan.cseqNumber > 0) m.cseqNumber[row] = scan.cseqNumber;
    m.flags[row] = flagsOf(scan, isRequest, d.missing);
  }

  /**
   * Who sent it to whom. Fast path: a response goes the way of its request turned round, most requests go the way of the leg's
   * first message, and comparing endpoints at hand is cheaper than finding them in a large table.
   */
  private addressRow(leg: Leg, row: number, d: Datagram): void {
    const m = this.store.messages;
    const endpoints = this.store.endpoints;
    const before = m.previousInTransaction[row];
    if (before >= 0) {
      const source = m.destination[before];
      const destination = m.source[before];
      if (
        endpoints.equals(source, d.addresses, d.sourceAddress, d.addressLength, d.sourcePort) &&
        endpoints.equals(destination, d.addresses, d.destinationAddress, d.addressLength, d.destinationPort)
      ) {
        m.source[row] = source;
        m.destination[row] = destination;
        return;
      }
    }
    m.source[row] = this.endpointOf(d, d.sourceAddress, d.sourcePort, leg.source, leg.destination);
    m.destination[row] = this.endpointOf(d, d.destinationAddress, d.destinationPort, leg.destination, leg.source);
  }

  /** The endpoint at hand when it is one of those two, else the one that the table finds or makes. */
  private endpointOf(d: Datagram, address: number, port: number, likely: number, other: number): number {
    const endpoints = this.store.endpoints;
    if (endpoints.equals(likely, d.addresses, address, d.addressLength, port)) return likely;
    if (endpoints.equals(other, d.addresses, address, d.addressLength, port)) return other;
    return endpoints.intern(d.addresses, address, d.addressLength, port);
  }

  /** Id of the CSeq method; without a readable CSeq that of the request, or `Method.None`. */
  private cseqMethodOf(bytes: Buffer, scan: SipScan, requestMethod: number): number {
    if (scan.cseqNumber < 0) return requestMethod;
    return this.store.methods.idOf(scan.cseqMethod, bytes, scan.cseqMethodStart, scan.cseqMethodEnd);
  }

  private count(isRequest: boolean, code: number): void {
    this.total++;
    const counts = isRequest ? this.requestCounts : this.responseCounts;
    counts[code] = (counts[code] ?? 0) + 1;
  }

  private place(bytes: Buffer, scan: SipScan, offset: number, row: number): void {
    const m = this.store.messages;
    if (offset >= 0) {
      m.offset[row] = offset;
      return;
    }
    m.flags[row] |= MessageFlag.Derived;
    m.offset[row] = this.store.derived.keep(bytes, scan.start, scan.end);
  }

  private link(leg: Leg, row: number): void {
    this.store.messages.leg[row] = leg.index;
    if (leg.lastMessage >= 0) this.store.messages.nextInLeg[leg.lastMessage] = row;
    leg.lastMessage = row;
    leg.messages++;
  }

  /** First message of a leg: what it is about, and who talks to whom. */
  private openLeg(leg: Leg, bytes: Buffer, scan: SipScan, row: number, cseqMethod: number, isRequest: boolean): void {
    const m = this.store.messages;
    const method = isRequest ? m.code[row] : cseqMethod;
    leg.method = method;
    // Messages without a Call-ID share one leg, which is no call (SEMANTICS §1: a leg is the messages of one Call-ID).
    leg.kind = scan.callIdEnd > scan.callIdStart ? kindOf(method, scan, this.seen.toTag !== 0) : Kind.Other;
    leg.source = isRequest ? m.source[row] : m.destination[row];
    leg.destination = isRequest ? m.destination[row] : m.source[row];
    const neighbour = leg.index > 0 ? this.store.legs[leg.index - 1].firstMessage : row;
    if (m.time[neighbour] > m.time[row]) this.store.startsInOrder = false;
    const fromEnd = Math.min(scan.fromEnd, scan.fromStart + NAME_BYTES);
    const toEnd = Math.min(scan.toEnd, scan.toStart + NAME_BYTES);
    this.store.setNames(leg, bytes, scan.fromStart, fromEnd, scan.toStart, toEnd);
    const opensHere = isRequest && this.seen.toTag === 0 && method !== Method.Ack && method !== Method.Cancel;
    if (!opensHere) leg.flags |= LegFlagBit.LateStart;
    this.transitions.begin(leg, leg.kind === Kind.Call ? State.Trying : State.Pending, row);
  }

  /** Finds or makes the transaction of the message (RFC 3261 §17.1.3, §17.2.3). */
  private joinTransaction(
    leg: Leg,
    bytes: Buffer,
    scan: SipScan,
    row: number,
    method: number,
    isRequest: boolean,
  ): void {
    const t = this.store.transactions;
    const m = this.store.messages;
    const seen = this.seen;
    const branch = branchKey(bytes, scan, seen.fromTag);
    const cseq = m.cseqNumber[row];
    // RFC 3261 §17.1.1.3: the ACK to a non-2xx reuses the INVITE's branch, so it joins that transaction.
    const wanted = method === Method.Ack ? Method.Invite : method;
    let transaction = t.find(leg, branch, cseq, wanted);
    if (transaction < 0 && method === Method.Ack) transaction = t.find(leg, branch, cseq, Method.Ack);
    seen.isNewTransaction = transaction < 0;
    if (transaction < 0) {
      transaction = t.add(leg, branch, cseq, method, scan.viaCount);
      // Nothing answers an ACK (RFC 3261 §17), so no timer waits for it.
      if (isRequest && method !== Method.Ack) this.soon.push(this.clock + TIMER_B_MICROS, Due.Transaction, transaction);
    }
    seen.transaction = transaction;
    m.transaction[row] = transaction;
    m.previousInTransaction[row] = t.lastMessage[transaction];
    t.lastMessage[transaction] = row;
    t.messages[transaction]++;
    if (isRequest && method !== Method.Ack && t.request[transaction] < 0) {
      // A response may have come first (two capture points): the transaction was then known without its request.
      seen.isNewTransaction = true;
      t.request[transaction] = row;
      t.toTag[transaction] = seen.toTag;
      t.fromTag[transaction] = seen.fromTag;
      t.flags[transaction] |= TransactionFlag.RequestSeen;
    }
  }

  /** True when the row repeats one that its transaction has already: the same frame, or the same message sent again. */
  private noteRepetition(leg: Leg, row: number): boolean {
    const m = this.store.messages;
    const { copies } = this;
    let original = copies.several ? copies.originalOf(row) : -1;
    let steps = 0;
    for (let before = m.previousInTransaction[row]; before >= 0; before = m.previousInTransaction[before]) {
      if (original >= 0 || ++steps > LOOK_BACK) break;
      if (!m.isAlike(before, row)) continue;
      if (copies.several || !copies.isSameFrame(before, row)) {
        m.setRepeats(row, m.original(before));
        m.flags[row] |= MessageFlag.Retransmission;
        leg.retransmissions++;
        this.retransmissions++;
        this.store.transactions.retransmissions[m.transaction[row]]++;
        return true;
      }
      original = m.original(before);
    }
    if (original < 0) return false;
    // A third copy repeats the frame that was taken, not the copy of it.
    m.setRepeats(row, original);
    m.flags[row] |= MessageFlag.Duplicate;
    leg.duplicates++;
    this.duplicates++;
    return true;
  }

  private noteInTransaction(leg: Leg, row: number, isRequest: boolean, scan: SipScan, hold: number): void {
    const t = this.store.transactions;
    const m = this.store.messages;
    const transaction = m.transaction[row];
    if (isRequest) {
      if (t.request[transaction] === row) noteRequest(this.store, leg, row);
      if (scan.features & Feature.Credentials) {
        t.flags[transaction] |= TransactionFlag.Credentials;
        // An ACK may bring them when the refusal is there already.
        if (t.finalCode[transaction] !== 0) leg.oddities |= Oddity.Transaction;
      }
      if (hold !== HoldHint.None && m.code[row] !== Method.Ack) {
        t.flags[transaction] |= hold === HoldHint.Hold ? TransactionFlag.OffersHold : TransactionFlag.OffersActive;
      }
      return;
    }
    if (t.request[transaction] < 0) leg.oddities |= Oddity.Transaction;
    if (scan.sessionExpires > 0 && scan.statusCode >= 200 && scan.statusCode < 300) {
      leg.sessionTimer = row;
      leg.sessionExpires = scan.sessionExpires;
    }
    if (scan.statusCode < 200) {
      if (t.provisional[transaction] < 0) t.provisional[transaction] = row;
      t.lastProvisional[transaction] = row;
      if (scan.statusCode >= 180 && scan.statusCode < 190 && t.ringing[transaction] < 0) t.ringing[transaction] = row;
      if (t.method(transaction) === Method.Invite) {
        this.later.push(this.clock + TIMER_C_MICROS, Due.Provisional, transaction);
      }
    } else if (t.finalCode[transaction] === 0) {
      t.finalCode[transaction] = m.code[row];
      t.final[transaction] = row;
      noteFinal(this.store, leg, transaction);
    }
  }

  private handleDue(kind: number, id: number): void {
    if (kind === Due.Leg) {
      this.calls.onWatchDue(this.store.legs[id], this.clock);
      return;
    }
    const t = this.store.transactions;
    if (t.finalCode[id] !== 0) return;
    // RFC 3261 §17.1.1.2: a provisional stops Timer B of an INVITE; from then on Timer C counts, anew with each provisional.
    const last = t.lastProvisional[id];
    if (kind === Due.Transaction && t.method(id) === Method.Invite && last >= 0) return;
    if (kind === Due.Provisional && this.store.messages.arrival(last) + TIMER_C_MICROS > this.clock) return;
    const leg = this.store.legs[t.leg(id)];
    const isFirst = (t.flags[id] & TransactionFlag.Expired) === 0;
    t.flags[id] |= TransactionFlag.Expired;
    leg.oddities |= Oddity.Transaction;
    this.store.markChanged(leg);
    if (leg.kind !== Kind.Call) this.others.onExpired(leg, id);
    else if (t.method(id) === Method.Invite) this.calls.onInviteExpired(leg, id, isFirst);
    else if (t.method(id) === Method.Bye) leg.flags |= LegFlagBit.ByeUnanswered;
  }
}

/** From and To of the list are cut here; the message itself stays whole. */
const NAME_BYTES = 1024;
