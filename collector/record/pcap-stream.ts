// Reads a pcap stream as it comes out of a capture process: chunks cut anywhere. Gives each packet in place, lent; only those cut by
// the end of a chunk are put together first. Times come in µs or ns, byte order is that of this machine.
//
//   header:  0 magic | 4 version | 8 zone | 12 accuracy | 16 snap length | 20 link type
//   record:  0 seconds | 4 µs or ns | 8 captured | 12 original | 16 packet

import { RecordError } from './record-error.ts';

const MAGIC_MICROS = 0xa1b2c3d4;
const MAGIC_NANOS = 0xa1b23c4d;
export const PCAP_HEADER_BYTES = 24;
const RECORD_HEAD_BYTES = 16;
/** As much as tcpdump ever takes of a packet. */
export const MAX_SNAP_BYTES = 262_144;

/** Times in nanoseconds. */
export function pcapHeader(linkType: number, snapBytes: number): Buffer {
  const header = Buffer.alloc(PCAP_HEADER_BYTES);
  header.writeUInt32LE(MAGIC_NANOS, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(snapBytes, 16);
  header.writeUInt32LE(linkType, 20);
  return header;
}

export interface PcapStreamEvents {
  onHeader(linkType: number, snapBytes: number): void;
  /** `bytes` is lent. */
  onPacket(seconds: number, nanos: number, bytes: Buffer, start: number, end: number, originalLength: number): void;
}

export class PcapStream {
  private readonly events: PcapStreamEvents;
  /** What a chunk ended in the middle of. */
  private readonly carry = Buffer.allocUnsafeSlow(RECORD_HEAD_BYTES + MAX_SNAP_BYTES);
  private carried = 0;
  private hasHeader = false;
  private nanosPerUnit = 1;

  constructor(events: PcapStreamEvents) {
    this.events = events;
  }

  /** Throws RecordError when this is no pcap stream (any more). */
  take(chunk: Buffer): void {
    let at = 0;
    while (this.carried > 0 && at < chunk.length) {
      const wanted = this.unitBytes(this.carry, 0, this.carried);
      const copied = chunk.copy(this.carry, this.carried, at, at + wanted - this.carried);
      at += copied;
      this.carried += copied;
      if (this.carried < this.unitBytes(this.carry, 0, this.carried)) continue;
      this.unit(this.carry, 0, this.carried);
      this.carried = 0;
    }
    at = this.whole(chunk, at);
    if (at < chunk.length) this.carried += chunk.copy(this.carry, this.carried, at);
  }

  private whole(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const bytes = this.unitBytes(chunk, at, chunk.length);
      if (at + bytes > chunk.length) break;
      // The head alone says no more than how much is missing.
      if (this.hasHeader && chunk.length - at < RECORD_HEAD_BYTES) break;
      this.unit(chunk, at, at + bytes);
      at += bytes;
    }
    return at;
  }

  /** Bytes of the header or record at `at`, as far as what is there can tell. */
  private unitBytes(bytes: Buffer, at: number, end: number): number {
    if (!this.hasHeader) return PCAP_HEADER_BYTES;
    if (end - at < RECORD_HEAD_BYTES) return RECORD_HEAD_BYTES;
    const captured = bytes.readUInt32LE(at + 8);
    if (captured > MAX_SNAP_BYTES) throw notPcap(`a packet of ${captured} bytes`);
    return RECORD_HEAD_BYTES + captured;
  }

  private unit(bytes: Buffer, at: number, end: number): void {
    if (!this.hasHeader) {
      this.header(bytes, at);
      return;
    }
    const fraction = bytes.readUInt32LE(at + 4) * this.nanosPerUnit;
    this.events.onPacket(
      bytes.readUInt32LE(at),
      fraction,
      bytes,
      at + RECORD_HEAD_BYTES,
      end,
      bytes.readUInt32LE(at + 12),
    );
  }

  private header(bytes: Buffer, at: number): void {
    const magic = bytes.readUInt32LE(at);
    if (magic !== MAGIC_MICROS && magic !== MAGIC_NANOS) throw notPcap(`it begins with 0x${magic.toString(16)}`);
    this.nanosPerUnit = magic === MAGIC_NANOS ? 1 : 1000;
    this.hasHeader = true;
    // The upper bits of the link type tell of frame check sequences (draft-ietf-opsawg-pcap §4).
    this.events.onHeader(bytes.readUInt32LE(at + 20) & 0xffff, bytes.readUInt32LE(at + 16));
  }
}

function notPcap(why: string): RecordError {
  return new RecordError(
    'SIPA_CAPTURE_STOPPED',
    `What the capture process writes is no pcap stream: ${why}.`,
    'Look whether tcpdump or dumpcap is what is run under this name.',
  );
}
