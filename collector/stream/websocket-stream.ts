// One direction of a WebSocket on its way to messages (RFC 6455 §5, RFC 7118): frames of any kind, at any split.
// Takes in-order pieces (lent), gives whole messages: unmasked, put together, inflated. An unmasked, unfragmented, uncompressed message
// inside one piece is given where it lies; everything else is gathered first.
//
//   frame FIN=0 text │ ping │ frame FIN=0 continuation │ frame FIN=1 continuation       one message, with a control frame between
//
// After a hole that ends inside a frame of known length, the next frame is where it would have been. After any other, and after bytes
// that are no frame, the stream is lost until a piece begins with a frame that can be believed.

import { Reason } from '../model/health.ts';
import type { Datagram, Transport } from '../model/packet.ts';
import type { TcpStream } from '../packet/tcp-stream.ts';
import { Gather } from './gather.ts';
import type { Layer, StreamSink } from './layer.ts';
import type { StreamBudget } from './limits.ts';
import { copyFrame, originOf } from './origin.ts';
import { combine, Ended } from './outcome.ts';
import {
  Belief,
  believeSipFrame,
  believeWholeFrame,
  FrameHeader,
  MAX_HEADER_BYTES,
  Opcode,
  readFrameHeader,
  unmask,
} from './websocket-frame.ts';
import { MessageInflater } from './websocket-inflate.ts';
import type { WebSocketSession, WebSocketSide } from './websocket-session.ts';

/** What is done with the payload of the frame at hand. */
type Use = 'gather' | 'skip';

export class WebSocketStream implements Layer {
  /** Lost streams find back by themselves. */
  readonly isIdle = false;
  private readonly session: WebSocketSession;
  private readonly side: WebSocketSide;
  private readonly sink: StreamSink;
  private readonly budget: StreamBudget;
  private readonly message: Datagram;
  private readonly frame = new FrameHeader();
  private readonly head = Buffer.alloc(MAX_HEADER_BYTES);
  private readonly gathered: Gather;
  private readonly inflater: MessageInflater;
  private headUsed = 0;
  /** Payload of the frame at hand that is still to come; -1 between frames. */
  private rest = -1;
  private use: Use = 'skip';
  private readonly mask = Buffer.alloc(4);
  private maskPhase = 0;
  /** A message was begun whose last frame has not come. */
  private isOpen = false;
  private isCompressed = false;
  /** That message is not gathered any more: too large, or a hole is in it. */
  private isDropped = false;
  /** Why the frames of a dropped message are none. */
  private dropReason: number = Reason.NotSip;
  /** Set while it is not known where the next frame begins. */
  private lostBy: number | undefined = undefined;
  /** Of the frames so far; undefined before the first. */
  private isMasked: boolean | undefined = undefined;
  /** A hole was met and no message has come since: the next one follows a loss. */
  private followsHole = false;
  /** Messages may be missing that later ones refer to. */
  private hadHole: boolean;

  constructor(
    stream: TcpStream,
    transport: Transport,
    session: WebSocketSession,
    side: WebSocketSide,
    sink: StreamSink,
    budget: StreamBudget,
  ) {
    this.message = originOf(stream, transport);
    this.session = session;
    this.side = side;
    this.sink = sink;
    this.budget = budget;
    this.gathered = new Gather(budget, budget.limits.webSocketMessageBytes);
    this.inflater = new MessageInflater(budget);
    this.hadHole = side === 'unknown';
  }

  push(d: Datagram): number {
    copyFrame(this.message, d);
    if (this.lostBy !== undefined && !this.findBack(d)) return this.lostBy;
    if (this.isBeyondBelief && believeSipFrame(d.bytes, d.start, d.end) === Belief.Yes) this.forget();
    let outcome: number = Ended.Nowhere;
    for (let at = d.start; at < d.end && this.lostBy === undefined; ) {
      const wasBetween = this.rest < 0;
      at = wasBetween ? this.readHead(d.bytes, at, d.end) : this.readPayload(d.bytes, at, d.end);
      if (wasBetween && this.rest > 0 && this.isLyingHere(at, d.end)) {
        outcome = combine(outcome, this.giveInPlace(d, at));
        at += this.rest;
        this.rest = -1;
      } else if (this.rest === 0) {
        outcome = combine(outcome, this.endFrame());
      }
    }
    if (this.lostBy !== undefined) return combine(outcome, this.lostBy);
    return combine(outcome, this.waiting());
  }

  gap(missing: number): void {
    this.hadHole = true;
    if (this.lostBy !== undefined) return;
    if (this.rest < missing) {
      this.lose(Reason.TcpGap);
      return;
    }
    // The hole ends in the payload of this frame, or with it.
    this.rest -= missing;
    if (this.use === 'gather') this.cutMessage(Reason.TcpGap);
    if (this.rest === 0) this.endFrame();
    this.followsHole = true;
  }

  finish(): void {
    this.cutMessage(Reason.TcpGap);
    this.gathered.release();
    this.inflater.release();
  }

  /** What the bytes mean that are no whole message yet. */
  private waiting(): number {
    if (this.rest < 0 && this.headUsed === 0 && !this.isOpen) return Ended.Nowhere;
    if (this.isOpen && this.isDropped) return this.dropReason;
    if (this.rest >= 0 && this.frame.isControl) return Reason.WebSocketControl;
    return this.session.isSip ? Ended.AsSip : Ended.Waiting;
  }

  /** Gives how far it came. */
  private readHead(bytes: Buffer, at: number, end: number): number {
    if (this.headUsed === 0) {
      const headerBytes = readFrameHeader(bytes, at, end, this.frame);
      if (headerBytes > 0) {
        this.beginFrame(bytes);
        return at + headerBytes;
      }
      if (headerBytes < 0) {
        this.lose(Reason.NotSip);
        return end;
      }
    }
    this.head[this.headUsed++] = bytes[at];
    const headerBytes = readFrameHeader(this.head, 0, this.headUsed, this.frame);
    if (headerBytes < 0) {
      this.lose(Reason.NotSip);
    } else if (headerBytes > 0) {
      this.headUsed = 0;
      this.beginFrame(this.head);
    }
    return at + 1;
  }

  /** The header was read out of `bytes`. */
  private beginFrame(bytes: Buffer): void {
    const { frame } = this;
    this.isMasked = frame.isMasked;
    if (frame.isMasked) bytes.copy(this.mask, 0, frame.maskAt, frame.maskAt + 4);
    this.rest = frame.length;
    this.maskPhase = 0;
    if (frame.isControl) {
      this.use = 'skip';
      return;
    }
    if (frame.opcode !== Opcode.Continuation) {
      // RFC 6455 §5.4: messages are not interleaved, so the one before never ends.
      this.cutMessage(Reason.NotSip);
      this.isOpen = true;
      this.isDropped = false;
      this.isCompressed = frame.isCompressed;
    } else if (!this.isOpen) {
      // Its beginning was not captured.
      this.isOpen = true;
      this.drop(this.hadHole ? Reason.TcpGap : Reason.NotSip);
    }
    if (!this.isDropped && this.gathered.used + frame.length > this.budget.limits.webSocketMessageBytes) {
      this.dropTooLarge();
    }
    this.use = this.isDropped ? 'skip' : 'gather';
  }

  /** The whole message lies in the piece at `at`, as it is: nothing needs to be copied. */
  private isLyingHere(at: number, end: number): boolean {
    const { frame } = this;
    const isAlone = frame.isFinal && frame.opcode !== Opcode.Continuation && this.use === 'gather';
    return isAlone && !frame.isMasked && !frame.isCompressed && frame.length <= end - at;
  }

  private giveInPlace(d: Datagram, at: number): number {
    const offset = d.offset < 0 ? -1 : d.offset + (at - d.start);
    this.isOpen = false;
    return this.give(d.bytes, at, at + this.rest, offset);
  }

  private readPayload(bytes: Buffer, at: number, end: number): number {
    const stop = Math.min(end, at + this.rest);
    if (this.use === 'gather') {
      const from = this.gathered.used;
      if (!this.gathered.append(bytes, at, stop)) {
        this.dropTooLarge();
        this.use = 'skip';
      } else if (this.frame.isMasked) {
        unmask(this.gathered.bytes, from, this.gathered.used, this.mask, 0, this.maskPhase);
      }
    }
    this.rest -= stop - at;
    this.maskPhase += stop - at;
    return stop;
  }

  /** The payload is whole. Gives what became of the frame. */
  private endFrame(): number {
    this.rest = -1;
    if (this.frame.isControl) return Reason.WebSocketControl;
    if (!this.frame.isFinal) return Ended.Nowhere;
    this.isOpen = false;
    if (this.isDropped) return this.dropReason;
    const { gathered } = this;
    const outcome = this.isCompressed ? this.giveInflated() : this.give(gathered.bytes, 0, gathered.used, -1);
    gathered.clear();
    return outcome;
  }

  private giveInflated(): number {
    const { gathered, inflater } = this;
    const inflated = inflater.inflate(gathered.bytes, 0, gathered.used, this.session.forgets(this.side));
    if (inflated === 'bomb') {
      this.budget.shed['WebSocket messages over size limit']++;
      return Reason.OverSizeLimit;
    }
    if (inflated === 'damaged') {
      this.budget.shed['WebSocket messages not inflated']++;
      return this.hadHole ? Reason.TcpGap : Reason.MalformedPacket;
    }
    return this.give(inflated, 0, inflated.length, -1);
  }

  private give(bytes: Buffer, start: number, end: number, offset: number, isWhole = true): number {
    const d = this.message;
    d.bytes = bytes;
    d.start = start;
    d.end = end;
    d.offset = offset;
    const outcome = this.sink.onPayload(d, isWhole && !this.followsHole);
    if (outcome === Ended.AsSip) {
      this.session.isSip = true;
      this.followsHole = false;
    }
    return outcome;
  }

  /** The message at hand does not come to its end: what there is of it goes out. */
  private cutMessage(reason: number): void {
    if (!this.isOpen) return;
    if (!this.isDropped) {
      if (this.isCompressed) this.budget.shed['WebSocket messages not inflated']++;
      else if (this.gathered.used > 0) this.give(this.gathered.bytes, 0, this.gathered.used, -1, false);
    }
    this.drop(reason);
  }

  private dropTooLarge(): void {
    this.budget.shed['WebSocket messages over size limit']++;
    this.drop(Reason.OverSizeLimit);
  }

  private drop(reason: number): void {
    if (this.isCompressed && !this.isDropped) this.inflater.loseWindow();
    this.gathered.clear();
    this.isDropped = true;
    this.dropReason = reason;
    this.use = 'skip';
  }

  /** Where the next frame begins is no longer known. */
  private lose(reason: number): void {
    this.cutMessage(reason);
    this.forget();
    this.lostBy = reason;
  }

  /** The frame and the message at hand are given up. */
  private forget(): void {
    this.inflater.loseWindow();
    this.isOpen = false;
    this.headUsed = 0;
    this.rest = -1;
    this.followsHole = true;
  }

  /** The frame at hand says that it is larger than anything believable: it may lie. */
  private get isBeyondBelief(): boolean {
    return this.isOpen && this.rest > 0 && this.isDropped && this.dropReason === Reason.OverSizeLimit;
  }

  /** Whether this piece begins with a frame that can be believed. */
  private findBack(d: Datagram): boolean {
    const isFound =
      believeSipFrame(d.bytes, d.start, d.end) === Belief.Yes ||
      believeWholeFrame(d.bytes, d.start, d.end, this.isMasked);
    if (isFound) this.lostBy = undefined;
    return isFound;
  }
}
