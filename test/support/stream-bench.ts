// One TCP connection for tests of the stream floor: bytes of either side go in, what came out is written down.

import { Reason } from '../../collector/model/health.ts';
import { Datagram } from '../../collector/model/packet.ts';
import { Fault, SipScan } from '../../collector/model/sip.ts';
import { TcpStream } from '../../collector/packet/tcp-stream.ts';
import { scanSip } from '../../collector/sip/scan.ts';
import type { ConnectionSink } from '../../collector/stream/connection.ts';
import type { StreamLimits } from '../../collector/stream/limits.ts';
import { Ended } from '../../collector/stream/outcome.ts';
import { Streams } from '../../collector/stream/streams.ts';
import { TlsContext } from '../../collector/tls/context.ts';

export type Peer = 'client' | 'server';

/** What came out, copied out of what was lent. */
export interface Told {
  readonly text: string;
  readonly from: Peer;
  readonly transport: number;
  readonly isWhole: boolean;
  /** Where it lies: a piece of frame n begins at n · 10,000. */
  readonly offset: number;
  readonly frame: number;
}

const CLIENT_PORT = 50_000;
const SERVER_PORT = 8080;

export class StreamBench implements ConnectionSink {
  readonly told: Told[] = [];
  readonly hep: string[] = [];
  readonly corrections: { reason: number; outcome: number; frames: number }[] = [];
  readonly streams: Streams;
  readonly client = new TcpStream(1, 0, Uint8Array.of(10, 0, 0, 1, 10, 0, 0, 2), 4, CLIENT_PORT, SERVER_PORT);
  readonly server = new TcpStream(2, 0, Uint8Array.of(10, 0, 0, 2, 10, 0, 0, 1), 4, SERVER_PORT, CLIENT_PORT);
  private readonly scan = new SipScan();
  private frame = 0;

  constructor(limits: Partial<StreamLimits> = {}, tls = new TlsContext()) {
    this.streams = new Streams(this, tls, limits);
    this.client.reverse = this.server;
    this.server.reverse = this.client;
  }

  /** One segment: gives what became of its frame. The bytes are overwritten afterwards, for what is lent dies. */
  send(from: Peer, piece: Buffer | string): number {
    const bytes = Buffer.concat([Buffer.alloc(3, 0xee), Buffer.from(piece), Buffer.alloc(3, 0xee)]);
    const frameNumber = ++this.frame;
    const d = Object.assign(new Datagram(), {
      bytes,
      start: 3,
      end: bytes.length - 3,
      frameNumber,
      offset: frameNumber * 10_000,
    });
    const outcome = this.streams.push(this[from], d);
    bytes.fill(0xdd);
    return outcome;
  }

  /** In pieces of `size` bytes each. Gives the last outcome. */
  sendInPieces(from: Peer, bytes: Buffer, size: number): number {
    let outcome: number = Ended.Nowhere;
    for (let at = 0; at < bytes.length; at += size) outcome = this.send(from, bytes.subarray(at, at + size));
    return outcome;
  }

  gap(from: Peer, missing: number): void {
    this.streams.gap(this[from], missing);
  }

  end(): void {
    this.streams.end(this.client);
    this.streams.end(this.server);
  }

  get texts(): string[] {
    return this.told.map(one => one.text);
  }

  onMessage(bytes: Buffer, start: number, end: number, offset: number, isWhole: boolean, origin: Datagram): void {
    this.told.push({
      text: bytes.toString('latin1', start, end),
      from: origin.sourcePort === CLIENT_PORT ? 'client' : 'server',
      transport: origin.transport,
      isWhole,
      offset,
      frame: origin.frameNumber,
    });
  }

  onPayload(d: Datagram, isWhole: boolean): number {
    if (scanSip(d.bytes, d.start, d.end, this.scan) & Fault.NotSip) return Reason.KeepAlive;
    this.onMessage(d.bytes, d.start, d.end, d.offset, isWhole, d);
    return Ended.AsSip;
  }

  onHepFrame(d: Datagram): number {
    this.hep.push(`${d.bytes.toString('latin1', d.start, d.end)} at ${d.offset}`);
    return Ended.AsSip;
  }

  onCorrection(reason: number, outcome: number, frames: number): void {
    this.corrections.push({ reason, outcome, frames });
  }
}
