// What opens one record under one key, and the numbers that go into its integrity check.

import type { TlsRecord } from './record.ts';

/** Keys of one direction. */
export interface RecordCipher {
  /** The content of the record when it has this sequence number (owned); undefined when its integrity check says no. */
  open(record: TlsRecord, sequence: number): Buffer | undefined;
  /** After the tries for a record: remembers what the next one depends on. */
  advance(record: TlsRecord): void;
  /** The records before the next one were not captured. */
  loseRecords(): void;
  /** How many records after the last one this is, by its nonce; undefined when the record does not tell. */
  distance(record: TlsRecord): number | undefined;
}

/** sequence(8) type(1) version(2) length(2): what HMAC and AEAD cover beside the content  (RFC 5246 §6.2.3.1, §6.2.3.3) */
export function additionalData(sequence: number, record: TlsRecord, length: number): Buffer {
  const data = Buffer.alloc(13);
  writeSequence(data, 0, sequence);
  data[8] = record.type;
  data.writeUInt16BE(record.version, 9);
  data.writeUInt16BE(length, 11);
  return data;
}

/** 64 bits; whoever counts records one by one does not reach 2⁵³. */
export function writeSequence(bytes: Buffer, at: number, sequence: number): void {
  bytes.writeUInt32BE(Math.floor(sequence / 2 ** 32), at);
  bytes.writeUInt32BE(sequence >>> 0, at + 4);
}
