// Records of TLS 1.3 in one direction (RFC 8446 §5.2, §7.3): the key of the handshake, then one of the application data after
// another; each begins with sequence number 0.
//
//   TLSInnerPlaintext = content │ type (1) │ zeros

import { AeadCipher } from './aead-cipher.ts';
import type { CipherSpec } from './cipher-suites.ts';
import { expandLabel, type HashName } from './key-schedule.ts';
import { MAX_TOTAL_TRIES, MAX_TRIES } from './limits.ts';
import { MissingRecords, type Protection } from './protection.ts';
import type { Opened, TlsRecord } from './record.ts';
import type { TrafficSecrets } from './session.ts';

type AeadSpec = Extract<CipherSpec, { kind: 'aead' }>;

/** Records of the handshake that may be missing when the first of the application data is looked for. */
const MAX_HANDSHAKE_RECORDS = 32;

export class Tls13Protection implements Protection {
  /** Application data have not begun: the records before them may be early data or the handshake of a log without its secret. */
  isHandshake: boolean;
  /** A record was opened with one of the keys. */
  hasOpened = false;
  private readonly spec: AeadSpec;
  private readonly hash: HashName;
  /** Secret of the application data in use, or the first to be used. */
  private secret: Buffer;
  private cipher: AeadCipher;
  private sequence = 0;
  private readonly missing = new MissingRecords();
  private triesLeft = MAX_TOTAL_TRIES;
  /** Without the secret of the handshake, nobody knows where it ends: until then, records that do not open are its. */
  private readonly isStartUnknown: boolean;

  constructor(spec: AeadSpec, hash: HashName, secrets: TrafficSecrets) {
    this.spec = spec;
    this.hash = hash;
    this.secret = secrets.application;
    this.isHandshake = secrets.handshake !== undefined;
    this.isStartUnknown = secrets.handshake === undefined;
    this.cipher = this.cipherOf(secrets.handshake ?? secrets.application);
  }

  open(record: TlsRecord, opened: Opened): boolean {
    const content = this.search(record);
    if (content === undefined) {
      // Before the first record that opens, the sequence numbers have not begun either.
      if (this.hasOpened || this.missing.known + this.missing.possible > 0) this.missing.add(1, true);
      return false;
    }
    this.hasOpened = true;
    let end = content.length;
    while (end > 0 && content[end - 1] === 0) end--;
    opened.type = end === 0 ? 0 : content[end - 1];
    opened.bytes = content;
    opened.start = 0;
    opened.end = Math.max(0, end - 1);
    return true;
  }

  lose(records: number, isExact: boolean): void {
    this.missing.add(records, isExact);
  }

  pass(): void {
    this.missing.add(1, true);
  }

  /** After Finished: application data (RFC 8446 §4.4.4). */
  finishHandshake(): void {
    if (!this.isHandshake) return;
    this.isHandshake = false;
    this.use(this.secret);
  }

  /** After a KeyUpdate (RFC 8446 §7.2). */
  updateKey(): void {
    if (this.isHandshake) return;
    this.use(this.nextSecret());
  }

  private use(secret: Buffer): void {
    this.secret = secret;
    this.cipher = this.cipherOf(secret);
    this.sequence = 0;
    this.missing.reset();
  }

  private search(record: TlsRecord): Buffer | undefined {
    const { known, possible } = this.missing;
    const isCertain = known + possible === 0;
    const content = this.attempt(record, this.cipher, this.sequence + known, possible, isCertain);
    if (content !== undefined || isCertain) return content;
    // Among what is missing may have been the Finished or a KeyUpdate.
    const secret = this.isHandshake ? this.secret : this.nextSecret();
    const cipher = this.cipherOf(secret);
    const first = Math.max(0, known - MAX_HANDSHAKE_RECORDS);
    const later = this.attempt(record, cipher, first, known - first + possible, false);
    if (later === undefined) return undefined;
    this.isHandshake = false;
    this.secret = secret;
    this.cipher = cipher;
    return later;
  }

  /** Tries the sequence numbers from `first` to `first + more`. */
  private attempt(
    record: TlsRecord,
    cipher: AeadCipher,
    first: number,
    more: number,
    isFree: boolean,
  ): Buffer | undefined {
    const tries = Math.min(more + 1, MAX_TRIES);
    for (let i = 0; i < tries; i++) {
      if (!isFree && this.triesLeft-- <= 0) return undefined;
      const content = cipher.open(record, first + i);
      if (content === undefined) continue;
      this.sequence = first + i + 1;
      this.missing.reset();
      return content;
    }
    return undefined;
  }

  /** Records that do not open are passed over as early data, or as a handshake without its secret. */
  mayPass(offersEarlyData: boolean): boolean {
    return !this.hasOpened && (this.isStartUnknown || (this.isHandshake && offersEarlyData));
  }

  private nextSecret(): Buffer {
    return expandLabel(this.hash, this.secret, 'traffic upd', this.secret.length);
  }

  private cipherOf(secret: Buffer): AeadCipher {
    const key = expandLabel(this.hash, secret, 'key', this.spec.keyBytes);
    return new AeadCipher(this.spec, key, expandLabel(this.hash, secret, 'iv', 12), true);
  }
}
