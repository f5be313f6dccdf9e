// One direction of a connection, or of what a TLS connection holds: finds out what it carries and hands it to the reader of that.
// While that is not known it holds a few bytes. A reader that found nothing of what it reads is replaced when a piece begins with
// something else: so a connection is recognised that was joined in the middle of a record, frame or message.

import type { Datagram } from '../model/packet.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';
import { Sniff, sniffSip } from '../sip/sniff.ts';
import { Carrier, CLASSIFIED_BYTES, classify } from './carrier.ts';
import type { Layer, Side } from './layer.ts';
import { Ended } from './outcome.ts';
import { SipStream } from './sip-stream.ts';
import { believeWholeFrame } from './websocket-frame.ts';

/** Makes the readers, and knows the other direction. */
export interface LayerMaker {
  makeLayer(carrier: Carrier, side: Side, stream: TcpStream): Layer;
  /** One of the directions is a WebSocket, so the other one is. */
  readonly isWebSocket: boolean;
}

export class Direction {
  private readonly maker: LayerMaker;
  private readonly side: Side;
  private readonly stream: TcpStream;
  private layer: Layer | undefined = undefined;
  private held: Buffer | undefined = undefined;

  constructor(maker: LayerMaker, side: Side, stream: TcpStream) {
    this.maker = maker;
    this.side = side;
    this.stream = stream;
  }

  push(d: Datagram): number {
    if (this.layer === undefined) return this.begin(d);
    if (this.layer.isIdle) this.reconsider(d);
    return this.layer.push(d);
  }

  gap(missing: number): void {
    if (this.layer === undefined) this.held = undefined;
    else this.layer.gap(missing);
  }

  finish(): void {
    this.layer?.finish();
  }

  private begin(d: Datagram): number {
    const { held } = this;
    if (held === undefined) {
      const carrier = classify(d.bytes, d.start, d.end);
      if (carrier === Carrier.NeedsMore) return this.hold(d);
      this.layer = this.make(carrier);
      return this.layer.push(d);
    }
    const seen = Buffer.concat([held, d.bytes.subarray(d.start, Math.min(d.end, d.start + CLASSIFIED_BYTES))]);
    const carrier = classify(seen, 0, seen.length);
    if (carrier === Carrier.NeedsMore) return this.hold(d);
    this.held = undefined;
    this.layer = this.make(carrier);
    pushHeld(this.layer, held, d);
    return this.layer.push(d);
  }

  private hold(d: Datagram): number {
    const piece = d.bytes.subarray(d.start, d.end);
    this.held = this.held === undefined ? Buffer.from(piece) : Buffer.concat([this.held, piece]);
    return Ended.Waiting;
  }

  /** Nothing was found yet: does this piece begin something? */
  private reconsider(d: Datagram): void {
    const isFrame = this.maker.isWebSocket && believeWholeFrame(d.bytes, d.start, d.end, undefined);
    const carrier = isFrame ? Carrier.WebSocket : classify(d.bytes, d.start, d.end);
    if (carrier === Carrier.NeedsMore) return;
    // SIP is what is left when it is nothing else: here it must look like it, and a SipStream finds that by itself.
    if (carrier === Carrier.Sip) {
      if (this.layer instanceof SipStream || sniffSip(d.bytes, d.start, d.end) !== Sniff.Sip) return;
    }
    this.layer?.finish();
    this.layer = this.make(carrier);
  }

  private make(carrier: Carrier): Layer {
    return this.maker.makeLayer(carrier, this.side, this.stream);
  }
}

/** The bytes that came before, as a piece of the frame that decided what they are. */
function pushHeld(layer: Layer, held: Buffer, d: Datagram): void {
  const { bytes, start, end, offset } = d;
  d.bytes = held;
  d.start = 0;
  d.end = held.length;
  d.offset = -1;
  layer.push(d);
  d.bytes = bytes;
  d.start = start;
  d.end = end;
  d.offset = offset;
}
