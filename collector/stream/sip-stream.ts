// One direction of a connection on its way to SIP messages: frames the bytes and remembers who sent them, and when.
// Takes in-order pieces (lent), gives messages to the sink with a datagram that names the connection.

import { Reason } from '../model/health.ts';
import type { Datagram, Transport } from '../model/packet.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';
import { type FramerSink, SipFramer } from '../sip/framing.ts';
import type { Layer, StreamSink } from './layer.ts';
import { copyFrame, originOf } from './origin.ts';
import { Ended } from './outcome.ts';

export class SipStream implements FramerSink, Layer {
  /** Bytes between messages that were no SIP. */
  skippedBytes = 0;
  /** A hole was met and no message has come since: the next one follows a loss. */
  private followsHole = false;
  private readonly framer: SipFramer;
  private readonly origin: Datagram;
  private readonly sink: StreamSink;

  constructor(stream: TcpStream, transport: Transport, sink: StreamSink) {
    this.framer = new SipFramer(this);
    this.origin = originOf(stream, transport);
    this.sink = sink;
  }

  get isSip(): boolean {
    return this.framer.state === 'sip';
  }

  /** What it began with was no start line: it was joined in the middle of a message, or is none of ours. */
  get isIdle(): boolean {
    return this.skippedBytes > 0 && !this.isSip;
  }

  push(d: Datagram): number {
    copyFrame(this.origin, d);
    this.framer.push(d.bytes, d.start, d.end, d.offset);
    if (this.isSip) return Ended.AsSip;
    return this.skippedBytes > 0 ? Reason.NotSip : Ended.Waiting;
  }

  gap(missingBytes: number): void {
    this.framer.gap(missingBytes);
    this.followsHole = true;
  }

  finish(): void {
    this.framer.finish();
  }

  onMessage(bytes: Buffer, start: number, end: number, offset: number, complete: boolean): void {
    this.sink.onMessage(bytes, start, end, offset, complete && !this.followsHole, this.origin);
    this.followsHole = false;
  }

  onSkipped(byteCount: number): void {
    this.skippedBytes += byteCount;
  }

  onKeepAlive(): void {
    // RFC 5626 §4.4.1: CRLF between messages keeps a connection alive; the frame that carried it is counted by the pipeline.
  }
}
