// Records under a block cipher in CBC mode with HMAC, and under HMAC alone (RFC 5246 §6.2.3.1–2, RFC 2246, RFC 7366).
//
//   MAC then encrypt:   │ IV │ enc( content │ MAC │ padding │ padding length ) │
//   encrypt then MAC:   │ IV │ enc( content │ padding │ padding length ) │ MAC │
//   The IV is there from TLS 1.1 on; in TLS 1.0 it is the last block of the record before.

import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { type CipherSpec, MAC_BYTES, type MacHash } from './cipher-suites.ts';
import { type TlsRecord, Version } from './record.ts';
import { additionalData, type RecordCipher } from './record-cipher.ts';

type CbcSpec = Extract<CipherSpec, { kind: 'cbc' }>;

export class CbcCipher implements RecordCipher {
  private readonly spec: CbcSpec;
  private readonly key: Buffer;
  private readonly macKey: Buffer;
  private readonly hasExplicitIv: boolean;
  private readonly isEncryptThenMac: boolean;
  private readonly macBytes: number;
  /** TLS 1.0: the block before the next record; undefined when that was never captured, or may be damaged. */
  private lastBlock: Buffer | undefined;
  /** Encrypt then MAC: the record at hand is as it was sent. */
  private isIntact = false;

  constructor(
    spec: CbcSpec,
    key: Buffer,
    macKey: Buffer,
    firstIv: Buffer | undefined,
    version: number,
    isEncryptThenMac: boolean,
  ) {
    this.spec = spec;
    this.key = key;
    this.macKey = macKey;
    this.lastBlock = firstIv;
    this.hasExplicitIv = version > Version.Tls10;
    this.isEncryptThenMac = isEncryptThenMac;
    this.macBytes = MAC_BYTES[spec.macHash];
  }

  open(record: TlsRecord, sequence: number): Buffer | undefined {
    const { bytes, start } = record;
    const end = this.cipherEnd(record);
    const { blockBytes } = this.spec;
    const sealedStart = start + (this.hasExplicitIv ? blockBytes : 0);
    const iv = this.hasExplicitIv ? bytes.subarray(start, sealedStart) : this.lastBlock;
    const sealedBytes = end - sealedStart;
    if (sealedBytes < blockBytes || sealedBytes % blockBytes !== 0) return undefined;
    if (this.isEncryptThenMac) {
      const isIntact = this.hasMac(record, sequence, bytes.subarray(start, end), bytes.subarray(end, record.end));
      if (!isIntact) return undefined;
      this.isIntact = true;
    }
    if (iv === undefined) return undefined;
    const decipher = createDecipheriv(this.spec.algorithm, this.key, iv).setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(bytes.subarray(sealedStart, end)), decipher.final()]);
    const contentEnd = padded.length - 1 - padded[padded.length - 1] - (this.isEncryptThenMac ? 0 : this.macBytes);
    if (contentEnd < 0 || !hasRightPadding(padded)) return undefined;
    const content = padded.subarray(0, contentEnd);
    if (this.isEncryptThenMac) return content;
    return this.hasMac(record, sequence, content, padded.subarray(contentEnd, contentEnd + this.macBytes))
      ? content
      : undefined;
  }

  advance(record: TlsRecord): void {
    const { isIntact } = this;
    this.isIntact = false;
    if (this.hasExplicitIv) return;
    const end = this.cipherEnd(record);
    const start = end - this.spec.blockBytes;
    // RFC 7366: the MAC does not cover the IV of TLS 1.0, so a damaged record would show as damage of the next one.
    const isKnown = start >= record.start && (isIntact || !this.isEncryptThenMac);
    this.lastBlock = isKnown ? Buffer.from(record.bytes.subarray(start, end)) : undefined;
  }

  loseRecords(): void {
    this.lastBlock = undefined;
  }

  distance(): undefined {
    return undefined;
  }

  private cipherEnd(record: TlsRecord): number {
    return this.isEncryptThenMac ? record.end - this.macBytes : record.end;
  }

  private hasMac(record: TlsRecord, sequence: number, covered: Buffer, mac: Buffer): boolean {
    return isMac(this.spec.macHash, this.macKey, record, sequence, covered, mac);
  }
}

/** Records that are only authenticated: content │ MAC. */
export class MacOnlyCipher implements RecordCipher {
  private readonly macHash: MacHash;
  private readonly macKey: Buffer;

  constructor(macHash: MacHash, macKey: Buffer) {
    this.macHash = macHash;
    this.macKey = macKey;
  }

  open(record: TlsRecord, sequence: number): Buffer | undefined {
    const contentEnd = record.end - MAC_BYTES[this.macHash];
    if (contentEnd < record.start) return undefined;
    const content = record.bytes.subarray(record.start, contentEnd);
    const mac = record.bytes.subarray(contentEnd, record.end);
    return isMac(this.macHash, this.macKey, record, sequence, content, mac) ? Buffer.from(content) : undefined;
  }

  advance(): void {}

  loseRecords(): void {}

  distance(): undefined {
    return undefined;
  }
}

function isMac(hash: MacHash, key: Buffer, record: TlsRecord, sequence: number, covered: Buffer, mac: Buffer): boolean {
  const right = createHmac(hash, key)
    .update(additionalData(sequence, record, covered.length))
    .update(covered)
    .digest();
  return mac.length === right.length && timingSafeEqual(mac, right);
}

/** Every byte of the padding says its length (RFC 5246 §6.2.3.2). */
function hasRightPadding(padded: Buffer): boolean {
  const length = padded[padded.length - 1];
  for (let at = Math.max(0, padded.length - 1 - length); at < padded.length; at++)
    if (padded[at] !== length) return false;
  return true;
}
