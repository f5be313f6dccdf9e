// One direction of a TCP connection on its way to SIP messages: frames the bytes and remembers who sent them, and when.
// Takes in-order pieces (lent), gives whole messages to the pipeline with a datagram that names the connection.

import { Datagram, Transport } from '../model/packet.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';
import { type FramerSink, SipFramer } from '../sip/framing.ts';

/** Receives messages: bytes[start..end) lent; `offset` is where they lie in the segment or -1; `isWhole` is false when a hole cut them. */
export type OnStreamMessage = (
  bytes: Buffer,
  start: number,
  end: number,
  offset: number,
  isWhole: boolean,
  origin: Datagram,
) => void;

export class SipStream implements FramerSink {
  /** Bytes between messages that were no SIP. */
  skippedBytes = 0;
  /** A hole was met and no message has come since: the next one follows a loss. */
  followsHole = false;
  private readonly framer: SipFramer;
  private readonly origin = new Datagram();
  private readonly onSip: OnStreamMessage;

  constructor(stream: TcpStream, onSip: OnStreamMessage) {
    this.framer = new SipFramer(this);
    this.onSip = onSip;
    const origin = this.origin;
    origin.transport = Transport.Tcp;
    origin.addresses = stream.addresses;
    origin.addressLength = stream.addressLength;
    origin.sourceAddress = 0;
    origin.destinationAddress = stream.addressLength;
    origin.sourcePort = stream.sourcePort;
    origin.destinationPort = stream.destinationPort;
  }

  /** The stream carries TLS records, so whatever is inside cannot be read without a key. */
  isTls = false;

  get isSip(): boolean {
    return this.framer.state === 'sip';
  }

  push(d: Datagram): void {
    const origin = this.origin;
    origin.timeMicros = d.timeMicros;
    origin.nanos = d.nanos;
    origin.segment = d.segment;
    origin.frameNumber = d.frameNumber;
    origin.fingerprint = d.fingerprint;
    if (!this.isSip && isTlsRecord(d.bytes, d.start, d.end)) this.isTls = true;
    this.framer.push(d.bytes, d.start, d.end, d.offset);
  }

  gap(missingBytes: number): void {
    this.framer.gap(missingBytes);
    this.followsHole = true;
  }

  finish(): void {
    this.framer.finish();
  }

  onMessage(bytes: Buffer, start: number, end: number, offset: number, complete: boolean): void {
    this.onSip(bytes, start, end, offset, complete && !this.followsHole, this.origin);
    this.followsHole = false;
  }

  onSkipped(byteCount: number): void {
    this.skippedBytes += byteCount;
  }

  onKeepAlive(): void {
    // RFC 5626 §4.4.1: CRLF between messages keeps a connection alive; the frame that carried it is counted by the pipeline.
  }
}

/** TLSPlaintext = ContentType (20–24) ProtocolVersion (3, 0–4) length  (RFC 8446 §5.1, RFC 5246 §6.2.1) */
function isTlsRecord(bytes: Buffer, start: number, end: number): boolean {
  return (
    end - start >= 5 && bytes[start] >= 20 && bytes[start] <= 24 && bytes[start + 1] === 3 && bytes[start + 2] <= 4
  );
}
