// The TCP connections of a capture: which stream a segment belongs to, when one begins, ends, or is forgotten.
// A stream begins with a SYN or, where the capture joined later, with its first payload. It ends with a FIN that was reached, a
// believable RST, a new SYN on the same ports, long silence, or because there are too many: then the longest silent goes.

import type { PacketLimits, PacketShed } from './limits.ts';
import type { Packet } from './packet.ts';
import type { TcpReassembly } from './tcp-reassembly.ts';
import { TcpStream } from './tcp-stream.ts';
import { TcpTable } from './tcp-table.ts';

/** A sequence number further away than this belongs to another connection on the same ports, whose SYN was not captured. */
const WINDOW_BYTES = 16 * 1024 * 1024;
/** How far before the first segment seen earlier ones are believed to belong to the same stream. */
export const EARLY_BYTES = 65_536;

export class TcpConnections {
  readonly #limits: PacketLimits;
  readonly #shed: PacketShed;
  readonly #reassembly: TcpReassembly;
  readonly #table = new TcpTable();

  constructor(reassembly: TcpReassembly, limits: PacketLimits, shed: PacketShed) {
    this.#reassembly = reassembly;
    this.#limits = limits;
    this.#shed = shed;
  }

  /** Directions that are remembered. */
  get size(): number {
    return this.#table.size;
  }

  /** The stream that runs as `p` does; it has shown life. */
  find(p: Packet, sourcePort: number, destinationPort: number): TcpStream | undefined {
    const stream = this.#table.find(p, sourcePort, destinationPort);
    if (stream !== undefined) this.#table.touch(stream, p.timeMicros);
    return stream;
  }

  /** The stream that runs against `p`. */
  findReverse(p: Packet, sourcePort: number, destinationPort: number): TcpStream | undefined {
    return this.#table.findReverse(p, sourcePort, destinationPort);
  }

  /** A stream that is joined in the middle, at `sequence`. */
  join(p: Packet, sourcePort: number, destinationPort: number, sequence: number): TcpStream {
    const stream = this.#open(p, sourcePort, destinationPort);
    stream.nextSequence = sequence;
    return stream;
  }

  /** A stream of its own for bytes that come too late to stand at the beginning of `stream`. The table does not know it. */
  makeEarly(stream: TcpStream): TcpStream {
    const { hash, addresses, addressLength, sourcePort, destinationPort } = stream;
    const early = new TcpStream(this.#table.takeId(), hash, addresses, addressLength, sourcePort, destinationPort);
    early.reverse = stream.reverse;
    return early;
  }

  /** A SYN. `answered` is its acknowledgement number when it has one. Gives the stream that it opens, or opened before. */
  onSyn(
    p: Packet,
    known: TcpStream | undefined,
    reverse: TcpStream | undefined,
    sourcePort: number,
    destinationPort: number,
    sequence: number,
    answered: number | undefined,
  ): TcpStream {
    if (known !== undefined && !known.isEnded) {
      if (known.initialSequence === sequence) return known;
      if (isOwnLateSyn(known, sequence)) {
        known.initialSequence = sequence;
        known.joinedMidStream = known.startPosition !== known.positionOf((sequence + 1) | 0);
        return known;
      }
    }
    if (known !== undefined) this.forget(known);
    // A host that talks to itself from and to one port is its own other direction.
    if (reverse !== undefined && reverse !== known && !opensSameConnection(reverse, answered)) this.forget(reverse);
    const stream = this.#open(p, sourcePort, destinationPort);
    stream.initialSequence = sequence;
    stream.joinedMidStream = false;
    stream.nextSequence = (sequence + 1) | 0;
    return stream;
  }

  /** A reset counts when its sequence number or its acknowledgement is near to where the connection is. */
  onReset(
    stream: TcpStream | undefined,
    reverse: TcpStream | undefined,
    sequence: number,
    acknowledgement: number | undefined,
  ): void {
    const isNear = stream !== undefined && isWithinWindow(stream, sequence);
    const answersNear =
      reverse !== undefined && acknowledgement !== undefined && isWithinWindow(reverse, acknowledgement);
    if (!isNear && !answersNear) return;
    if (stream !== undefined) this.#reassembly.end(stream);
    if (reverse !== undefined) this.#reassembly.end(reverse);
  }

  /** Ends a stream and forgets it. */
  forget(stream: TcpStream): void {
    this.#reassembly.end(stream);
    this.#table.remove(stream);
  }

  /** Forgets the streams that were silent for too long. */
  expire(timeMicros: number): void {
    for (let oldest = this.#table.oldest; oldest !== undefined; oldest = this.#table.oldest) {
      if (timeMicros - oldest.lastSeenMicros <= this.#limits.tcpIdleMicros) return;
      if (!oldest.isEnded) this.#shed['tcp idle streams']++;
      this.forget(oldest);
    }
  }

  /** End of the capture: every stream gives what it has and ends. */
  finish(): void {
    for (let oldest = this.#table.oldest; oldest !== undefined; oldest = this.#table.oldest) this.forget(oldest);
  }

  #open(p: Packet, sourcePort: number, destinationPort: number): TcpStream {
    const oldest = this.#table.oldest;
    if (oldest !== undefined && this.#table.size >= this.#limits.tcpStreams) {
      if (!oldest.isEnded) this.#shed['tcp streams']++;
      this.forget(oldest);
    }
    const reverse = this.#table.findReverse(p, sourcePort, destinationPort);
    const stream = this.#table.add(p, sourcePort, destinationPort);
    if (reverse !== undefined && !reverse.isEnded && reverse !== stream) {
      stream.reverse = reverse;
      reverse.reverse = stream;
    }
    return stream;
  }
}

/** The sequence number can belong to this stream. */
export function isWithinWindow(stream: TcpStream, sequence: number): boolean {
  return Math.abs(stream.positionOf(sequence) - stream.nextPosition) <= WINDOW_BYTES;
}

/** The SYN of a stream whose data was captured before it. */
function isOwnLateSyn(stream: TcpStream, sequence: number): boolean {
  if (stream.initialSequence !== undefined) return false;
  const distance = stream.startPosition - stream.positionOf((sequence + 1) | 0);
  return distance >= 0 && distance <= EARLY_BYTES;
}

/** The other direction belongs to the connection that a SYN opens: it asked for it, or has only just said SYN itself. */
function opensSameConnection(reverse: TcpStream, answered: number | undefined): boolean {
  if (reverse.isEnded || reverse.initialSequence === undefined) return false;
  if (answered !== undefined) return answered === ((reverse.initialSequence + 1) | 0) || reverse.nextPosition === 0;
  return reverse.nextPosition === 0;
}
