// Packets gathered for a pcapng file: written in the order of their times, those of each link type and capture point as an interface of
// their own. Bounded: the file is made in memory.

import { interfaceBlock, packetBlockBytes, sectionBlock, writePacket } from '../record/pcapng-writer.ts';
import { ExportError } from './export-error.ts';

/** Of one file: an hour of a call in G.711, both ways, is about 85 MB. */
export const MAX_FILE_BYTES = 128 * 1024 * 1024;
const MAX_PACKET_BYTES = 262_144;
const MICROS_PER_SECOND = 1_000_000;

export interface GatheredPacket {
  /** µs since the epoch, and ns beyond. */
  readonly timeMicros: number;
  readonly nanos: number;
  readonly linkType: number;
  /** Of the interface: the capture point. */
  readonly point: string;
  readonly description?: string;
  /** Owned. */
  readonly bytes: Buffer;
  readonly originalLength: number;
}

export class PacketFile {
  private readonly packets: GatheredPacket[] = [];
  private readonly limit: number;
  private bytes = 0;

  constructor(limit = MAX_FILE_BYTES) {
    this.limit = limit;
  }

  get count(): number {
    return this.packets.length;
  }

  /** Throws ExportError when the file would become too large. */
  add(packet: GatheredPacket): void {
    this.bytes += packetBlockBytes(packet.bytes.length);
    if (this.bytes > this.limit) {
      throw new ExportError(
        'SIPA_EXPORT_TOO_LARGE',
        `The packets of this call take more than ${Math.floor(this.limit / 2 ** 20)} MiB.`,
        'Export without media, or cut the capture itself: editcap -A FROM -B TO.',
      );
    }
    this.packets.push(packet);
  }

  /** `comment` is for who opens the file. */
  write(application: string, comment: string | undefined): Buffer {
    const packets = this.packets.sort((a, b) => a.timeMicros - b.timeMicros || a.nanos - b.nanos);
    const idByInterface = new Map<string, number>();
    const heads = [sectionBlock({ application, ...(comment !== undefined && { comment }) })];
    const ids = packets.map(({ linkType, point, description }) => {
      const key = JSON.stringify([linkType, point, description]);
      const known = idByInterface.get(key);
      if (known !== undefined) return known;
      const id = idByInterface.size;
      idByInterface.set(key, id);
      heads.push(
        interfaceBlock({
          linkType,
          snapBytes: MAX_PACKET_BYTES,
          name: point,
          ...(description !== undefined && { description }),
        }),
      );
      return id;
    });
    const head = Buffer.concat(heads);
    const out = Buffer.alloc(head.length + this.bytes);
    let at = head.copy(out, 0);
    packets.forEach(({ timeMicros, nanos, bytes, originalLength }, index) => {
      const seconds = Math.floor(timeMicros / MICROS_PER_SECOND);
      const below = Math.round((timeMicros - seconds * MICROS_PER_SECOND) * 1000) + nanos;
      at = writePacket(out, at, ids[index], seconds, below, bytes, 0, bytes.length, originalLength);
    });
    return out;
  }
}
