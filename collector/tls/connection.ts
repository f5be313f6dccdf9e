// One TCP connection that carries TLS: takes the bytes of both directions as they lie on the wire, gives plaintext.
//
//   push ─▶ RecordReader ─▶ in the clear: HandshakeReader ─▶ Negotiation (who, which cipher, which secret)
//                        └▶ encrypted: Protection ─▶ plaintext, or more handshake
//                                  └ no key yet: HeldRecords, until TlsKeys says that it came

import { Reason } from '../model/health.ts';
import { Datagram, Transport } from '../model/packet.ts';
import type { TlsContext } from './context.ts';
import { Half } from './half.ts';
import { type HeldRecord, HeldRecords } from './held-records.ts';
import { LegacyProtection, legacyCipher } from './legacy-protection.ts';
import { MAX_FAILURES, MAX_PASSED_RECORDS } from './limits.ts';
import { Negotiation } from './negotiation.ts';
import { copyOrigin, makeOrigin } from './origin.ts';
import type { Protection } from './protection.ts';
import { ContentType, Opened, type TlsRecord, versionName } from './record.ts';
import type { TlsState } from './statistics.ts';
import { Tls13Protection } from './tls13-protection.ts';

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

export class TlsConnection {
  readonly context: TlsContext;
  readonly sink: TlsSink;
  state: TlsState = 'handshake';
  /** Why the state is `noKey`, `unsupported` or `failed`, in words; else empty. */
  explanation = '';
  /** `TLS 1.2`, `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`; empty until the ServerHello. */
  version = '';
  cipher = '';

  private readonly halves: readonly [Half, Half];
  private readonly negotiation: Negotiation;
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
  private readonly opened = new Opened();
  private readonly plaintext = new Datagram();
  private readonly seen: Seen = { plaintext: false, held: false, unopened: false };

  constructor(context: TlsContext, sink: TlsSink) {
    this.context = context;
    this.sink = sink;
    this.negotiation = new Negotiation(context.keys);
    this.held = new HeldRecords(context.budget, held => this.onShed(held));
    this.halves = [this.makeHalf(0), this.makeHalf(1)];
    this.plaintext.transport = Transport.Tls;
    this.plaintext.offset = -1;
    context.statistics.noteConnection();
  }

  /**
   * In-order bytes of one direction. Gives the reason under which the frame counts, or undefined when it carried application data that
   * is readable (then what is inside decides), also a part of a record that is not whole yet.
   */
  push(direction: Direction, d: Datagram): Reason | undefined {
    const half = this.halves[direction];
    if (this.endReason !== undefined) return this.endReason;
    if (half.isDead) return Reason.TlsNotDecrypted;
    copyOrigin(d, this.origin);
    this.forgetSeen();
    this.isFrameCounted = false;
    half.reader.push(d.bytes, d.start, d.end);
    if (half.reader.isLost && this.endReason === undefined) this.kill(half, 'no record was found again after a gap');
    const reason = this.endReason ?? this.reasonOf(half);
    if (this.isDrainDue) this.drain();
    return reason;
  }

  /** `missingBytes` bytes of this direction were lost. */
  gap(direction: Direction, missingBytes: number): void {
    if (this.endReason === undefined) this.halves[direction].reader.gap(missingBytes);
  }

  /**
   * Nothing more comes. Records that wait for a key go on waiting (the log may be written a moment later) within the budget, so
   * `onPlaintext` can still be called.
   */
  finish(): void {
    this.isFinished = true;
    for (const half of this.halves) half.finish();
    if (this.held.isEmpty) this.endWaiting();
  }

  private makeHalf(direction: Direction): Half {
    return new Half(
      direction,
      {
        onRecord: record => this.onRecord(direction, record),
        onMissingRecords: (records, isExact) => this.onMissingRecords(direction, records, isExact),
      },
      {
        onHandshakeBytes: (type, bytes, start, end) => this.negotiation.takeBytes(type, bytes, start, end),
        onHandshakeMessage: (type, body) => this.onHandshakeMessage(direction, type, body),
      },
      this.context.budget,
    );
  }

  // ───────────────────────────── records ─────────────────────────────

  private onRecord(direction: Direction, record: TlsRecord): void {
    const half = this.halves[direction];
    if (this.endReason !== undefined || half.isDead) return;
    if (!half.hasSpoken) {
      half.hasSpoken = true;
      if (!mayBegin(record)) this.giveUp('noKey', this.whyNoHello());
      if (this.endReason !== undefined) return;
    }
    if (this.held.count(direction) > 0 || !this.take(half, record)) this.hold(half, record);
    else this.settlePending(half);
  }

  private onMissingRecords(direction: Direction, records: number, isExact: boolean): void {
    if (this.held.count(direction) > 0) this.held.holdMissing(direction, records, isExact, this.origin);
    else this.lose(this.halves[direction], records, isExact);
  }

  private lose(half: Half, records: number, isExact: boolean): void {
    this.negotiation.session.loseTranscript();
    half.lose(records, isExact);
  }

  /** Reads one record. False when its key is not known yet. */
  private take(half: Half, record: TlsRecord): boolean {
    if (half.session === undefined) return this.takeClear(half, record);
    // RFC 8446 §5: beside protected records there may be a ChangeCipherSpec for the sake of old boxes, or an alert of a failure.
    if (half.session.isTls13 && record.type !== ContentType.ApplicationData)
      return record.type === ContentType.Handshake ? this.takeClear(half, record) : true;
    const protection = this.protectionOf(half);
    if (protection === undefined) return this.endReason !== undefined;
    if (protection.open(record, this.opened)) this.takeOpened(half);
    else this.takeUnopened(half);
    return true;
  }

  private takeClear(half: Half, record: TlsRecord): boolean {
    const { session } = this.negotiation;
    const isAgreed = session.server !== undefined;
    switch (record.type) {
      case ContentType.ChangeCipherSpec:
        if (isAgreed && !session.isTls13) half.activate(session);
        return true;
      case ContentType.Handshake:
        if (half.mayBeProtected && isAgreed && !isPlainHandshake(record)) {
          half.activate(session);
          half.lose(1, false);
          return this.take(half, record);
        }
        half.handshake.push(record.bytes, record.start, record.end);
        return true;
      case ContentType.ApplicationData:
        if (isAgreed) {
          // The ChangeCipherSpec was lost, and the Finished behind it.
          half.activate(session);
          half.lose(2, false);
          return this.take(half, record);
        }
        if (session.client?.offersEarlyData !== true) return false;
        this.context.statistics.passedRecords++;
        return true;
      default:
        return true;
    }
  }

  private takeOpened(half: Half): void {
    const { opened } = this;
    if (half.isAfterGap) this.context.statistics.resynchronised++;
    half.isAfterGap = false;
    half.failures = 0;
    half.hasOpened = true;
    this.become('decrypting', '');
    switch (opened.type) {
      case ContentType.ApplicationData:
        if (opened.end > opened.start) this.give(half);
        return;
      case ContentType.Handshake:
        half.handshake.push(opened.bytes, opened.start, opened.end);
        return;
      case ContentType.ChangeCipherSpec:
        if (half.tls13 === undefined) half.activate(this.negotiation.session);
        return;
      default:
        return; // Alerts and heartbeats.
    }
  }

  private give(half: Half): void {
    const { opened, plaintext: d, sink } = this;
    this.seen.plaintext = true;
    if (half.isPlaintextMissing) sink.onPlaintextGap(half.direction);
    half.isPlaintextMissing = false;
    copyOrigin(this.origin, d);
    d.bytes = opened.bytes;
    d.start = opened.start;
    d.end = opened.end;
    sink.onPlaintext(half.direction, d);
  }

  private takeUnopened(half: Half): void {
    const { statistics } = this.context;
    const offersEarlyData = this.isClient(half) && half.session?.client?.offersEarlyData === true;
    if (half.tls13?.mayPass(offersEarlyData) === true && half.passedRecords < MAX_PASSED_RECORDS) {
      half.passedRecords++;
      statistics.passedRecords++;
      return;
    }
    statistics.unopenedRecords++;
    half.failures++;
    half.isPlaintextMissing = true;
    this.seen.unopened = true;
    if (half.failures >= MAX_FAILURES) this.kill(half, 'its records do not open after a loss');
    else if (!half.hasOpened) this.become('failed', 'the key of this connection does not open its records');
  }

  /** The keys of a direction, as soon as they can be known. */
  private protectionOf(half: Half): Protection | undefined {
    const { session } = half;
    if (half.protection !== undefined || session === undefined) return half.protection;
    const { keys } = this.context;
    const ofClient = this.isClient(half);
    const { spec } = session.suite;
    if (session.client === undefined) return undefined;
    if (session.isTls13 && spec?.kind === 'aead') {
      const secrets = session.findTrafficSecrets(keys, ofClient);
      if (secrets !== undefined) half.protect(new Tls13Protection(spec, session.suite.hash, secrets));
    } else {
      const master = session.findMaster(keys);
      const cipher = master === undefined ? undefined : legacyCipher(session, master, ofClient);
      if (cipher !== undefined) half.protect(new LegacyProtection(cipher));
    }
    return half.protection;
  }

  private isClient(half: Half): boolean {
    return half.direction === this.negotiation.clientDirection;
  }

  // ───────────────────────────── handshake ─────────────────────────────

  private onHandshakeMessage(direction: Direction, type: number, body: Buffer): void {
    const half = this.halves[direction];
    switch (this.negotiation.takeMessage(direction, type, body)) {
      case 'clientHello':
        this.isDrainDue = !this.held.isEmpty;
        return;
      case 'serverHello':
        this.onAgreed();
        return;
      case 'malformed':
        this.giveUp('failed', 'a hello of its handshake cannot be read');
        return;
      case 'finished':
        half.tls13?.finishHandshake();
        return;
      case 'keyUpdate':
        half.tls13?.updateKey();
        return;
      case 'none':
        return;
    }
  }

  private onAgreed(): void {
    const { session } = this.negotiation;
    this.version = versionName(session.version);
    this.cipher = session.suite.name;
    this.context.statistics.noteCipher(this.version, this.cipher);
    const { obstacle } = session;
    if (obstacle !== undefined) {
      this.giveUp('unsupported', obstacle);
      return;
    }
    // RFC 8446 §4.1.3: from here on everything is protected; before, from the ChangeCipherSpec of each direction.
    if (session.isTls13) for (const half of this.halves) half.activate(session);
    this.isDrainDue = !this.held.isEmpty;
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
    const random = (half.session ?? this.negotiation.session).client?.random;
    if (random === undefined || half.session === undefined) return;
    this.become('waitingForKey', '');
    if (this.waitingFor?.equals(random) === true) return;
    this.stopWaiting();
    if (!this.context.keys.waitFor(random, this.onKey)) {
      this.giveUp('noKey', 'too many connections wait for their keys');
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
      const half = this.halves[held.direction];
      copyOrigin(held.origin, this.origin);
      this.forgetSeen();
      if (isBlocked[held.direction]) this.held.put(held);
      else if (held.record === undefined) this.lose(half, held.missing, held.isMissingExact);
      else if (half.isDead) continue;
      else if (this.take(half, held.record)) recovered.note(held, this.seen);
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
    const half = this.halves[direction];
    if (record === undefined) half.lose(missing, isMissingExact);
    else half.pass(record);
    if (this.isFinished && this.held.isEmpty) this.endWaiting();
  }

  private endWaiting(): void {
    this.stopWaiting();
    if (this.state === 'waitingForKey') this.become('noKey', 'no key log named its secret');
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
    if (isWaiting || this.protectionOf(half) === undefined) {
      if (!this.isFrameCounted) half.pendingFrames++;
      this.isFrameCounted = true;
      return Reason.TlsWithoutKey;
    }
    if (type !== 0 && type !== ContentType.ApplicationData) return Reason.TlsHandshake;
    return half.tls13?.isHandshake === true ? Reason.TlsHandshake : undefined;
  }

  private whyNoHello(): string {
    const other = this.negotiation.clientDirection;
    return other === undefined
      ? 'the capture begins after its handshake'
      : `its ${this.negotiation.session.client === undefined ? 'ClientHello' : 'ServerHello'} was not captured`;
  }

  private kill(half: Half, why: string): void {
    half.isDead = true;
    half.finish();
    const other = this.halves[half.direction === 0 ? 1 : 0];
    if (other.isDead) this.giveUp('failed', why);
    else if (!other.hasOpened) this.become('failed', why);
  }

  private giveUp(state: 'noKey' | 'unsupported' | 'failed', why: string): void {
    this.become(state, why);
    this.endReason = state === 'noKey' ? Reason.TlsWithoutKey : Reason.TlsNotDecrypted;
    for (const half of this.halves) half.finish();
    this.held.takeAll();
    this.stopWaiting();
  }

  private become(state: TlsState, why: string): void {
    if (this.state !== state) this.context.statistics.noteState(this.state, state);
    this.state = state;
    this.explanation = why;
  }
}

/** Adds up the frames of records that waited. A frame is named by its first record; what matters is whether any of it is plaintext. */
class RecoveredFrames {
  frames = 0;
  handshakeFrames = 0;
  /** The last frames that held no plaintext so far. */
  private last: { segment: number; frameNumber: number; frames: number } | undefined = undefined;

  note({ frames, origin }: HeldRecord, { plaintext, unopened }: Seen): void {
    if (frames > 0) {
      this.last = undefined;
      if (unopened) return;
      this.frames += frames;
      if (plaintext) return;
      this.handshakeFrames += frames;
      this.last = { segment: origin.segment, frameNumber: origin.frameNumber, frames };
    } else if (plaintext && this.last?.segment === origin.segment && this.last.frameNumber === origin.frameNumber) {
      this.handshakeFrames -= this.last.frames;
      this.last = undefined;
    }
  }
}

/** A hello, a HelloRequest, or an alert in the clear: what a direction may begin with. */
function mayBegin(record: TlsRecord): boolean {
  const length = record.end - record.start;
  if (record.type === ContentType.Alert) return length === 2;
  return record.type === ContentType.Handshake && (length === 0 || record.bytes[record.start] <= 2);
}

/** HandshakeType of RFC 5246 §7.4 after the hellos, and a length of less than 64 KiB: hardly ciphertext. */
function isPlainHandshake({ bytes, start, end }: TlsRecord): boolean {
  return end - start >= 4 && bytes[start] > 0 && bytes[start] <= 24 && bytes[start + 1] === 0;
}
