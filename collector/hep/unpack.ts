// What an agent captured, out of the datagram that carried it as HEP. Takes a lent Datagram whose payload is a HEP frame of any
// version, plain or gzip, and fills a Datagram of its own with the addresses, transport, time and bytes the agent saw. Never throws.
//
//   Datagram 10.0.0.9:40312 → 10.0.0.1:9060   payload │HEP3│…│0x0f INVITE sip:…│
//     └─▶ `datagram` 192.0.2.1:5060 → 192.0.2.2:5060, the agent's time, point `HEP 2001 (node1)`, bytes = INVITE sip:…

import { hashBytes } from '../bytes/ascii.ts';
import { Datagram, Transport } from '../model/packet.ts';
import type { CapturePoints } from '../model/points.ts';
import { MICROS_PER_SECOND } from '../model/time.ts';
import { AgentPoints } from './agent-points.ts';
import { correlationOf } from './correlation.ts';
import { DESTINATION_AT, HepFault, HepFrame, HepIpProtocol, HepPayload } from './hep-frame.ts';
import { inflateHep, isGzip } from './inflate.ts';
import { isHepKey } from './key.ts';
import { startsAsSip } from './legacy.ts';
import { FIRST_SANE_SECOND, MAX_TIME_OFFSET_MICROS } from './limits.ts';
import { scanHep } from './scan.ts';

/** What a datagram turned out to be. */
export const Unpacked = {
  /** `datagram` is filled, and its payload says it is SIP. */
  Sip: 0,
  /** `datagram` is filled, with something else: `frame.payloadType` says what. Counted as 'HEP without SIP'. */
  Other: 1,
  /** No frame, no payload in it, or one that does not inflate. Counted as 'malformed HEP'. */
  Malformed: 2,
  /** The key is missing or wrong. Counted as 'malformed HEP', and in `counters.wrongKey`. */
  WrongKey: 3,
} as const;
export type Unpacked = (typeof Unpacked)[keyof typeof Unpacked];

/** Since the unpacker was made. The odd ones were unpacked all the same. */
export interface HepCounters {
  frames: number;
  /** By version: 1, 2 and 3; 0 is unused. */
  readonly versions: [number, number, number, number];
  malformed: number;
  wrongKey: number;
  /** Compressed payloads or frames that would have grown beyond the limit. */
  bombs: number;
  compressed: number;
  /** Frames with a chunk that lies about its length: what came before it was used. */
  badChunks: number;
  duplicateChunks: number;
  /** Times that were missing or absurd, for which the frame's own time was taken. */
  badTimes: number;
  /** Frames without a source or destination address. */
  noAddress: number;
}

const WORST_FAULTS = HepFault.NotHep | HepFault.BadLength;

export class HepUnpacker {
  /** What was in the last frame. Ranges are offsets into `frameBytes`. */
  readonly frame = new HepFrame();
  /** The bytes that `frame` was scanned from: the datagram's, or what a gzip held. */
  frameBytes: Buffer = Buffer.alloc(0);
  /** What the agent saw. Overwritten by the next `unpack`; its bytes are those of the datagram given, or inflated ones. */
  readonly datagram = new Datagram();
  readonly counters: HepCounters = {
    frames: 0,
    versions: [0, 0, 0, 0],
    malformed: 0,
    wrongKey: 0,
    bombs: 0,
    compressed: 0,
    badChunks: 0,
    duplicateChunks: 0,
    badTimes: 0,
    noAddress: 0,
  };
  private readonly points: AgentPoints;
  private readonly key: Buffer | undefined;

  /** With a key, frames that do not carry it are refused. */
  constructor(points: CapturePoints, key?: string) {
    this.points = new AgentPoints(points);
    this.key = key === undefined ? undefined : Buffer.from(key, 'utf8');
  }

  /** The correlation id of the last frame, '' when it has none. Made on demand, cut at a limit. */
  get correlationId(): string {
    return correlationOf(this.frameBytes, this.frame);
  }

  unpack(d: Datagram): Unpacked {
    const counters = this.counters;
    counters.frames++;
    let offset = d.offset;
    let start = d.start;
    let end = d.end;
    this.frameBytes = d.bytes;
    if (isGzip(d.bytes, start, end)) {
      const inflated = inflateHep(d.bytes, start, end);
      if (typeof inflated === 'string') return this.refuse(inflated === 'bomb');
      counters.compressed++;
      this.frameBytes = inflated;
      offset = -1;
      start = 0;
      end = inflated.length;
    }
    const frame = this.frame;
    const faults = scanHep(this.frameBytes, start, end, frame);
    if (faults & WORST_FAULTS) return this.refuse(false);
    counters.versions[frame.version]++;
    if (faults !== 0) this.count(faults);
    if (this.key !== undefined && !isHepKey(this.frameBytes, frame.keyStart, frame.keyEnd, this.key)) {
      counters.wrongKey++;
      return Unpacked.WrongKey;
    }
    if (faults & HepFault.NoPayload) return this.withoutPayload(faults);
    return this.fill(d, offset < 0 ? -1 : offset + (frame.payloadStart - start));
  }

  /** An agent's sign of life is a whole frame without payload; a broken one is not. */
  private withoutPayload(faults: number): Unpacked {
    if (faults & (HepFault.BadChunk | HepFault.Truncated)) return this.refuse(false);
    const inner = this.datagram;
    inner.bytes = this.frameBytes;
    inner.start = 0;
    inner.end = 0;
    return Unpacked.Other;
  }

  private fill(outer: Datagram, offset: number): Unpacked {
    const { frame, datagram: inner } = this;
    inner.bytes = this.frameBytes;
    inner.start = frame.payloadStart;
    inner.end = frame.payloadEnd;
    inner.offset = offset;
    // Versions 1 and 2 end where the packet does.
    inner.missing = frame.version === 3 ? frame.payloadMissing : outer.missing;
    if (frame.isCompressed) {
      const inflated = inflateHep(this.frameBytes, frame.payloadStart, frame.payloadEnd);
      if (typeof inflated === 'string') return this.refuse(inflated === 'bomb');
      this.counters.compressed++;
      inner.bytes = inflated;
      inner.start = 0;
      inner.end = inflated.length;
      inner.offset = -1;
      inner.missing = 0;
    }
    inner.transport = transportOf(frame.ipProtocol);
    inner.addresses = frame.addresses;
    inner.addressLength = frame.addressLength;
    inner.sourceAddress = 0;
    inner.destinationAddress = DESTINATION_AT;
    inner.sourcePort = frame.sourcePort;
    inner.destinationPort = frame.destinationPort;
    inner.segment = outer.segment;
    inner.frameNumber = outer.frameNumber;
    inner.frameOffset = outer.frameOffset;
    inner.point = this.points.idOf(this.frameBytes, frame);
    this.setTime(outer);
    inner.fingerprint = this.fingerprint(outer);
    return this.isSip() ? Unpacked.Sip : Unpacked.Other;
  }

  private isSip(): boolean {
    const { bytes, start, end } = this.datagram;
    if (this.frame.payloadType === HepPayload.Sip) return end > start;
    return this.frame.payloadType === HepPayload.None && startsAsSip(bytes, start, end);
  }

  private setTime(outer: Datagram): void {
    const { frame, datagram: inner } = this;
    const time = frame.seconds * MICROS_PER_SECOND + Math.max(0, frame.micros);
    const isSane =
      frame.seconds >= FIRST_SANE_SECOND &&
      frame.micros < MICROS_PER_SECOND &&
      Math.abs(time - outer.timeMicros) <= MAX_TIME_OFFSET_MICROS;
    // Version 1 has no time to be wrong.
    if (!isSane && frame.version !== 1) this.counters.badTimes++;
    inner.isForeignTime = isSane;
    inner.timeMicros = isSane ? time : outer.timeMicros;
    inner.nanos = isSane ? 0 : outer.nanos;
  }

  /**
   * The agent, its time, the ports and the payload: the same for a second capture of this HEP frame, another for a retransmission,
   * which has another time. Version 1 has no time, so the packet that carried it must tell the two apart.
   */
  private fingerprint(outer: Datagram): number {
    const { frame, datagram: inner } = this;
    const payload = hashBytes(inner.bytes, inner.start, inner.end);
    const time = frame.seconds < 0 ? outer.fingerprint : Math.imul(frame.seconds, 1_000_003) ^ frame.micros;
    const ports = (frame.sourcePort << 16) ^ frame.destinationPort;
    const mixed =
      Math.imul(payload ^ Math.imul(time, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(frame.agentId ^ ports, 0xc2b2ae35);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  private refuse(isBomb: boolean): Unpacked {
    this.counters.malformed++;
    if (isBomb) this.counters.bombs++;
    return Unpacked.Malformed;
  }

  private count(faults: number): void {
    const counters = this.counters;
    if (faults & (HepFault.BadChunk | HepFault.BadChunkSize)) counters.badChunks++;
    if (faults & HepFault.DuplicateChunk) counters.duplicateChunks++;
    if (faults & HepFault.NoAddress) counters.noAddress++;
  }
}

/** The IP protocol id of HEP cannot tell a WebSocket from what carries it. */
function transportOf(ipProtocol: number): Transport {
  switch (ipProtocol) {
    case HepIpProtocol.Tcp:
      return Transport.Tcp;
    case HepIpProtocol.Tls:
      return Transport.Tls;
    case HepIpProtocol.Sctp:
      return Transport.Sctp;
    default:
      return Transport.Udp;
  }
}
