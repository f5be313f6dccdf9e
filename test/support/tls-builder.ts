// TLS messages and records made byte by byte, for tests that need no peer: hellos, sealed records, lies.

import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import { TlsRecord } from '../../collector/tls/record.ts';
import { additionalData } from '../../collector/tls/record-cipher.ts';

export const u8 = (...values: number[]): Buffer => Buffer.from(values);
export const u16 = (value: number): Buffer => u8(value >> 8, value & 0xff);
export const u24 = (value: number): Buffer => u8(value >> 16, (value >> 8) & 0xff, value & 0xff);

/** `length(1 or 2) bytes`. */
export const vector8 = (bytes: Buffer): Buffer => Buffer.concat([u8(bytes.length), bytes]);
export const vector16 = (bytes: Buffer): Buffer => Buffer.concat([u16(bytes.length), bytes]);

export const extension = (type: number, data: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([u16(type), vector16(data)]);

export const CLIENT_RANDOM = Buffer.alloc(32, 0xc1);
export const SERVER_RANDOM = Buffer.alloc(32, 0x5e);

export interface HelloFields {
  readonly version?: number;
  readonly random?: Buffer;
  readonly sessionId?: Buffer;
  readonly extensions?: readonly Buffer[];
  readonly suite?: number;
  readonly compression?: number;
}

export function clientHello(hello: HelloFields = {}): Buffer {
  return Buffer.concat([
    u16(hello.version ?? 0x0303),
    hello.random ?? CLIENT_RANDOM,
    vector8(hello.sessionId ?? Buffer.alloc(0)),
    vector16(u16(hello.suite ?? 0x002f)),
    vector8(u8(0)),
    ...(hello.extensions === undefined ? [] : [vector16(Buffer.concat(hello.extensions))]),
  ]);
}

export function serverHello(hello: HelloFields = {}): Buffer {
  return Buffer.concat([
    u16(hello.version ?? 0x0303),
    hello.random ?? SERVER_RANDOM,
    vector8(hello.sessionId ?? Buffer.alloc(0)),
    u16(hello.suite ?? 0x002f),
    u8(hello.compression ?? 0),
    ...(hello.extensions === undefined ? [] : [vector16(Buffer.concat(hello.extensions))]),
  ]);
}

export const TLS13 = extension(43, u16(0x0304));

export function handshake(type: number, body: Buffer): Buffer {
  return Buffer.concat([u8(type), u24(body.length), body]);
}

/** A record as it lies on the wire; `length` may lie. */
export function wireRecord(type: number, fragment: Buffer, version = 0x0303, length = fragment.length): Buffer {
  return Buffer.concat([u8(type), u16(version), u16(length), fragment]);
}

/** A record as the reader gives it, among other bytes. */
export function tlsRecord(fragment: Buffer, type = 23, version = 0x0303): TlsRecord {
  const record = new TlsRecord();
  record.type = type;
  record.version = version;
  record.bytes = Buffer.concat([Buffer.from('....'), fragment, Buffer.from('....')]);
  record.start = 4;
  record.end = 4 + fragment.length;
  return record;
}

export interface AeadKey {
  readonly algorithm: string;
  readonly key: Buffer;
  /** The whole nonce of this record. */
  readonly nonce: Buffer;
  readonly tagBytes: number;
  readonly covered: Buffer;
}

/** ciphertext │ tag */
export function sealAead(content: Buffer, { algorithm, key, nonce, tagBytes, covered }: AeadKey): Buffer {
  const cipher = createCipheriv(algorithm as 'aes-128-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(covered, { plaintextLength: content.length });
  const sealed = cipher.update(content);
  cipher.final();
  return Buffer.concat([sealed, cipher.getAuthTag()]);
}

/** TLS 1.3: content │ type │ padding under a traffic key. */
export function seal13(content: Buffer, type: number, key: Buffer, iv: Buffer, sequence: number, padding = 0): Buffer {
  const nonce = Buffer.from(iv);
  for (let i = 0; i < 4; i++) nonce[11 - i] ^= (sequence >> (8 * i)) & 0xff;
  const inner = Buffer.concat([content, u8(type), Buffer.alloc(padding)]);
  const covered = Buffer.concat([u8(23), u16(0x0303), u16(inner.length + 16)]);
  return sealAead(inner, { algorithm: 'aes-128-gcm', key, nonce, tagBytes: 16, covered });
}

export interface CbcKey {
  readonly algorithm: string;
  readonly blockBytes: number;
  readonly key: Buffer;
  readonly macKey: Buffer;
  readonly macHash: string;
  readonly sequence: number;
  readonly version: number;
  /** The block before: TLS 1.0. */
  readonly implicitIv?: Buffer;
  readonly isEncryptThenMac?: boolean;
  /** Blocks of padding beyond what is needed. */
  readonly extraBlocks?: number;
}

/** A fragment under a block cipher, as `cbc-cipher.ts` draws it. */
export function sealCbc(content: Buffer, k: CbcKey): Buffer {
  const mac = (covered: Buffer): Buffer => {
    const record = tlsRecord(content, 23, k.version);
    return createHmac(k.macHash, k.macKey)
      .update(additionalData(k.sequence, record, covered.length))
      .update(covered)
      .digest();
  };
  const iv = k.implicitIv ?? randomBytes(k.blockBytes);
  const inner = k.isEncryptThenMac === true ? content : Buffer.concat([content, mac(content)]);
  const paddingBytes = k.blockBytes - (inner.length % k.blockBytes) + (k.extraBlocks ?? 0) * k.blockBytes;
  const padded = Buffer.concat([inner, Buffer.alloc(paddingBytes, paddingBytes - 1)]);
  const cipher = createCipheriv(k.algorithm, k.key, iv).setAutoPadding(false);
  const sealed = Buffer.concat([...(k.implicitIv === undefined ? [iv] : []), cipher.update(padded), cipher.final()]);
  return k.isEncryptThenMac === true ? Buffer.concat([sealed, mac(sealed)]) : sealed;
}
