// One direction of a TLS connection: its records, its handshake messages, and how its records are protected.
// Plain state and what concerns one direction alone; connection.ts moves it.

import type { TlsBudget } from './budget.ts';
import { HandshakeReader, type HandshakeSink } from './handshake-reader.ts';
import { MissingRecords, type Protection } from './protection.ts';
import { TlsRecord } from './record.ts';
import { RecordReader, type RecordSink } from './record-reader.ts';
import type { TlsSession } from './session.ts';
import { Tls13Protection } from './tls13-protection.ts';

/** What the next record may depend on: a last cipher block, and a MAC behind it. */
const TAIL_BYTES = 64;

export class Half {
  readonly direction: 0 | 1;
  readonly reader: RecordReader;
  readonly handshake: HandshakeReader;
  /** A first record came. */
  hasSpoken = false;
  /** Records from here on are encrypted, with what this handshake agreed on. */
  session: TlsSession | undefined = undefined;
  /** Undefined as long as the key is not known. */
  protection: Protection | undefined = undefined;
  /** A hole may have swallowed the ChangeCipherSpec. */
  mayBeProtected = false;
  /** It is given up: its records do not open, or cannot be found. */
  isDead = false;
  /** A record of this direction was opened. */
  hasOpened = false;
  /** Records that failed to open since the last that did. */
  failures = 0;
  /** Records passed over at the beginning of TLS 1.3. */
  passedRecords = 0;
  /** Plaintext is missing before the next. */
  isPlaintextMissing = false;
  /** A hole was met and nothing was opened since. */
  isAfterGap = false;
  /** Frames counted as without key for the sake of a record that is not whole yet. */
  pendingFrames = 0;
  /** Records that went by without a key. */
  private readonly missing = new MissingRecords();
  /** The end of the last of them. */
  private tail: TlsRecord | undefined = undefined;

  constructor(direction: 0 | 1, records: RecordSink, messages: HandshakeSink, budget: TlsBudget) {
    this.direction = direction;
    this.reader = new RecordReader(records, budget);
    this.handshake = new HandshakeReader(messages, budget);
  }

  get tls13(): Tls13Protection | undefined {
    return this.protection instanceof Tls13Protection ? this.protection : undefined;
  }

  /** The next record is the first under the keys of `session`. */
  activate(session: TlsSession): void {
    this.session = session;
    this.protection = undefined;
    this.mayBeProtected = false;
    this.missing.reset();
    this.tail = undefined;
    this.handshake.reset();
  }

  /** The key is known. */
  protect(protection: Protection): void {
    this.protection = protection;
    const { known, possible } = this.missing;
    if (possible > 0) protection.lose(possible, false);
    if (known > 0) protection.lose(known - (this.tail === undefined ? 0 : 1), true);
    if (this.tail !== undefined) protection.pass(this.tail);
    this.missing.reset();
    this.tail = undefined;
  }

  /** Records are missing before the next. */
  lose(records: number, isExact: boolean): void {
    this.handshake.reset();
    this.isPlaintextMissing = true;
    this.isAfterGap = true;
    if (this.protection !== undefined) this.protection.lose(records, isExact);
    else if (this.session === undefined) this.mayBeProtected = true;
    else {
      this.missing.add(records, isExact);
      this.tail = undefined;
    }
  }

  /** A record was thrown away while it waited for its key. */
  pass(record: TlsRecord): void {
    this.isPlaintextMissing = true;
    this.isAfterGap = true;
    this.missing.add(1, true);
    this.tail = endOf(record);
  }

  /** Lets go of everything. */
  finish(): void {
    this.reader.finish();
    this.handshake.reset();
  }
}

function endOf(record: TlsRecord): TlsRecord {
  const end = new TlsRecord();
  end.type = record.type;
  end.version = record.version;
  end.bytes = Buffer.from(record.bytes.subarray(Math.max(record.start, record.end - TAIL_BYTES), record.end));
  end.end = end.bytes.length;
  return end;
}
