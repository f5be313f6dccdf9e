// The packets of some legs as a pcapng file: frames as they were captured where these hold a message whole, else packets made of the
// message (`rebuilt-packets.ts`), which their interface says. The segments are read once more, from the first that has a message of the
// legs to the last frame that is wanted; others may be asked meanwhile.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Stream } from '../media/stream.ts';
import { Frame, LinkType } from '../model/frame.ts';
import { type Datagram, TRANSPORT_NAMES, Transport } from '../model/packet.ts';
import type { PacketExport, PacketExportQuery } from '../model/packet-export.ts';
import { MICROS_PER_SECOND, type Micros, type Millis } from '../model/time.ts';
import type { CallSources } from '../query/call-detail.ts';
import { rowsOf } from '../query/leg-rows.ts';
import { type SegmentExtent, type SegmentReader, Step } from '../segment/reader.ts';
import { replay } from '../segment/replay.ts';
import { FramePicker, type Picked } from './frame-picker.ts';
import { MediaFlows } from './media-flows.ts';
import { PacketFile } from './packet-file.ts';
import { RebuiltPackets, type Way } from './rebuilt-packets.ts';

export type ExportSources = Pick<CallSources, 'store' | 'bytes' | 'media' | 'pointName'>;

const APPLICATION = 'sipscope export';
const REBUILT =
  'Not as captured: made by sipscope of what was read, without TLS, WebSocket, HEP, fragments or TCP segments';
/** Frames of a file that are not in order, and clocks of several points, lie no further apart. */
const SLACK: Micros = 2 * MICROS_PER_SECOND;
/** How long reading may hold up other questions. */
const SLICE: Millis = 10;

/** Undefined when one of the legs is not there. Throws ExportError, and SegmentError when bytes are not there any more. */
export async function exportPackets(
  sources: ExportSources,
  reader: SegmentReader,
  query: PacketExportQuery,
): Promise<PacketExport | undefined> {
  const legs = query.legs.flatMap(number => sources.store.legOfNumber(number) ?? []);
  if (legs.length === 0 || legs.length < query.legs.length) return undefined;
  const rows = legs.flatMap(leg => [...rowsOf(sources.store, leg)]);
  const streams = query.media ? legs.flatMap(leg => [...sources.media.ofLeg(leg.index)]) : [];
  return new PacketExporter(sources, reader, rows, streams).run();
}

class PacketExporter implements Picked {
  private readonly sources: ExportSources;
  private readonly reader: SegmentReader;
  private readonly rows: readonly number[];
  private readonly streams: readonly Stream[];
  private readonly file = new PacketFile();
  private readonly rebuilder: RebuiltPackets;
  /** Rows that no frame was found to carry yet. */
  private readonly left: Set<number>;
  private rebuilt = 0;
  private missing = 0;

  constructor(sources: ExportSources, reader: SegmentReader, rows: readonly number[], streams: readonly Stream[]) {
    this.sources = sources;
    this.reader = reader;
    this.rows = rows;
    this.streams = streams;
    this.left = new Set(rows);
    this.rebuilder = new RebuiltPackets(sources.store.endpoints);
  }

  async run(): Promise<PacketExport> {
    await this.readFrames();
    for (const row of this.left) this.rebuild(row);
    const { file, missing } = this;
    const comment = missing === 0 ? undefined : `${missing} messages are missing: their bytes were not kept.`;
    const bytes = file.write(APPLICATION, comment);
    return { bytes, packets: file.count, rebuilt: this.rebuilt, missing };
  }

  onFrame(frame: Frame, rows: readonly number[]): void {
    for (const row of rows) this.left.delete(row);
    const { pointName, store } = this.sources;
    this.file.add({
      timeMicros: frame.timeMicros,
      nanos: frame.nanos,
      linkType: frame.linkType,
      point: rows.length === 0 ? '' : pointName(store.messages.point[rows[0]]),
      bytes: Buffer.from(frame.bytes.subarray(frame.start, frame.end)),
      originalLength: frame.originalLength,
    });
  }

  onMedia(d: Datagram): void {
    const { endpoints } = this.sources.store;
    const source = endpoints.intern(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort);
    const destination = endpoints.intern(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort);
    const way = { source, destination, isTcp: false };
    this.addRebuilt(Buffer.from(d.bytes.subarray(d.start, d.end)), way, d.timeMicros, d.nanos, 'media');
  }

  private async readFrames(): Promise<void> {
    const byFrame = this.rowsByFrame();
    const { store } = this.sources;
    const flows = new MediaFlows(store.endpoints, this.streams);
    const picker = new FramePicker(store, flows, this);
    const { from, to } = this.span();
    const parts = this.reader.extents().filter(extent => byFrame.has(extent.segment) || isWithin(extent, from, to));
    const frames = replay(
      this.reader,
      parts.map(extent => ({ extent, from: 0 })),
    );
    const frame = new Frame();
    let wanted = this.rows.length;
    let until = performance.now() + SLICE;
    try {
      for (let step = frames.next(frame); step !== Step.End; step = frames.next(frame)) {
        if (step === Step.Frame) {
          const rows = byFrame.get(parts[frame.segment].segment)?.get(frame.number) ?? [];
          wanted -= rows.length;
          picker.onRead(frame, rows);
          if (wanted <= 0 && frame.timeMicros > to) break;
          continue;
        }
        await frames.fill();
        if (performance.now() < until) continue;
        await nextTurn();
        until = performance.now() + SLICE;
      }
    } finally {
      await frames.close();
    }
  }

  /** Segment → number of a frame in it → messages that came with it. */
  private rowsByFrame(): ReadonlyMap<number, ReadonlyMap<number, readonly number[]>> {
    const { segment, frameNumber } = this.sources.store.messages;
    const bySegment = new Map<number, Map<number, number[]>>();
    for (const row of this.rows) {
      const byNumber = bySegment.get(segment[row]) ?? new Map<number, number[]>();
      bySegment.set(segment[row], byNumber);
      byNumber.set(frameNumber[row], [...(byNumber.get(frameNumber[row]) ?? []), row]);
    }
    return bySegment;
  }

  /** When frames of the media can have come; nothing without media. */
  private span(): { readonly from: Micros; readonly to: Micros } {
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    for (const { statistics } of this.streams) {
      from = Math.min(from, statistics.startTime - SLACK);
      to = Math.max(to, statistics.endTime + SLACK);
    }
    return { from, to };
  }

  private rebuild(row: number): void {
    const { store, bytes, pointName } = this.sources;
    const m = store.messages;
    const message = bytes.read(row);
    if (message.length === 0) {
      this.missing++;
      return;
    }
    const transport = m.transport[row];
    const way = { source: m.source[row], destination: m.destination[row], isTcp: transport === Transport.Tcp };
    const point = `${pointName(m.point[row])} ${TRANSPORT_NAMES[transport]}`.trim();
    this.addRebuilt(message, way, m.time[row], m.nanos[row], point);
  }

  private addRebuilt(payload: Uint8Array, way: Way, timeMicros: Micros, nanos: number, point: string): void {
    for (const bytes of this.rebuilder.around(payload, way)) {
      this.rebuilt++;
      this.file.add({
        timeMicros,
        nanos,
        linkType: LinkType.Raw,
        point,
        description: REBUILT,
        bytes,
        originalLength: bytes.length,
      });
    }
  }
}

function isWithin({ start, end }: SegmentExtent, from: Micros, to: Micros): boolean {
  return start <= to && end >= from;
}
