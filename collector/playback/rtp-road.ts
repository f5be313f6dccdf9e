// From frames to the RTP packets of some streams, by the road that the pipeline takes: link layers, tunnels, fragments, HEP over UDP and
// TCP. Whatever belongs to none of these streams is left where it lies.

import { HepPayload } from '../hep/hep-frame.ts';
import { HepSniff, sniffHep } from '../hep/sniff.ts';
import { HepUnpacker, Unpacked } from '../hep/unpack.ts';
import type { Frame } from '../model/frame.ts';
import { Reason } from '../model/health.ts';
import type { Datagram } from '../model/packet.ts';
import { CapturePoints } from '../model/points.ts';
import { PacketDecoder } from '../packet/decode.ts';
import type { PacketSink } from '../packet/sink.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';
import type { EndpointTable } from '../store/endpoint-table.ts';
import type { ConnectionSink } from '../stream/connection.ts';
import { Streams } from '../stream/streams.ts';

/** How a stream is known: its SSRC, and its endpoints by their ids. */
export interface StreamKey {
  readonly ssrc: number;
  readonly source: number;
  readonly destination: number;
}

/** Gets a datagram between two endpoints of a wanted stream; lent. `packet` is its payload, `arrival` in µs with a fraction. */
export type OnPacket<Key> = (key: Key, packet: Uint8Array, arrival: number) => void;

const RTP_HEADER_BYTES = 12;
const SSRC_AT = 8;

export class RtpRoad<Key extends StreamKey> implements PacketSink, ConnectionSink {
  private readonly endpoints: EndpointTable;
  private readonly keysBySource: ReadonlyMap<number, readonly Key[]>;
  private readonly onPacket: OnPacket<Key>;
  private readonly decoder = new PacketDecoder(this);
  private readonly streams = new Streams(this);
  private readonly hep = new HepUnpacker(new CapturePoints());

  constructor(endpoints: EndpointTable, keys: readonly Key[], onPacket: OnPacket<Key>) {
    this.endpoints = endpoints;
    this.onPacket = onPacket;
    const sources = [...new Set(keys.map(({ source }) => source))];
    this.keysBySource = new Map(sources.map(source => [source, keys.filter(key => key.source === source)]));
  }

  onFrame(frame: Frame): void {
    this.decoder.decode(frame);
  }

  finish(): void {
    this.decoder.finish();
  }

  onDatagram(d: Datagram): void {
    if (sniffHep(d.bytes, d.start, d.end) === HepSniff.No) this.take(d);
    else this.onHepFrame(d);
  }

  onHepFrame(d: Datagram): number {
    const unpacked = this.hep.unpack(d);
    if (unpacked === Unpacked.Other && this.hep.frame.payloadType === HepPayload.Rtp) this.take(this.hep.datagram);
    return Reason.HepWithoutSip;
  }

  onStream(stream: TcpStream, d: Datagram): void {
    this.streams.push(stream, d);
  }

  onStreamGap(stream: TcpStream, missingBytes: number): void {
    this.streams.gap(stream, missingBytes);
  }

  onStreamEnd(stream: TcpStream): void {
    this.streams.end(stream);
  }

  // Signalling was read before.
  onMessage(): void {}
  onPayload(): number {
    return Reason.NotSip;
  }
  onIcmpError(): void {}
  onGivenUp(): void {}
  onCorrection(): void {}

  private take(d: Datagram): void {
    const { bytes, start, end } = d;
    if (end - start < RTP_HEADER_BYTES || bytes[start] >> 6 !== 2) return;
    const source = this.endpoints.find(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort);
    const keys = this.keysBySource.get(source);
    if (keys === undefined) return;
    // RFC 5761 §4: those would be RTCP.
    if (bytes[start + 1] >= 192 && bytes[start + 1] <= 223) return;
    const destination = this.endpoints.find(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort);
    const ssrc = bytes.readUInt32BE(start + SSRC_AT);
    for (const key of keys) {
      if (key.ssrc !== ssrc || key.destination !== destination) continue;
      this.onPacket(key, bytes.subarray(start, end), d.timeMicros + d.nanos / 1000);
      return;
    }
  }
}
