// One TCP connection that carries TLS: takes the bytes of both directions as they lie on the wire, gives plaintext.
// Handshakes set up a session; each direction is opened with its keys from its ChangeCipherSpec on (TLS 1.3: from the ServerHello on).
// Records that come before their key are held, and opened in their order when a key log names it.
//
//   push ─▶ RecordReader ─▶ record ─┬─ in the clear ──────────────▶ HandshakeReader ─▶ TlsSession ─▶ keys?
//                                   ├─ protected, key known ─open─▶ plaintext │ handshake │ ChangeCipherSpec
//                                   └─ protected, no key yet ─────▶ HeldRecords

import { Reason } from '../model/health.ts';
import { Datagram, Transport } from '../model/packet.ts';
import type { TlsContext } from './context.ts';
import { Half } from './half.ts';
import { HandshakeType } from './handshake-reader.ts';
import { type HeldRecord, HeldRecords } from './held-records.ts';
import { readClientHello, readServerHello, readTicketName } from './hello.ts';
import { LegacyProtection, legacyCipher } from './legacy-protection.ts';
import { MAX_FAILURES, MAX_PASSED_RECORDS } from './limits.ts';
import { copyOrigin, makeOrigin } from './origin.ts';
import { ContentType, Opened, type TlsRecord, versionName } from './record.ts';
import { TlsSession } from './session.ts';
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
   * data (count them as Reason.TlsHandshake).
   */
  onRecovered(frames: number, handshakeFrames: number): void;
}

/** When the ChangeCipherSpec was lost, so many records may have gone by under the new key. */
const LOST_WITH_CHANGE = 8;

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
  private readonly held: HeldRecords;
  private readonly origin = makeOrigin();
  private readonly opened = new Opened();
  private readonly plain = new Datagram();
  /** The handshake that goes on, or went on last. */
  private handshake: TlsSession | undefined = undefined;
  private client: Direction | undefined = undefined;
  /** The direction in which a ClientHello has begun and not ended. */
  private openHello: Direction | undefined = undefined;
  private waitsFor: Buffer | undefined = undefined;
  private hasDecrypted = false;

  // What the bytes at hand turned out to be.
  private gavePlaintext = false;
  private heldRecord = false;
  private failedRecord = false;

  constructor(context: TlsContext, sink: TlsSink) {
    this.context = context;
    this.sink = sink;
    this.plain.transport = Transport.Tls;
    this.plain.offset = -1;
    this.halves = [this.makeHalf(0), this.makeHalf(1)];
    this.held = new HeldRecords(context.budget, held => this.onShed(held));
    context.statistics.noteConnection();
  }

  /**
   * In-order bytes of one direction. Gives the reason under which the frame counts, or undefined when it carried application data that
   * is readable (then what is inside decides), also a part of a record that is not whole yet.
   */
  push(direction: Direction, d: Datagram): Reason | undefined {
    const half = this.halves[direction];
    copyOrigin(d, this.origin);
    this.gavePlaintext = false;
    this.heldRecord = false;
    this.failedRecord = false;
    half.reader.push(d.bytes, d.start, d.end);
    return this.reasonOf(half);
  }

  /** `missingBytes` bytes of this direction were lost. */
  gap(direction: Direction, missingBytes: number): void {
    this.halves[direction].reader.gap(missingBytes);
  }

  /**
   * Nothing more comes. Records that wait for a key go on waiting (the log may be written a moment later) within the budget, so
   * `onPlaintext` can still be called.
   */
  finish(): void {
    for (const half of this.halves) half.finish();
    if (this.held.isEmpty) this.stopWaiting();
  }

  private makeHalf(direction: Direction): Half {
    const half: Half = new Half(
      direction,
      {
        onRecord: record => this.onRecord(half, record),
        onMissingRecords: (records, isExact) => this.onMissing(half, records, isExact),
      },
      {
        onHandshakeBytes: (type, bytes, start, end) => this.onHandshakeBytes(half, type, bytes, start, end),
        onHandshakeMessage: (type, body) => this.onHandshakeMessage(half, type, body),
      },
      this.context.budget,
    );
    return half;
  }

  private reasonOf(half: Half): Reason | undefined {
    if (this.gavePlaintext) return undefined;
    if (this.heldRecord || this.state === 'noKey') return Reason.TlsWithoutKey;
    if (this.failedRecord || half.isDead) return Reason.TlsNotDecrypted;
    if (!half.reader.isPartial || half.session === undefined) return Reason.TlsHandshake;
    // Part of a protected record.
    if (half.protection !== undefined) {
      return half.reader.partialType === ContentType.ApplicationData ? undefined : Reason.TlsHandshake;
    }
    if (this.state === 'unsupported') return Reason.TlsNotDecrypted;
    half.pendingFrames++;
    return Reason.TlsWithoutKey;
  }

  private onRecord(half: Half, record: TlsRecord): void {
    const isFirst = !half.hasSpoken;
    half.hasSpoken = true;
    if (half.isDead) {
      this.failedRecord = true;
    } else if (half.session !== undefined) {
      this.onProtected(half, half.session, record);
    } else if (record.type === ContentType.Handshake && !half.mayBeProtected) {
      if (isFirst && this.handshake === undefined && record.bytes[record.start] !== HandshakeType.ClientHello) {
        this.joinLate();
      }
      half.handshake.push(record.bytes, record.start, record.end);
    } else if (record.type === ContentType.ChangeCipherSpec) {
      this.onChangeCipherSpec(half);
    } else if (record.type !== ContentType.Alert) {
      this.onUnexpected(half, record);
    }
  }

  /** Application data where the handshake should be: early data, a handshake that a hole swallowed, or one before the capture. */
  private onUnexpected(half: Half, record: TlsRecord): void {
    const { handshake } = this;
    if (half.mayBeProtected && handshake?.server !== undefined) {
      half.activate(handshake);
      half.lose(LOST_WITH_CHANGE, false);
      this.findKeys(half, handshake);
      this.onProtected(half, handshake, record);
    } else if (handshake?.client?.offersEarlyData === true) {
      this.context.statistics.earlyDataRecords++;
    } else if (handshake?.server === undefined) this.joinLate();
  }

  private joinLate(): void {
    if (this.state === 'handshake') this.enter('noKey', 'the capture begins after the handshake of this connection');
  }

  private onProtected(half: Half, session: TlsSession, record: TlsRecord): void {
    // RFC 8446 §5: everything that is protected is application data from outside; the rest pleases middleboxes.
    if (session.isTls13 && record.type !== ContentType.ApplicationData) return;
    if (half.protection !== undefined) this.open(half, record);
    else if (session.obstacle !== undefined) this.failedRecord = true;
    else this.hold(half, record);
  }

  private hold(half: Half, record: TlsRecord): void {
    // The frame counts once, with its first record; one that gave plaintext too is not counted as without key.
    const frames = (this.heldRecord || this.gavePlaintext ? 0 : 1) + half.pendingFrames;
    half.pendingFrames = 0;
    this.heldRecord = true;
    this.enter('waitingForKey', 'no secret of this connection is in the key log');
    this.held.hold(half.direction, record, this.origin, frames);
  }

  private open(half: Half, record: TlsRecord): void {
    const { opened } = this;
    if (half.protection?.open(record, opened) !== true) {
      this.onUnopened(half);
      return;
    }
    const { statistics } = this.context;
    half.failures = 0;
    half.hasOpened = true;
    if (half.isAfterGap) statistics.resynchronised++;
    half.isAfterGap = false;
    if (!this.hasDecrypted) statistics.decrypted++;
    this.hasDecrypted = true;
    this.enter('decrypting');
    if (opened.type === ContentType.Handshake) half.handshake.push(opened.bytes, opened.start, opened.end);
    else if (opened.type === ContentType.ChangeCipherSpec) this.onChangeCipherSpec(half);
    else if (opened.type === ContentType.ApplicationData && opened.end > opened.start) this.give(half);
    if (half.pendingFrames > 0) {
      const frames = half.pendingFrames;
      half.pendingFrames = 0;
      this.sink.onRecovered(frames, this.gavePlaintext ? 0 : frames);
    }
  }

  private give(half: Half): void {
    const { opened, plain } = this;
    copyOrigin(this.origin, plain);
    plain.bytes = opened.bytes;
    plain.start = opened.start;
    plain.end = opened.end;
    if (half.isPlaintextMissing) {
      half.isPlaintextMissing = false;
      this.sink.onPlaintextGap(half.direction);
    }
    this.gavePlaintext = true;
    this.sink.onPlaintext(half.direction, plain);
  }

  private onUnopened(half: Half): void {
    const { statistics } = this.context;
    const mayPass = half.tls13?.mayPass(half.session?.client?.offersEarlyData === true) === true;
    if (mayPass && half.passedRecords < MAX_PASSED_RECORDS) {
      half.passedRecords++;
      statistics.earlyDataRecords++;
      return;
    }
    statistics.unopenedRecords++;
    half.isPlaintextMissing = true;
    half.isAfterGap = true;
    this.failedRecord = true;
    half.failures++;
    if (!half.hasOpened || half.failures >= MAX_FAILURES)
      this.enter('failed', 'the records do not open with the secret that is known');
    if (half.failures >= MAX_FAILURES) half.isDead = true;
  }

  private onMissing(half: Half, records: number, isExact: boolean): void {
    if (this.openHello === half.direction) this.openHello = undefined;
    if (half.session === undefined) this.handshake?.loseTranscript();
    const isHolding =
      half.session !== undefined && half.protection === undefined && this.held.count(half.direction) > 0;
    if (isHolding) this.held.holdMissing(half.direction, records, isExact, this.origin);
    else half.lose(records, isExact);
    if (half.reader.isLost) half.isDead = true;
  }

  private onShed(held: HeldRecord): void {
    const half = this.halves[held.direction];
    if (held.record === undefined) half.lose(held.missing, held.isMissingExact);
    else half.pass(held.record);
  }

  private onHandshakeBytes(half: Half, type: number, bytes: Buffer, start: number, end: number): void {
    if (type === HandshakeType.ClientHello && this.openHello !== half.direction) {
      this.openHello = half.direction;
      this.client = half.direction;
      const server = this.handshake?.server;
      // RFC 8446 §4.1.2: the hello after a HelloRetryRequest goes on with the same handshake.
      if (this.handshake === undefined || (server !== undefined && !server.isRetry)) this.handshake = new TlsSession();
    }
    this.handshake?.takeHandshakeBytes(type, bytes, start, end);
  }

  private onHandshakeMessage(half: Half, type: number, body: Buffer): void {
    const { handshake } = this;
    if (type === HandshakeType.ClientHello) this.openHello = undefined;
    switch (type) {
      case HandshakeType.ClientHello: {
        const hello = readClientHello(body);
        if (hello !== undefined) handshake?.takeClientHello(hello);
        break;
      }
      case HandshakeType.ServerHello:
        if (handshake !== undefined) this.onServerHello(handshake, body);
        break;
      case HandshakeType.NewSessionTicket: {
        const ticket = handshake?.isTls13 === false ? readTicketName(body) : undefined;
        if (ticket !== undefined) handshake?.takeTicket(ticket, this.context.keys);
        break;
      }
      case HandshakeType.ClientKeyExchange:
        handshake?.takeClientKeyExchange(body);
        break;
      case HandshakeType.Finished:
        half.tls13?.finishHandshake();
        break;
      case HandshakeType.KeyUpdate:
        half.tls13?.updateKey();
        break;
      default:
    }
  }

  private onServerHello(handshake: TlsSession, body: Buffer): void {
    const hello = readServerHello(body);
    if (hello === undefined) return;
    handshake.takeServerHello(hello);
    if (hello.isRetry) return;
    this.version = versionName(hello.version);
    this.cipher = handshake.suite.name;
    this.context.statistics.noteCipher(this.version, this.cipher);
    // RFC 8446 §2: from here on everything is protected, in both directions.
    if (handshake.isTls13) for (const half of this.halves) this.activate(half, handshake);
  }

  private onChangeCipherSpec(half: Half): void {
    const { handshake } = this;
    if (handshake?.server === undefined) this.joinLate();
    else if (!handshake.isTls13) this.activate(half, handshake);
  }

  private activate(half: Half, session: TlsSession): void {
    half.activate(session);
    this.findKeys(half, session);
  }

  /** Opens `half` from here on when its key is known; else waits to be told. */
  private findKeys(half: Half, session: TlsSession): void {
    if (session.obstacle !== undefined) {
      this.enter('unsupported', `${this.version} with ${this.cipher}: this ${session.obstacle} is not supported`);
      return;
    }
    const protection = this.protectionOf(half, session);
    if (protection !== undefined) half.protect(protection);
    else this.wait(session);
  }

  private protectionOf(half: Half, session: TlsSession): LegacyProtection | Tls13Protection | undefined {
    const { keys } = this.context;
    const ofClient = half.direction === this.client;
    if (session.isTls13) {
      const { spec, hash } = session.suite;
      const secrets = session.findTrafficSecrets(keys, ofClient);
      return secrets === undefined || spec?.kind !== 'aead' ? undefined : new Tls13Protection(spec, hash, secrets);
    }
    const master = session.findMaster(keys);
    const cipher = master === undefined ? undefined : legacyCipher(session, master, ofClient);
    return cipher === undefined ? undefined : new LegacyProtection(cipher);
  }

  private wait(session: TlsSession): void {
    const random = session.client?.random;
    if (random === undefined) {
      this.enter('noKey', 'its ClientHello was not captured, so no line of a key log can be its');
      return;
    }
    if (this.waitsFor?.equals(random) === true) return;
    this.stopWaiting();
    if (this.context.keys.waitFor(random, this.onKey)) this.waitsFor = random;
    else this.enter('noKey', 'too many connections wait for their keys');
  }

  private stopWaiting(): void {
    if (this.waitsFor !== undefined) this.context.keys.stopWaiting(this.waitsFor, this.onKey);
    this.waitsFor = undefined;
  }

  /** A secret came that may be of this connection. */
  private readonly onKey = (): void => {
    for (const half of this.halves) {
      const { session } = half;
      if (session === undefined || half.protection !== undefined) continue;
      const protection = this.protectionOf(half, session);
      if (protection !== undefined) half.protect(protection);
    }
    if (this.halves.every(half => half.session === undefined || half.protection === undefined)) return;
    if (this.halves.every(half => half.session === undefined || half.protection !== undefined)) this.stopWaiting();
    for (const item of this.held.takeAll()) this.replay(item);
  };

  private replay(item: HeldRecord): void {
    const half = this.halves[item.direction];
    if (half.protection === undefined && !half.isDead) {
      this.held.put(item);
      return;
    }
    copyOrigin(item.origin, this.origin);
    if (item.record === undefined) {
      half.lose(item.missing, item.isMissingExact);
      return;
    }
    this.gavePlaintext = false;
    this.heldRecord = false;
    this.failedRecord = false;
    this.onRecord(half, item.record);
    const isReadable = !this.failedRecord && !this.heldRecord;
    if (item.frames > 0 && isReadable) this.sink.onRecovered(item.frames, this.gavePlaintext ? 0 : item.frames);
  }

  private enter(state: TlsState, explanation = ''): void {
    if (state !== this.state) this.context.statistics.noteState(this.state, state);
    this.state = state;
    this.explanation = explanation;
  }
}
