// One TCP connection, shared by its two directions: what the packet floor hangs on `TcpStream.consumer`.
//
//   TcpStream ─┐                    ┌─▶ SipStream ───────────────▶ messages          Tcp, Tls
//              ├─▶ Conversation ────┼─▶ HttpStream ▶ WebSocketStream ▶ messages      Ws, Wss
//   TcpStream ─┘       │            ├─▶ HepStream ───────────────▶ HEP frames
//                      └─▶ TLS ─────┴── the same again, once, with the plaintext

import { Reason } from '../model/health.ts';
import type { Datagram } from '../model/packet.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';
import { TlsConnection, type TlsSink } from '../tls/connection.ts';
import type { TlsContext } from '../tls/context.ts';
import { Conversation } from './conversation.ts';
import { LateFrames } from './late-frames.ts';
import type { Layer, Side, StreamSink } from './layer.ts';
import type { StreamBudget } from './limits.ts';
import { combine, Ended } from './outcome.ts';

/** Who gets what connections carry, and learns that frames counted before were something else. */
export interface ConnectionSink extends StreamSink {
  /** `frames` frames of capture point `point` that were counted under `reason` ended as `outcome`. */
  onCorrection(reason: number, outcome: number, frames: number, point: number): void;
}

export class Connection implements TlsSink {
  private readonly sink: ConnectionSink;
  private readonly budget: StreamBudget;
  private readonly tlsContext: TlsContext;
  private readonly outer: Conversation;
  private readonly streams: [TcpStream, TcpStream | undefined];
  private tls: TlsConnection | undefined = undefined;
  private inner: Conversation | undefined = undefined;
  /** The frame at hand, and what its plaintext became. */
  private segment = -1;
  private frameNumber = -1;
  private plainOutcome: number = Ended.Nowhere;
  private readonly late = new LateFrames();
  /** Frames in a row, of each side, whose bytes wait; and the last of them. */
  private readonly waiting: [number, number] = [0, 0];
  private readonly lastWaiting: [number, number] = [0, 0];
  private openSides = 1;
  private point = 0;

  constructor(stream: TcpStream, sink: ConnectionSink, budget: StreamBudget, tlsContext: TlsContext) {
    this.streams = [stream, undefined];
    this.sink = sink;
    this.budget = budget;
    this.tlsContext = tlsContext;
    this.outer = new Conversation(sink, budget, side => this.makeTls(side));
  }

  /** The other direction of the same connection joins. False when it has one already. */
  join(stream: TcpStream): boolean {
    if (this.streams[1] !== undefined || this.streams[0] === stream) return false;
    this.streams[1] = stream;
    this.openSides++;
    return true;
  }

  /** Gives what became of the frame: a Reason, or one of `Ended`. */
  push(stream: TcpStream, d: Datagram): number {
    const side = this.sideOf(stream);
    this.point = d.point;
    const outcome = this.outer.push(side, stream, d);
    this.countWaiting(side, outcome, d);
    return outcome;
  }

  gap(stream: TcpStream, missing: number): void {
    this.outer.gap(this.sideOf(stream), missing);
  }

  /** Gives the bytes that belonged to no message, once both directions have ended. */
  finish(stream: TcpStream): number {
    this.outer.finish(this.sideOf(stream));
    if (--this.openSides > 0) return 0;
    this.tls?.finish();
    if (this.tls?.state !== 'waitingForKey') this.finishInner();
    return this.outer.skippedBytes + (this.inner?.skippedBytes ?? 0);
  }

  onPlaintext(side: Side, d: Datagram): void {
    const stream = this.streams[side];
    if (stream === undefined || this.inner === undefined) return;
    const { segment, frameNumber } = d;
    const outcome = this.inner.push(side, stream, d);
    const isLate = segment !== this.segment || frameNumber !== this.frameNumber;
    if (isLate) this.late.note(segment, frameNumber, outcome);
    else this.plainOutcome = combine(this.plainOutcome, outcome);
  }

  onPlaintextGap(side: Side): void {
    // Nobody knows how much plaintext a lost record held.
    this.inner?.gap(side, Number.POSITIVE_INFINITY);
  }

  onRecovered(frames: number, handshakeFrames: number): void {
    const { sink, point } = this;
    const otherwise = this.inner?.isSip === true ? Ended.AsSip : Reason.NotSip;
    sink.onCorrection(Reason.TlsWithoutKey, Reason.TlsHandshake, handshakeFrames, point);
    for (const [now, count] of this.late.take(frames - handshakeFrames, otherwise)) {
      sink.onCorrection(Reason.TlsWithoutKey, now, count, point);
    }
    if (this.openSides === 0) this.finishInner();
  }

  private finishInner(): void {
    this.inner?.finish(0);
    this.inner?.finish(1);
  }

  private makeTls(side: Side): Layer {
    const tls = this.tls ?? new TlsConnection(this.tlsContext, this);
    this.tls = tls;
    const inner = this.inner ?? new Conversation(this.sink, this.budget, undefined);
    this.inner = inner;
    return {
      isIdle: false,
      push: d => {
        this.plainOutcome = Ended.Nowhere;
        this.segment = d.segment;
        this.frameNumber = d.frameNumber;
        const reason = tls.push(side, d);
        this.frameNumber = -1;
        if (this.plainOutcome !== Ended.Nowhere) return this.plainOutcome;
        if (reason !== undefined) return reason;
        // A part of a record that will be readable.
        return inner.isSip ? Ended.AsSip : Ended.Waiting;
      },
      gap: missing => tls.gap(side, missing),
      finish: () => {},
    };
  }

  private sideOf(stream: TcpStream): Side {
    return stream === this.streams[0] ? 0 : 1;
  }

  /** Frames that wait count as 'not SIP' until what they are part of turns out to be SIP. */
  private countWaiting(side: Side, outcome: number, d: Datagram): void {
    if (outcome === Ended.Waiting) {
      if (this.lastWaiting[side] !== d.frameNumber) this.waiting[side]++;
      this.lastWaiting[side] = d.frameNumber;
      return;
    }
    // The frame at hand is not counted yet.
    const frames = this.waiting[side] - Number(this.lastWaiting[side] === d.frameNumber);
    if (outcome === Ended.AsSip && frames > 0) this.sink.onCorrection(Reason.NotSip, Ended.AsSip, frames, d.point);
    this.waiting[side] = 0;
    this.lastWaiting[side] = 0;
  }
}
