// Puts the bytes of one TCP direction in order (RFC 9293 §3.10.7.4) and lends them to the sink, each once.
// Takes segments at positions of their stream, owns copies of those behind a hole. What came first wins. A hole is given up
// when the other side acknowledged beyond it, after 5 s of capture time, or when too much waits behind it.

import { Reason } from '../model/health.ts';
import { Datagram, Transport } from '../model/packet.ts';
import { stir } from './address-hash.ts';
import type { HeldPiece, PieceOrigin } from './held-bytes.ts';
import type { PacketLimits, PacketShed } from './limits.ts';
import type { Result } from './outcome.ts';
import { Outcome } from './outcome.ts';
import type { Packet } from './packet.ts';
import type { PacketSink } from './sink.ts';
import type { TcpStream } from './tcp-stream.ts';

export class TcpReassembly {
  readonly #sink: PacketSink;
  readonly #limits: PacketLimits;
  readonly #shed: PacketShed;
  readonly #lent = new Datagram();
  /** Streams with a hole, in the order in which the holes opened. */
  readonly #waiting = new Set<TcpStream>();
  #waitingBytes = 0;

  constructor(sink: PacketSink, limits: PacketLimits, shed: PacketShed) {
    this.#sink = sink;
    this.#limits = limits;
    this.#shed = shed;
    this.#lent.transport = Transport.Tcp;
  }

  /** Bytes that wait behind holes, bookkeeping included. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /**
   * Takes the payload `p.at..p.end`, which begins at `start`. Handed when the sink got some of it, Held when it waits,
   * TcpRetransmission when nothing of it is new, Truncated when what is new was not captured.
   */
  add(stream: TcpStream, p: Packet, start: number): Result {
    const end = start + p.captured;
    const endOnWire = end + p.missing;
    if (endOnWire <= stream.nextPosition) return Reason.TcpRetransmission;
    if (start > stream.nextPosition) return this.#hold(stream, p, start, end);

    const isNew = end > stream.nextPosition;
    if (isNew) this.#deliverThrough(stream, p, start, end);
    // Nobody will ever show the bytes that the snap length cut; other segments may have brought some of them.
    while (endOnWire > stream.nextPosition) this.#skipTo(stream, Math.min(endOnWire, stream.held.firstStart));
    this.settle(stream, p.timeMicros);
    return isNew ? Outcome.Handed : Reason.Truncated;
  }

  /** Lends bytes `start..end` of `p` as they are, whatever the stream waits for. */
  deliver(stream: TcpStream, p: Packet, start: number, end: number, from: number): void {
    const d = this.#lent;
    p.lend(d);
    d.start = from;
    d.end = from + (end - start);
    d.offset = p.offsetOf(from);
    this.#hand(stream, start, p);
  }

  /** Gives up what needs no more waiting, ends a stream that reached its FIN, and notes since when the rest waits. */
  settle(stream: TcpStream, timeMicros: number): void {
    const hadHoleAt = stream.waitingSinceMicros === undefined ? Number.NaN : stream.waitingPosition;
    for (;;) {
      if (stream.finPosition !== undefined && stream.nextPosition >= stream.finPosition) {
        this.end(stream);
        return;
      }
      const holeEnd = stream.holeEnd;
      if (holeEnd === undefined) break;
      if (stream.acknowledgedPosition < holeEnd) {
        if (stream.held.cost <= this.#limits.tcpStreamWaitingBytes) break;
        this.#shed['tcp bytes'] += holeEnd - stream.nextPosition;
      }
      this.#skipTo(stream, holeEnd);
    }
    if (stream.holeEnd === undefined) {
      this.#stopWaiting(stream);
    } else if (hadHoleAt !== stream.nextPosition) {
      this.#stopWaiting(stream);
      stream.waitingSinceMicros = timeMicros;
      stream.waitingPosition = stream.nextPosition;
      this.#waiting.add(stream);
    }
  }

  /** Gives up the holes that were waited for too long. */
  expire(timeMicros: number): void {
    for (const stream of this.#waiting) {
      const waited = Math.abs(timeMicros - (stream.waitingSinceMicros ?? timeMicros));
      if (waited <= this.#limits.tcpHoleMicros) break;
      this.#skipTo(stream, stream.holeEnd ?? stream.nextPosition);
      this.settle(stream, timeMicros);
    }
  }

  /** Delivers what is there, after gaps, and tells the sink that it was all. */
  end(stream: TcpStream): void {
    if (stream.isEnded) return;
    for (let hole = stream.holeEnd; hole !== undefined; hole = stream.holeEnd) this.#skipTo(stream, hole);
    this.#stopWaiting(stream);
    stream.isEnded = true;
    if (stream.isAnnounced) this.#sink.onStreamEnd(stream);
  }

  #hold(stream: TcpStream, p: Packet, start: number, end: number): Result {
    if (end === start) return Reason.Truncated;
    const costBefore = stream.held.cost;
    const covered = stream.held.add(start, end, p.bytes, p.at, p.end, p);
    this.#waitingBytes += stream.held.cost - costBefore;
    if (covered === 0) return Reason.TcpRetransmission;
    this.settle(stream, p.timeMicros);
    this.#shedUntilWithinLimit(p.timeMicros);
    return stream.nextPosition > start ? Outcome.Handed : Outcome.Held;
  }

  /** `p` reaches over the next position: its bytes where nothing was held yet, held bytes where they came first. */
  #deliverThrough(stream: TcpStream, p: Packet, start: number, end: number): void {
    for (;;) {
      const at = stream.nextPosition;
      const openEnd = Math.min(end, stream.held.firstStart);
      if (at < openEnd) {
        stream.advanceTo(openEnd);
        this.deliver(stream, p, at, openEnd, p.at + (at - start));
      }
      this.#deliverHeld(stream, p);
      if (stream.nextPosition >= end) return;
    }
  }

  /** The held pieces that follow without a hole. `filler` is the frame that closed the hole; without one each has its own. */
  #deliverHeld(stream: TcpStream, filler: PieceOrigin | undefined): void {
    const costBefore = stream.held.cost;
    const pieces = stream.held.takeFrom(stream.nextPosition);
    this.#waitingBytes -= costBefore - stream.held.cost;
    for (const piece of pieces) {
      stream.advanceTo(piece.end);
      this.#lendPiece(stream, piece, filler ?? piece);
    }
  }

  #lendPiece(stream: TcpStream, piece: HeldPiece, origin: PieceOrigin): void {
    const d = this.#lent;
    d.bytes = piece.bytes;
    d.start = 0;
    d.end = piece.bytes.length;
    d.offset = -1;
    this.#hand(stream, piece.start, origin);
  }

  #hand(stream: TcpStream, position: number, origin: PieceOrigin): void {
    const d = this.#lent;
    d.missing = 0;
    d.addresses = stream.addresses;
    d.addressLength = stream.addressLength;
    d.sourceAddress = 0;
    d.destinationAddress = stream.addressLength;
    d.sourcePort = stream.sourcePort;
    d.destinationPort = stream.destinationPort;
    d.timeMicros = origin.timeMicros;
    d.nanos = origin.nanos;
    d.segment = origin.segment;
    d.frameNumber = origin.frameNumber;
    d.frameOffset = -1;
    d.point = origin.point;
    const sequence = (stream.nextSequence + (position - stream.nextPosition)) | 0;
    d.fingerprint = stir(stir(sequence, d.end - d.start), (d.sourcePort << 16) | d.destinationPort) >>> 0;
    stream.isAnnounced = true;
    this.#sink.onStream(stream, d);
  }

  /** Gives up the bytes before `position` and delivers what follows it. */
  #skipTo(stream: TcpStream, position: number): void {
    const missing = position - stream.nextPosition;
    if (missing <= 0) return;
    stream.gapStart = stream.nextPosition;
    stream.gapEnd = position;
    stream.advanceTo(position);
    stream.isAnnounced = true;
    this.#sink.onStreamGap(stream, missing);
    this.#deliverHeld(stream, undefined);
  }

  #stopWaiting(stream: TcpStream): void {
    stream.waitingSinceMicros = undefined;
    this.#waiting.delete(stream);
  }

  /** Too much waits in all streams together: the oldest holes are given up. */
  #shedUntilWithinLimit(timeMicros: number): void {
    for (const stream of this.#waiting) {
      if (this.#waitingBytes <= this.#limits.tcpWaitingBytes) return;
      const holeEnd = stream.holeEnd ?? stream.nextPosition;
      this.#shed['tcp bytes'] += holeEnd - stream.nextPosition;
      this.#skipTo(stream, holeEnd);
      this.settle(stream, timeMicros);
    }
  }
}
