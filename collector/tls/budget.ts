// What all TLS connections of a capture may keep in memory together: records that wait for a key, and records and handshake
// messages that are not whole yet. What goes beyond it is shed, the longest waiting first, and counted.

const KIB = 1024;
const MIB = 1024 * KIB;

/** Whoever holds records: asked to let go of all of them when others need the room. */
export interface RecordHolder {
  /** Bytes given back. */
  shedAll(): number;
}

export class TlsBudget {
  /** Records that wait for a key: of one connection, and of all. */
  readonly connectionBytes: number;
  readonly totalBytes: number;
  /** Records and handshake messages of which the end is missing, of all connections. */
  readonly partialBytes: number;

  heldBytes = 0;
  usedPartialBytes = 0;
  /** Encrypted records, and their bytes, that were thrown away while they waited. */
  shedRecords = 0;
  shedBytes = 0;
  /** Times that a record or message could not be put together for want of room. */
  refusedPartials = 0;

  /** Holders in the order of their oldest record. */
  private readonly holders = new Set<RecordHolder>();

  constructor(connectionBytes = 256 * KIB, totalBytes = 64 * MIB, partialBytes = 64 * MIB) {
    this.connectionBytes = connectionBytes;
    this.totalBytes = totalBytes;
    this.partialBytes = partialBytes;
  }

  /** `holder` keeps `byteCount` more; others let go of theirs when that is too much. */
  hold(holder: RecordHolder, byteCount: number): void {
    this.heldBytes += byteCount;
    this.holders.add(holder);
    for (const oldest of this.holders) {
      if (this.heldBytes <= this.totalBytes) return;
      this.holders.delete(oldest);
      this.heldBytes -= oldest.shedAll();
    }
  }

  /** `holder` keeps `byteCount` less, and nothing at all when `isEmpty`. */
  release(holder: RecordHolder, byteCount: number, isEmpty: boolean): void {
    this.heldBytes -= byteCount;
    if (isEmpty) this.holders.delete(holder);
  }

  noteShed(byteCount: number): void {
    this.shedRecords++;
    this.shedBytes += byteCount;
  }

  /** Room for a part of a record or message; false when there is none. */
  reservePartial(byteCount: number): boolean {
    if (this.usedPartialBytes + byteCount > this.partialBytes) {
      this.refusedPartials++;
      return false;
    }
    this.usedPartialBytes += byteCount;
    return true;
  }

  releasePartial(byteCount: number): void {
    this.usedPartialBytes -= byteCount;
  }
}
