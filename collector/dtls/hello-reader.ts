// Puts the hellos of one direction together: handshake messages come in fragments, in any order, again and again (RFC 6347 §4.2.2,
// §4.2.4). Only ClientHello and ServerHello are read; of each, one is under way at a time.
//
//    0      1        4         6                 9               12
//   │ type │ length │ msg_seq │ fragment_offset │ fragment_length │ body …        lengths and offset: 24 bits

import { be16 } from '../bytes/read.ts';

export const ClientHelloType = 1;
export const ServerHelloType = 2;

const HEADER_BYTES = 12;
/** A hello has some hundred bytes; with keys of post-quantum exchange two thousand. */
const MAX_HELLO_BYTES = 16_384;

interface Partial {
  readonly type: number;
  readonly sequence: number;
  readonly body: Buffer;
  readonly has: Uint8Array;
  missing: number;
}

export class HelloReader {
  private partial: Partial | undefined = undefined;

  /** Bytes that are held for a hello that is not whole yet. */
  get heldBytes(): number {
    return (this.partial?.body.length ?? 0) * 2;
  }

  /** The fragment of one record, which may hold several messages; `onHello` gets bodies, lent. */
  push(record: Buffer, onHello: (type: number, body: Buffer) => void): void {
    for (let at = 0; at + HEADER_BYTES <= record.length; ) {
      const length = record.readUIntBE(at + 9, 3);
      const next = at + HEADER_BYTES + length;
      if (next > record.length) return;
      const type = record[at];
      if (type === ClientHelloType || type === ServerHelloType) this.take(record.subarray(at, next), onHello);
      at = next;
    }
  }

  private take(message: Buffer, onHello: (type: number, body: Buffer) => void): void {
    const total = message.readUIntBE(1, 3);
    const offset = message.readUIntBE(6, 3);
    const fragment = message.subarray(HEADER_BYTES);
    if (total > MAX_HELLO_BYTES || offset + fragment.length > total) return;
    if (fragment.length === total) {
      onHello(message[0], fragment);
      return;
    }
    const partial = this.partialOf(message[0], be16(message, 4), total);
    fragment.copy(partial.body, offset);
    for (let i = offset; i < offset + fragment.length; i++) {
      if (partial.has[i] === 1) continue;
      partial.has[i] = 1;
      partial.missing--;
    }
    if (partial.missing > 0) return;
    this.partial = undefined;
    onHello(partial.type, partial.body);
  }

  private partialOf(type: number, sequence: number, total: number): Partial {
    const known = this.partial;
    if (known?.type === type && known.sequence === sequence && known.body.length === total) return known;
    this.partial = { type, sequence, body: Buffer.alloc(total), has: new Uint8Array(total), missing: total };
    return this.partial;
  }
}
