// Puts the handshake messages of one direction together, which records may cut and join as they like (RFC 5246 §6.2.1).
// Bodies are kept only of the messages that are read here; of certificates and the like nothing stays.
//
//    0      1        4
//   │ type │ length │ body …        length: 24 bits

import type { TlsBudget } from './budget.ts';
import { MAX_HANDSHAKE_BYTES } from './limits.ts';
import { PartialBytes } from './partial-bytes.ts';

/** RFC 8446 §4, RFC 5246 §7.4. */
export const HandshakeType = {
  HelloRequest: 0,
  ClientHello: 1,
  ServerHello: 2,
  NewSessionTicket: 4,
  ClientKeyExchange: 16,
  Finished: 20,
  KeyUpdate: 24,
} as const;

export interface HandshakeSink {
  /** A piece of a message, its header included: for the transcript. Lent. */
  onHandshakeBytes(type: number, bytes: Buffer, start: number, end: number): void;
  /** The message has ended; `body` of those that are read and short enough, else empty. Lent. */
  onHandshakeMessage(type: number, body: Buffer): void;
}

const HEADER_BYTES = 4;
const NOTHING: Buffer = Buffer.alloc(0);

const IS_READ: ReadonlySet<number> = new Set([
  HandshakeType.ClientHello,
  HandshakeType.ServerHello,
  HandshakeType.NewSessionTicket,
  HandshakeType.ClientKeyExchange,
]);

export class HandshakeReader {
  private readonly sink: HandshakeSink;
  private readonly header = Buffer.alloc(HEADER_BYTES);
  private headerFilled = 0;
  /** Bytes of the body still to come. */
  private rest = 0;
  /** The body so far, when the message is one that is read and did not come in one piece. */
  private readonly partial: PartialBytes;
  private isKept = false;

  constructor(sink: HandshakeSink, budget: TlsBudget) {
    this.sink = sink;
    this.partial = new PartialBytes(budget);
  }

  /** A fragment of a handshake record, in the clear. */
  push(bytes: Buffer, start: number, end: number): void {
    let at = start;
    while (at < end) {
      if (this.headerFilled < HEADER_BYTES) {
        const taken = Math.min(HEADER_BYTES - this.headerFilled, end - at);
        bytes.copy(this.header, this.headerFilled, at, at + taken);
        this.headerFilled += taken;
        at += taken;
        if (this.headerFilled < HEADER_BYTES) return;
        this.begin();
        if (this.rest === 0) this.end(NOTHING);
        continue;
      }
      const taken = Math.min(this.rest, end - at);
      this.sink.onHandshakeBytes(this.header[0], bytes, at, at + taken);
      this.rest -= taken;
      if (this.rest === 0) this.end(this.bodyWith(bytes, at, at + taken));
      else this.keep(bytes, at, at + taken);
      at += taken;
    }
  }

  /** Forgets what has begun: bytes are missing, or the keys changed. */
  reset(): void {
    this.partial.clear();
    this.headerFilled = 0;
    this.rest = 0;
  }

  private begin(): void {
    const { header } = this;
    this.rest = header.readUIntBE(1, 3);
    this.isKept = IS_READ.has(header[0]) && this.rest <= MAX_HANDSHAKE_BYTES;
    this.sink.onHandshakeBytes(header[0], header, 0, HEADER_BYTES);
  }

  private end(body: Buffer): void {
    const type = this.header[0];
    this.reset();
    this.sink.onHandshakeMessage(type, body);
  }

  private keep(bytes: Buffer, start: number, end: number): void {
    if (this.isKept) this.isKept = this.partial.append(bytes, start, end);
  }

  private bodyWith(bytes: Buffer, start: number, end: number): Buffer {
    if (!this.isKept) return NOTHING;
    const last = bytes.subarray(start, end);
    const { partial } = this;
    return partial.length === 0 ? last : Buffer.concat([partial.bytes.subarray(0, partial.length), last]);
  }
}
