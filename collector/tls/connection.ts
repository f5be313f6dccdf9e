// One TCP connection that carries TLS: takes the bytes of both directions as they lie on the wire, gives plaintext.
//
//   push ─▶ RecordReader ─▶ RecordLayer ─▶ plaintext
//                  │            └ in the clear, and inside: HandshakeReader ─▶ Negotiation (who, which cipher, which secret)
//                  └ no key yet: HeldRecords, until TlsKeys says that it came

import { Reason } from '../model/health.ts';
import { Datagram, Transport } from '../model/packet.ts';
import type { TlsContext } from './context.ts';
import type { Half } from './half.ts';
import { type HeldRecord, HeldRecords } from './held-records.ts';
import { copyOrigin, makeOrigin } from './origin.ts';
import { ContentType, type Opened, type TlsRecord, versionName } from './record.ts';
import { type LayerSink, RecordLayer } from './record-layer.ts';
import { RecoveredFrames } from './recovered-frames.ts';
import type { TlsSession } from './session.ts';
import type { TlsState } from './statistics.ts';

/** Which of the two directions: the caller's numbers. Who of them is the client is found out here. */
export type Direction = 0 | 1;

/** Receives what the records of a connection hold. Calls come from `push`, and later from `TlsKeys.addKeyLog` when a key came late. */
export interface TlsSink {
  /**
   * Application data of one record: `d.bytes[d.start..d.end)`, lent; `d.offset` is -1, `d.transport` Tls. Time, frame, segment, point
   * and fingerprint are those of the frame that completed the record, also when it waited for its key. The addresses are not set:
   * they are the caller's.
   */
  onPlaintext(direction: Direction, d: Datagram): void;

  /** Application data of this direction is missing between the `onPlaintext` before and the next: a gap, shed or unreadable records. */
  onPlaintextGap(direction: Direction): void;

  /**
   * `frames` frames for which `push` gave Reason.TlsWithoutKey are readable now; `handshakeFrames` of them held no application
   * data (count them as Reason.TlsHandshake). Comes after the plaintext of all of them.
   */
  onRecovered(frames: number, handshakeFrames: number): void;
}

/** What the records of one piece held. */
interface Seen {
  plaintext: boolean;
  held: boolean;
  unopened: boolean;
}

export class TlsConnection implements LayerSink {
  state: TlsState = 'handshake';
  /** Why the state is `noKey`, `unsupported` or `failed`, in words; else empty. */
  explanation = '';
  /** `TLS 1.2`, `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`; empty until the ServerHello. */
  version = '';
  cipher = '';

  private readonly context: TlsContext;
  private readonly sink: TlsSink;
  private readonly layer: RecordLayer;
  private readonly held: HeldRecords;
  /** Nothing more can come of it: everything is let go, and every frame has the same reason. */
  private endReason: Reason | undefined = undefined;
  private isFinished = false;
  /** The client random whose secret is waited for. */
  private waitingFor: Buffer | undefined = undefined;
  /** A hello came while records waited for it. */
  private isDrainDue = false;
  /** The frame at hand was counted as without key for the sake of a record before. */
  private isFrameCounted = false;

  // Reused for every record.
  private readonly origin = makeOrigin();
  private readonly plaintext = new Datagram();
  private readonly seen: Seen = { plaintext: false, held: false, unopened: false };

  constructor(context: TlsContext, sink: TlsSink) {
    this.context = context;
    this.sink = sink;
    this.layer = new RecordLayer(context, this);
    this.held = new HeldRecords(context.budget, held => this.onShed(held));
    this.plaintext.transport = Transport.Tls;
    this.plaintext.offset = -1;
    context.statistics.noteConnection();
  }

  /**
   * In-order bytes of one direction. Gives the reason under which the frame counts, or undefined when it carried application data that
   * is readable (then what is inside decides), also a part of a record that is not whole yet.
   */
  push(direction: Direction, d: Datagram): Reason | undefined {
    const half = this.layer.halves[direction];
    if (this.endReason !== undefined) return this.endReason;
    if (half.isDead) return Reason.TlsNotDecrypted;
    copyOrigin(d, this.origin);
    this.forgetSeen();
    this.isFrameCounted = false;
    half.reader.push(d.bytes, d.start, d.end);
    if (half.reader.isLost && this.endReason === undefined && !half.isDead)
      this.onDead(half, 'no record was found again after a gap');
    const reason = this.endReason ?? this.reasonOf(half);
    if (this.isDrainDue) this.drain();
    return reason;
  }

  /** `missingBytes` bytes of this direction were lost. */
  gap(direction: Direction, missingBytes: number): void {
    if (this.endReason === undefined) this.layer.halves[direction].reader.gap(missingBytes);
  }

  /**
   * Nothing more comes. Records that wait for a key go on waiting (the log may be written a moment later) within the budget, so
   * `onPlaintext` can still be called.
   */
  finish(): void {
    this.isFinished = true;
    for (const half of this.layer.halves) half.finish();
    if (this.held.isEmpty) this.endWaiting();
  }

  // ───────────────────────────── what the record layer tells ─────────────────────────────

  onRecord(half: Half, record: TlsRecord): void {
    if (this.endReason !== undefined || half.isDead) return;
    if (!half.hasSpoken) {
      half.hasSpoken = true;
      if (!mayBegin(record)) {
        this.end('noKey', this.whyNoHello());
        return;
      }
    }
    if (this.held.count(half.direction) > 0 || !this.layer.take(half, record)) this.hold(half, record);
    else this.settlePending(half);
  }

  onMissingRecords(half: Half, records: number, isExact: boolean): void {
    if (this.held.count(half.direction) > 0) this.held.holdMissing(half.direction, records, isExact, this.origin);
    else this.layer.lose(half, records, isExact);
  }

  onApplicationData(half: Half, opened: Opened): void {
    const { plaintext: d, sink } = this;
    this.seen.plaintext = true;
    if (half.isPlaintextMissing) sink.onPlaintextGap(half.direction);
    half.isPlaintextMissing = false;
    copyOrigin(this.origin, d);
    d.bytes = opened.bytes;
    d.start = opened.start;
    d.end = opened.end;
    sink.onPlaintext(half.direction, d);
  }

  onUnopened(): void {
    this.seen.unopened = true;
  }

  onHello(session: TlsSession): void {
    this.isDrainDue = !this.held.isEmpty;
    if (session.server === undefined) return;
    this.version = versionName(session.version);
    this.cipher = session.suite.name;
    this.context.statistics.noteCipher(this.version, this.cipher);
  }

  onState(state: TlsState, why: string): void {
    if (this.state !== state) this.context.statistics.noteState(this.state, state);
    this.state = state;
    this.explanation = why;
  }

  onEnd(state: 'unsupported' | 'failed', why: string): void {
    this.end(state, why);
  }

  onDead(half: Half, why: string): void {
    half.isDead = true;
    half.finish();
    const other = this.layer.halves[half.direction === 0 ? 1 : 0];
    if (other.isDead) this.end('failed', why);
    else if (!other.hasOpened) this.onState('failed', why);
  }

  // ───────────────────────────── waiting for a key ─────────────────────────────

  private hold(half: Half, record: TlsRecord): void {
    if (this.endReason !== undefined) return;
    const frames = half.pendingFrames + (this.isFrameCounted ? 0 : 1);
    half.pendingFrames = 0;
    this.isFrameCounted = true;
    this.seen.held = true;
    this.waitForKey(half);
    if (this.endReason === undefined) this.held.hold(half.direction, record, this.origin, frames);
  }

  private waitForKey(half: Half): void {
    const random = half.session?.client?.random;
    if (random === undefined) return;
    this.onState('waitingForKey', '');
    if (this.waitingFor?.equals(random) === true) return;
    this.stopWaiting();
    if (!this.context.keys.waitFor(random, this.onKey)) {
      this.end('noKey', 'too many connections wait for their keys');
      return;
    }
    this.waitingFor = random;
  }

  private stopWaiting(): void {
    if (this.waitingFor !== undefined) this.context.keys.stopWaiting(this.waitingFor, this.onKey);
    this.waitingFor = undefined;
  }

  private readonly onKey = (): void => this.drain();

  /** Reads what waited, in the order it came, as far as keys are known. */
  private drain(): void {
    this.isDrainDue = false;
    const isBlocked: [boolean, boolean] = [false, false];
    const recovered = new RecoveredFrames();
    for (const held of this.held.takeAll()) {
      if (this.endReason !== undefined) break;
      const half = this.layer.halves[held.direction];
      copyOrigin(held.origin, this.origin);
      this.forgetSeen();
      if (isBlocked[held.direction]) this.held.put(held);
      else if (held.record === undefined) this.layer.lose(half, held.missing, held.isMissingExact);
      else if (half.isDead) continue;
      else if (this.layer.take(half, held.record)) recovered.note(held, this.seen.plaintext, this.seen.unopened);
      else {
        isBlocked[held.direction] = true;
        this.waitForKey(half);
        this.held.put(held);
      }
    }
    if (this.held.isEmpty) {
      this.stopWaiting();
      if (this.isFinished) this.endWaiting();
    }
    this.report(recovered.frames, recovered.handshakeFrames);
  }

  /** Frames that counted as without key for a record that was not whole: now it is, and it was read. */
  private settlePending(half: Half): void {
    const frames = half.pendingFrames;
    half.pendingFrames = 0;
    if (!this.seen.unopened) this.report(frames, this.seen.plaintext ? 0 : frames);
  }

  private report(frames: number, handshakeFrames: number): void {
    if (frames > 0) this.sink.onRecovered(frames, handshakeFrames);
  }

  private onShed({ direction, record, missing, isMissingExact }: HeldRecord): void {
    const half = this.layer.halves[direction];
    if (record === undefined) half.lose(missing, isMissingExact);
    else half.pass(record);
    if (this.isFinished && this.held.isEmpty) this.endWaiting();
  }

  private endWaiting(): void {
    this.stopWaiting();
    if (this.state === 'waitingForKey') this.onState('noKey', 'no key log named its secret');
  }

  // ───────────────────────────── what became of it ─────────────────────────────

  private forgetSeen(): void {
    this.seen.plaintext = false;
    this.seen.held = false;
    this.seen.unopened = false;
  }

  private reasonOf(half: Half): Reason | undefined {
    const { seen } = this;
    if (half.reader.isPartial && !seen.plaintext) {
      const reason = this.reasonOfPartial(half);
      if (!seen.held && !seen.unopened) return reason;
    }
    if (seen.plaintext) return undefined;
    if (seen.held) return Reason.TlsWithoutKey;
    return seen.unopened || (half.isAfterGap && half.reader.isAdrift) ? Reason.TlsNotDecrypted : Reason.TlsHandshake;
  }

  /** Of a frame that ends with a part of a record. */
  private reasonOfPartial(half: Half): Reason | undefined {
    const type = half.reader.partialType;
    const isWaiting = this.held.count(half.direction) > 0;
    if (half.session === undefined && !isWaiting) return Reason.TlsHandshake;
    if (isWaiting || this.layer.protectionOf(half) === undefined) {
      if (!this.isFrameCounted) half.pendingFrames++;
      this.isFrameCounted = true;
      return Reason.TlsWithoutKey;
    }
    if (type !== 0 && type !== ContentType.ApplicationData) return Reason.TlsHandshake;
    return half.tls13?.isHandshake === true ? Reason.TlsHandshake : undefined;
  }

  private whyNoHello(): string {
    const { negotiation } = this.layer;
    return negotiation.clientDirection === undefined
      ? 'the capture begins after its handshake'
      : `its ${negotiation.session.client === undefined ? 'ClientHello' : 'ServerHello'} was not captured`;
  }

  private end(state: 'noKey' | 'unsupported' | 'failed', why: string): void {
    this.onState(state, why);
    this.endReason = state === 'noKey' ? Reason.TlsWithoutKey : Reason.TlsNotDecrypted;
    this.layer.end();
    this.held.takeAll();
    this.stopWaiting();
  }
}

/** A hello, a HelloRequest, or an alert in the clear: what a direction may begin with. */
function mayBegin(record: TlsRecord): boolean {
  const length = record.end - record.start;
  if (record.type === ContentType.Alert) return length === 2;
  return record.type === ContentType.Handshake && (length === 0 || record.bytes[record.start] <= 2);
}
