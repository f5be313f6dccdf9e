// One direction of a connection that carries HEP frames back to back: the framer of hep/ between the streams and the sink.

import { HepFramer } from '../hep/framer.ts';
import { Reason } from '../model/health.ts';
import { Datagram, Transport } from '../model/packet.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';
import type { Layer, StreamSink } from './layer.ts';
import { copyFrame, originOf } from './origin.ts';
import { combine, Ended } from './outcome.ts';

export class HepStream implements Layer {
  /** The framer finds the next frame by itself. */
  readonly isIdle = false;
  private readonly sink: StreamSink;
  private readonly origin: Datagram;
  private readonly framer = new HepFramer((bytes, start, end) => this.give(bytes, start, end));
  private piece = new Datagram();
  private outcome: number = Ended.Nowhere;

  constructor(stream: TcpStream, sink: StreamSink) {
    this.origin = originOf(stream, Transport.Tcp);
    this.sink = sink;
  }

  push(d: Datagram): number {
    copyFrame(this.origin, d);
    this.piece = d;
    this.outcome = Ended.Nowhere;
    this.framer.push(d.bytes, d.start, d.end);
    if (this.outcome !== Ended.Nowhere) return this.outcome;
    return this.framer.waitingBytes > 0 ? Ended.Waiting : Reason.MalformedHep;
  }

  gap(): void {
    this.framer.gap();
  }

  finish(): void {
    this.framer.finish();
  }

  private give(bytes: Buffer, start: number, end: number): void {
    const { origin, piece } = this;
    origin.bytes = bytes;
    origin.start = start;
    origin.end = end;
    // What lay whole in the piece is given where it lies.
    origin.offset = bytes === piece.bytes && piece.offset >= 0 ? piece.offset + (start - piece.start) : -1;
    this.outcome = combine(this.outcome, this.sink.onHepFrame(origin));
  }
}
