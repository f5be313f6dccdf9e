// Reads the records of a connection, one by one: in the clear or with the keys of their direction, handshake or application data.
// Takes a record of a direction, says whether its key is known; tells its owner of application data and of what became known.

import type { TlsContext } from './context.ts';
import { Half } from './half.ts';
import { LegacyProtection, legacyCipher } from './legacy-protection.ts';
import { MAX_FAILURES, MAX_PASSED_RECORDS } from './limits.ts';
import { Negotiation } from './negotiation.ts';
import type { Protection } from './protection.ts';
import { ContentType, Opened, type TlsRecord } from './record.ts';
import type { TlsSession } from './session.ts';
import type { TlsState } from './statistics.ts';
import { Tls13Protection } from './tls13-protection.ts';

export interface LayerSink {
  onRecord(half: Half, record: TlsRecord): void;
  onMissingRecords(half: Half, records: number, isExact: boolean): void;
  /** Lent. */
  onApplicationData(half: Half, opened: Opened): void;
  /** There was a key, and the record did not open. */
  onUnopened(half: Half): void;
  /** A ClientHello or ServerHello came: more keys may be known. */
  onHello(session: TlsSession): void;
  onState(state: TlsState, why: string): void;
  /** The connection ends here, whatever comes. */
  onEnd(state: 'unsupported' | 'failed', why: string): void;
  /** The direction ends here. */
  onDead(half: Half, why: string): void;
}

export class RecordLayer {
  readonly halves: readonly [Half, Half];
  readonly negotiation: Negotiation;
  /** Nothing is read any more. */
  isEnded = false;
  private readonly context: TlsContext;
  private readonly sink: LayerSink;
  private readonly opened = new Opened();

  constructor(context: TlsContext, sink: LayerSink) {
    this.context = context;
    this.sink = sink;
    this.negotiation = new Negotiation(context.keys);
    this.halves = [this.makeHalf(0), this.makeHalf(1)];
  }

  /** Reads one record. False when its key is not known yet. */
  take(half: Half, record: TlsRecord): boolean {
    if (half.session === undefined) return this.takeClear(half, record);
    // RFC 8446 §5: beside protected records there may be a ChangeCipherSpec for the sake of old boxes, or an alert of a failure.
    if (half.session.isTls13 && record.type !== ContentType.ApplicationData)
      return record.type === ContentType.Handshake ? this.takeClear(half, record) : true;
    const protection = this.protectionOf(half);
    if (protection === undefined) return this.isEnded;
    if (protection.open(record, this.opened)) this.takeOpened(half);
    else this.takeUnopened(half);
    return true;
  }

  /** Records of this direction are missing before the next. */
  lose(half: Half, records: number, isExact: boolean): void {
    this.negotiation.session.loseTranscript();
    half.lose(records, isExact);
  }

  /** The keys of a direction, as soon as they can be known. */
  protectionOf(half: Half): Protection | undefined {
    const { session } = half;
    if (half.protection !== undefined || session?.client === undefined) return half.protection;
    const { keys } = this.context;
    const ofClient = this.isClient(half);
    const { spec } = session.suite;
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

  /** Lets go of everything. */
  end(): void {
    this.isEnded = true;
    for (const half of this.halves) half.finish();
  }

  private makeHalf(direction: 0 | 1): Half {
    const half: Half = new Half(
      direction,
      {
        onRecord: record => this.sink.onRecord(half, record),
        onMissingRecords: (records, isExact) => this.sink.onMissingRecords(half, records, isExact),
      },
      {
        onHandshakeBytes: (type, bytes, start, end) => this.negotiation.takeBytes(type, bytes, start, end),
        onHandshakeMessage: (type, body) => this.takeMessage(half, type, body),
      },
      this.context.budget,
    );
    return half;
  }

  private takeClear(half: Half, record: TlsRecord): boolean {
    const { session } = this.negotiation;
    const isAgreed = session.server !== undefined;
    switch (record.type) {
      case ContentType.ChangeCipherSpec:
        if (isAgreed && !session.isTls13) half.activate(session);
        return true;
      case ContentType.Handshake:
        // The ChangeCipherSpec was lost.
        if (half.mayBeProtected && isAgreed && !isPlainHandshake(record)) return this.takeAfter(half, record, 1);
        half.handshake.push(record.bytes, record.start, record.end);
        return true;
      case ContentType.ApplicationData:
        // The ChangeCipherSpec was lost, and the Finished behind it.
        if (isAgreed) return this.takeAfter(half, record, 2);
        if (session.client?.offersEarlyData !== true) return false;
        this.context.statistics.passedRecords++;
        return true;
      default:
        return true;
    }
  }

  /** A record that turns out to be encrypted, after up to so many others that were lost. */
  private takeAfter(half: Half, record: TlsRecord, lost: number): boolean {
    half.activate(this.negotiation.session);
    half.lose(lost, false);
    return this.take(half, record);
  }

  private takeOpened(half: Half): void {
    const { opened } = this;
    if (half.isAfterGap) this.context.statistics.resynchronised++;
    half.isAfterGap = false;
    half.failures = 0;
    half.hasOpened = true;
    this.sink.onState('decrypting', '');
    switch (opened.type) {
      case ContentType.ApplicationData:
        if (opened.end > opened.start) this.sink.onApplicationData(half, opened);
        return;
      case ContentType.Handshake:
        half.handshake.push(opened.bytes, opened.start, opened.end);
        return;
      case ContentType.ChangeCipherSpec:
        // RFC 5246 §7.1: the end of a renegotiation.
        if (half.tls13 === undefined) half.activate(this.negotiation.session);
        return;
      default:
        return; // Alerts and heartbeats.
    }
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
    this.sink.onUnopened(half);
    if (half.failures >= MAX_FAILURES) this.sink.onDead(half, 'its records do not open');
    else if (!half.hasOpened) this.sink.onState('failed', 'the key of this connection does not open its records');
  }

  private takeMessage(half: Half, type: number, body: Buffer): void {
    if (this.isEnded) return;
    const { negotiation } = this;
    switch (negotiation.takeMessage(half.direction, type, body)) {
      case 'clientHello':
        this.sink.onHello(negotiation.session);
        return;
      case 'serverHello':
        this.agree(negotiation.session);
        return;
      case 'malformed':
        this.sink.onEnd('failed', 'a hello of its handshake cannot be read');
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

  private agree(session: TlsSession): void {
    // RFC 8446 §4.1.3: from here on everything is protected; before, from the ChangeCipherSpec of each direction.
    if (session.isTls13 && session.obstacle === undefined) for (const half of this.halves) half.activate(session);
    this.sink.onHello(session);
    if (session.obstacle !== undefined) this.sink.onEnd('unsupported', session.obstacle);
  }

  private isClient(half: Half): boolean {
    return half.direction === this.negotiation.clientDirection;
  }
}

/** HandshakeType of RFC 5246 §7.4 after the hellos, and a length of less than 64 KiB: hardly ciphertext. */
function isPlainHandshake({ bytes, start, end }: TlsRecord): boolean {
  return end - start >= 4 && bytes[start] > 0 && bytes[start] <= 24 && bytes[start + 1] === 0;
}
