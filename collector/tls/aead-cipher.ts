// Records under AES-GCM, AES-CCM and ChaCha20-Poly1305 (RFC 5246 §6.2.3.3, RFC 5288, RFC 6655, RFC 7905; RFC 8446 §5.2).
//
//   TLS 1.2, GCM and CCM:       │ explicit nonce (8) │ ciphertext │ tag │    nonce = salt (4) + explicit nonce
//   ChaCha20, and all in 1.3:   │ ciphertext │ tag │                         nonce = IV (12) xor sequence number

import { createDecipheriv, type DecipherCCM, type DecipherGCM } from 'node:crypto';
import type { CipherSpec } from './cipher-suites.ts';
import { RECORD_HEADER_BYTES, type TlsRecord } from './record.ts';
import { additionalData, type RecordCipher, writeSequence } from './record-cipher.ts';

type AeadSpec = Extract<CipherSpec, { kind: 'aead' }>;

const NONCE_BYTES = 12;
const EXPLICIT_NONCE_BYTES = 8;
export const SALT_BYTES = 4;

export class AeadCipher implements RecordCipher {
  private readonly spec: AeadSpec;
  private readonly key: Buffer;
  /** The salt when records carry an explicit nonce, else the whole IV. */
  private readonly iv: Buffer;
  private readonly isTls13: boolean;
  private readonly nonce = Buffer.alloc(NONCE_BYTES);
  private readonly hasExplicitNonce: boolean;
  private lastNonce: bigint | undefined = undefined;

  constructor(spec: AeadSpec, key: Buffer, iv: Buffer, isTls13: boolean) {
    this.spec = spec;
    this.key = key;
    this.iv = iv;
    this.isTls13 = isTls13;
    this.hasExplicitNonce = !isTls13 && spec.hasExplicitNonce;
  }

  open(record: TlsRecord, sequence: number): Buffer | undefined {
    const { tagBytes } = this.spec;
    const start = record.start + (this.hasExplicitNonce ? EXPLICIT_NONCE_BYTES : 0);
    const length = record.end - tagBytes - start;
    if (length < 0) return undefined;
    this.makeNonce(record, sequence);
    const { bytes } = record;
    const sealed = bytes.subarray(start, start + length);
    const tag = bytes.subarray(start + length, record.end);
    // RFC 8446 §5.2: the header itself; before, with the sequence number and the length of the content.
    const covered = this.isTls13 ? header(record) : additionalData(sequence, record, length);
    try {
      const decipher = this.decipher();
      decipher.setAuthTag(tag);
      decipher.setAAD(covered, { plaintextLength: length });
      const content = decipher.update(sealed);
      decipher.final();
      return content;
    } catch {
      return undefined; // The tag does not fit.
    }
  }

  advance(record: TlsRecord): void {
    if (this.hasExplicitNonce) this.lastNonce = explicitNonce(record);
  }

  /** Every record says its own nonce. */
  loseRecords(): void {}

  distance(record: TlsRecord): number | undefined {
    // RFC 5288 §3 lets the sender choose; nearly all count, from 0 or from anywhere.
    const nonce = this.hasExplicitNonce ? explicitNonce(record) : undefined;
    if (nonce === undefined || this.lastNonce === undefined || nonce <= this.lastNonce) return undefined;
    const distance = nonce - this.lastNonce;
    return distance < 2n ** 32n ? Number(distance) : undefined;
  }

  private makeNonce(record: TlsRecord, sequence: number): void {
    const { nonce, iv } = this;
    if (this.hasExplicitNonce) {
      iv.copy(nonce, 0, 0, SALT_BYTES);
      record.bytes.copy(nonce, SALT_BYTES, record.start, record.start + EXPLICIT_NONCE_BYTES);
      return;
    }
    nonce.fill(0);
    writeSequence(nonce, NONCE_BYTES - 8, sequence);
    for (let i = 0; i < NONCE_BYTES; i++) nonce[i] ^= iv[i];
  }

  private decipher(): DecipherCCM | DecipherGCM {
    const { algorithm, tagBytes } = this.spec;
    const options = { authTagLength: tagBytes };
    switch (algorithm) {
      case 'aes-128-ccm':
      case 'aes-256-ccm':
        return createDecipheriv(algorithm, this.key, this.nonce, options);
      case 'chacha20-poly1305':
        return createDecipheriv(algorithm, this.key, this.nonce, options);
      default:
        return createDecipheriv(algorithm, this.key, this.nonce, options);
    }
  }
}

function explicitNonce(record: TlsRecord): bigint | undefined {
  return record.end - record.start < EXPLICIT_NONCE_BYTES ? undefined : record.bytes.readBigUInt64BE(record.start);
}

function header(record: TlsRecord): Buffer {
  const header = Buffer.alloc(RECORD_HEADER_BYTES);
  header[0] = record.type;
  header.writeUInt16BE(record.version, 1);
  header.writeUInt16BE(record.end - record.start, 3);
  return header;
}
