// Builds WebSocket bytes for tests: frames of any kind, lies included, and both heads of the upgrade (RFC 6455).

export interface FrameOptions {
  /** Default: 1, text. */
  readonly opcode?: number;
  readonly isFinal?: boolean;
  readonly isCompressed?: boolean;
  /** 4 bytes; undefined sends without mask. */
  readonly mask?: Buffer;
  /** 2 or 8: a longer form than needed. */
  readonly lengthBytes?: 2 | 8;
  /** A lie. */
  readonly length?: bigint;
}

export const MASK = Buffer.from([0x37, 0xfa, 0x21, 0x3d]);

export function webSocketFrame(payload: Buffer | string, o: FrameOptions = {}): Buffer {
  const body = Buffer.from(payload);
  const length = o.length ?? BigInt(body.length);
  const lengthBytes = o.lengthBytes ?? (length < 126n ? 0 : length < 65_536n ? 2 : 8);
  const first = (o.isFinal === false ? 0 : 0x80) | (o.isCompressed ? 0x40 : 0) | (o.opcode ?? 1);
  const short = lengthBytes === 8 ? 127 : lengthBytes === 2 ? 126 : Number(length);
  const long = Buffer.alloc(8);
  long.writeBigUInt64BE(length);
  const mask = o.mask ?? Buffer.alloc(0);
  const masked = o.mask === undefined ? body : body.map((byte, i) => byte ^ mask[i & 3]);
  return Buffer.concat([
    Buffer.from([first, short | (o.mask === undefined ? 0 : 0x80)]),
    long.subarray(8 - lengthBytes),
    mask,
    masked,
  ]);
}

/** The request of RFC 7118 §8.1, with these headers more. */
export function upgradeRequest(...headers: readonly string[]): Buffer {
  return head(
    'GET / HTTP/1.1',
    'Host: sip-ws.example.com',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: sip',
    'Sec-WebSocket-Version: 13',
    ...headers,
  );
}

export function upgradeResponse(...headers: readonly string[]): Buffer {
  return head(
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    'Sec-WebSocket-Protocol: sip',
    ...headers,
  );
}

export function head(...lines: readonly string[]): Buffer {
  return Buffer.from([...lines, '', ''].join('\r\n'), 'latin1');
}
