// The media floor alone: announcements and packets as a test says them, with a store that answers from what the test put in.

import { SdpScan, scanSdp } from '../../collector/media/sdp-scan.ts';
import type { Stream } from '../../collector/media/stream.ts';
import { Phase, type SdpSource } from '../../collector/media/stream-ties.ts';
import { RtpStreams, type StreamLimits } from '../../collector/media/streams.ts';
import { Datagram } from '../../collector/model/packet.ts';
import { EndpointTable } from '../../collector/store/endpoint-table.ts';

export interface PacketOptions {
  from?: string;
  to?: string;
  ssrc?: number;
  sequence?: number;
  timestamp?: number;
  payloadType?: number;
  marker?: boolean;
  payload?: Buffer;
  /** The whole datagram. */
  bytes?: Buffer;
  missing?: number;
  /** ms. */
  at?: number;
  /** Segment and offset of the frame. */
  frame?: readonly [number, number];
}

export class RtpBench {
  readonly endpoints: EndpointTable;
  /** SDP of rows that are announced without being read, or are asked for again. */
  readonly stored = new Map<number, string>();
  /** Leg of a row; row / 100 when it is not here: rows 100 to 199 are those of leg 1. */
  readonly legs = new Map<number, number>();
  readonly phases = new Map<number, Phase>();
  readonly peers = new Map<number, number>();
  readonly rtp: RtpStreams;
  /** ms, of announcements; packets have their own `at`, else this one. */
  clock = 0;
  private readonly times = new Map<number, number>();

  constructor(limits: Partial<StreamLimits> = {}, endpoints = new EndpointTable()) {
    this.endpoints = endpoints;
    const legOf = (row: number): number => this.legs.get(row) ?? Math.floor(row / 100);
    const source: SdpSource = {
      legOf,
      timeOf: row => (this.times.get(row) ?? 0) * 1000,
      phaseOf: row => this.phases.get(legOf(row)) ?? Phase.Answered,
      peerOf: row => this.peers.get(row) ?? -1,
      read: (row, into) => {
        const bytes = Buffer.from(this.stored.get(row) ?? '');
        scanSdp(bytes, 0, bytes.length, into);
        return bytes.length > 0;
      },
    };
    this.rtp = new RtpStreams(this.endpoints, source, limits);
  }

  announce(row: number, ...lines: readonly string[]): this {
    const sdp = new SdpScan();
    const text = lines.map(line => `${line}\r\n`).join('');
    const bytes = Buffer.from(text);
    this.stored.set(row, text);
    this.times.set(row, this.clock);
    scanSdp(bytes, 0, bytes.length, sdp);
    this.rtp.announce(sdp, row);
    return this;
  }

  send(options: PacketOptions = {}): number {
    const d = datagramOf(
      options.bytes ?? rtpPacket(options),
      options.from ?? '10.0.0.1:4000',
      options.to ?? '10.0.0.2:6000',
    );
    d.missing = options.missing ?? 0;
    d.timeMicros = (options.at ?? this.clock) * 1000;
    [d.segment, d.frameOffset] = options.frame ?? [0, 0];
    return this.rtp.see(d);
  }

  /** So many packets, 20 ms and one number apart, from `sequence` and `at` on. */
  sendMany(count: number, options: PacketOptions = {}): number[] {
    const { sequence = 1, at = this.clock } = options;
    const kinds = Array.from({ length: count }, (_, i) =>
      this.send({ timestamp: (sequence + i) * 160, ...options, sequence: (sequence + i) & 0xffff, at: at + i * 20 }),
    );
    this.clock = at + count * 20;
    return kinds;
  }

  get streams(): readonly Stream[] {
    return this.rtp.streams;
  }
}

/** `from` and `to` are `ip:port`, IPv6 in brackets. */
export function datagramOf(bytes: Buffer, from: string, to: string): Datagram {
  const d = new Datagram();
  const [source, destination] = [endpointOf(from), endpointOf(to)];
  d.addresses = Uint8Array.from([...source.address, ...destination.address]);
  d.addressLength = source.address.length === 16 ? 16 : 4;
  d.destinationAddress = source.address.length;
  d.sourcePort = source.port;
  d.destinationPort = destination.port;
  d.bytes = bytes;
  d.end = bytes.length;
  return d;
}

/** IPv6 is written out in full: eight groups. */
function endpointOf(text: string): { readonly address: readonly number[]; readonly port: number } {
  const port = Number(text.slice(text.lastIndexOf(':') + 1));
  const host = text.slice(0, text.lastIndexOf(':'));
  if (!host.startsWith('[')) return { address: host.split('.').map(Number), port };
  const groups = host
    .slice(1, -1)
    .split(':')
    .map(group => Number.parseInt(group, 16));
  return { address: groups.flatMap(group => [group >> 8, group & 0xff]), port };
}

export function rtpPacket(options: PacketOptions): Buffer {
  const { ssrc = 7, sequence = 1, payloadType = 0, timestamp = 0, marker = false } = options;
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = payloadType | (marker ? 0x80 : 0);
  header.writeUInt16BE(sequence, 2);
  header.writeUInt32BE(timestamp >>> 0, 4);
  header.writeUInt32BE(ssrc, 8);
  return Buffer.concat([header, options.payload ?? Buffer.alloc(160)]);
}
