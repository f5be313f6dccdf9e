// Cuts one direction of a TLS connection into records.
// Takes in-order bytes (lent) and gaps, gives whole records (lent). After a gap it looks for the next record by its header.

import { be16 } from '../bytes/read.ts';
import type { TlsBudget } from './budget.ts';
import { MAX_FRAGMENT_BYTES, MAX_SEARCH_BYTES } from './limits.ts';
import { PartialBytes } from './partial-bytes.ts';
import { ContentType, RECORD_HEADER_BYTES, TlsRecord } from './record.ts';

export interface RecordSink {
  /** Lent. */
  onRecord(record: TlsRecord): void;
  /** Records are missing before the next: `records` of them, or up to so many when not `isExact`. */
  onMissingRecords(records: number, isExact: boolean): void;
}

/** The shortest record that an AEAD makes: header, no data, tag. */
const SHORTEST_RECORD_BYTES = RECORD_HEADER_BYTES + 16;

export class RecordReader {
  /** No record can be found any more: nothing more comes. */
  isLost = false;
  private readonly sink: RecordSink;
  private readonly record = new TlsRecord();
  /** A record of which the end is missing, with its header; while searching, a few bytes that may begin a header. */
  private readonly partial: PartialBytes;
  /** Bytes of a record that is given up, still to come. */
  private skipBytes = 0;
  private isSearching = false;
  private searchedBytes = 0;

  constructor(sink: RecordSink, budget: TlsBudget) {
    this.sink = sink;
    this.partial = new PartialBytes(budget);
  }

  /** A record has begun, and its end will be read. */
  get isPartial(): boolean {
    return this.partial.length > 0 && !this.isSearching;
  }

  /** Its content type, 0 when there is none. */
  get partialType(): number {
    return this.isPartial ? this.partial.bytes[0] : 0;
  }

  /** Within a record that is given up, or where records begin is not known. */
  get isAdrift(): boolean {
    return this.skipBytes > 0 || this.isSearching;
  }

  push(bytes: Buffer, start: number, end: number): void {
    let at = start;
    while (at < end && !this.isLost) {
      if (this.skipBytes > 0) {
        const skipped = Math.min(this.skipBytes, end - at);
        this.skipBytes -= skipped;
        at += skipped;
      } else if (this.isSearching) at = this.search(bytes, at, end);
      else at = this.partial.length === 0 ? this.readHere(bytes, at, end) : this.fill(bytes, at, end);
    }
  }

  gap(missingBytes: number): void {
    if (this.isLost) return;
    const rest = this.restBytes();
    this.partial.clear();
    this.skipBytes = 0;
    if (rest > 0 && missingBytes <= rest) {
      // The gap ends within the record it began in, so where the next one begins is known.
      this.skipBytes = rest - missingBytes;
      this.sink.onMissingRecords(1, true);
    } else this.beginSearch(Math.ceil((missingBytes - rest) / SHORTEST_RECORD_BYTES) + 1);
  }

  /** Lets go of what is kept; nothing more is read. */
  finish(): void {
    this.partial.clear();
    this.isLost = true;
  }

  /** Fast path: a record that lies whole in what was pushed. Nothing is copied. */
  private readHere(bytes: Buffer, at: number, end: number): number {
    if (end - at < RECORD_HEADER_BYTES) return this.fill(bytes, at, end);
    if (!isHeader(bytes, at)) {
      this.beginSearch(1);
      return at;
    }
    const next = at + RECORD_HEADER_BYTES + be16(bytes, at + 3);
    if (next > end) return this.fill(bytes, at, end);
    this.give(bytes, at, next);
    return next;
  }

  /** Puts bytes to the partial record, and gives it when it is whole. Gives where to go on. */
  private fill(bytes: Buffer, at: number, end: number): number {
    const { partial } = this;
    const wanted = partial.length < RECORD_HEADER_BYTES ? RECORD_HEADER_BYTES : recordBytes(partial.bytes);
    const next = Math.min(end, at + wanted - partial.length);
    const rest = wanted - partial.length;
    if (!partial.append(bytes, at, next)) {
      this.skipBytes = rest;
      this.sink.onMissingRecords(1, true);
      return at;
    }
    if (partial.length < RECORD_HEADER_BYTES) return next;
    if (wanted === RECORD_HEADER_BYTES && !isHeader(partial.bytes, 0)) {
      partial.clear();
      this.beginSearch(1);
    } else if (partial.length === recordBytes(partial.bytes)) {
      this.give(partial.bytes, 0, partial.length);
      partial.clear();
    }
    return next;
  }

  private give(bytes: Buffer, at: number, end: number): void {
    const record = this.record;
    record.type = bytes[at];
    record.version = be16(bytes, at + 1);
    record.bytes = bytes;
    record.start = at + RECORD_HEADER_BYTES;
    record.end = end;
    this.sink.onRecord(record);
  }

  /** Looks for a header, also one that began in the piece before. Gives where to go on. */
  private search(bytes: Buffer, start: number, end: number): number {
    const before = this.partial.length;
    if (before > 0) {
      const joined = Buffer.concat([this.partial.bytes.subarray(0, before), bytes.subarray(start, end)]);
      this.partial.clear();
      this.push(joined, 0, joined.length);
      return end;
    }
    let at = start;
    while (end - at >= RECORD_HEADER_BYTES && !isLikelyHeader(bytes, at)) at++;
    this.searchedBytes += at - start;
    if (this.searchedBytes > MAX_SEARCH_BYTES) {
      this.finish();
      return end;
    }
    if (end - at >= RECORD_HEADER_BYTES) {
      this.isSearching = false;
      return at;
    }
    // Without room for four bytes a header may be overlooked; the next one is found.
    this.partial.append(bytes, at, end);
    return end;
  }

  private beginSearch(missingRecords: number): void {
    this.isSearching = true;
    this.searchedBytes = 0;
    this.sink.onMissingRecords(missingRecords, false);
  }

  /** Bytes that the present record still lacks; 0 when there is none or its length is not known. */
  private restBytes(): number {
    if (this.skipBytes > 0) return this.skipBytes;
    const { partial } = this;
    return this.isSearching || partial.length < RECORD_HEADER_BYTES ? 0 : recordBytes(partial.bytes) - partial.length;
  }
}

/** Length of the record that begins the bytes, with its header. */
function recordBytes(bytes: Buffer): number {
  return RECORD_HEADER_BYTES + be16(bytes, 3);
}

/** TLSPlaintext = ContentType (20–24) ProtocolVersion (3, 0–4) length  */
function isHeader(bytes: Buffer, at: number): boolean {
  const type = bytes[at];
  return (
    type >= ContentType.ChangeCipherSpec &&
    type <= ContentType.Heartbeat &&
    bytes[at + 1] === 3 &&
    bytes[at + 2] <= 4 &&
    be16(bytes, at + 3) <= MAX_FRAGMENT_BYTES
  );
}

/** What may also be ciphertext by chance must look more like it. */
function isLikelyHeader(bytes: Buffer, at: number): boolean {
  return (
    isHeader(bytes, at) &&
    bytes[at] <= ContentType.ApplicationData &&
    bytes[at + 2] >= 1 &&
    bytes[at + 2] <= 3 &&
    be16(bytes, at + 3) > 0
  );
}
