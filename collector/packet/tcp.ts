// TCP (RFC 9293 §3.1): reads the header, keeps the connections, and gives payload to the reassembly.
// Streams begin with a SYN or, where the capture joined later, with the first payload; they end with FIN, RST, a new SYN on
// the same ports, or eviction.
//
//   │ ports 2+2 │ sequence 4 │ acknowledgement 4 │ offset,flags 2 │ window 2 │ checksum 2 │ urgent 2 │ options │

import { be16, be32 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import type { PacketLimits, PacketShed } from './limits.ts';
import type { Result } from './outcome.ts';
import { Outcome } from './outcome.ts';
import type { Packet } from './packet.ts';
import { RecentSegments } from './recent-segments.ts';
import type { PacketSink } from './sink.ts';
import { TcpReassembly } from './tcp-reassembly.ts';
import { TcpStream } from './tcp-stream.ts';
import { TcpTable } from './tcp-table.ts';

const HEADER_BYTES = 20;
const DESTINATION_PORT = 2;
const SEQUENCE = 4;
const ACKNOWLEDGEMENT = 8;
const DATA_OFFSET = 12;
const FLAGS = 13;
const CHECKSUM = 16;
const FIN = 0x01;
const SYN = 0x02;
const RST = 0x04;
const ACK = 0x10;

/** A sequence number further away than this belongs to another connection on the same ports, whose SYN was not captured. */
const WINDOW_BYTES = 16 * 1024 * 1024;
/** How far before the first segment seen earlier ones are believed to belong to the same stream. */
const EARLY_BYTES = 65_536;

export class Tcp {
  /** Segments without a new byte: sent again, and captured twice. */
  retransmissions = 0;
  duplicateSegments = 0;

  readonly #sink: PacketSink;
  readonly #limits: PacketLimits;
  readonly #shed: PacketShed;
  readonly #table = new TcpTable();
  readonly #recent = new RecentSegments();
  readonly #reassembly: TcpReassembly;

  constructor(sink: PacketSink, limits: PacketLimits, shed: PacketShed) {
    this.#sink = sink;
    this.#limits = limits;
    this.#shed = shed;
    this.#reassembly = new TcpReassembly(sink, limits, shed);
  }

  /** Directions that are remembered. */
  get streams(): number {
    return this.#table.size;
  }
  /** Bytes that wait behind holes, bookkeeping included. */
  get waitingBytes(): number {
    return this.#reassembly.waitingBytes;
  }

  /** The segment at `p`. Returns an Outcome or a Reason. */
  see(p: Packet): Result {
    const bytes = p.bytes;
    const at = p.at;
    if (p.captured < HEADER_BYTES) return p.short();
    const headerBytes = (bytes[at + DATA_OFFSET] >> 4) << 2;
    if (headerBytes < HEADER_BYTES) return Reason.MalformedPacket;
    if (p.captured < headerBytes) return p.short();
    const sourcePort = be16(bytes, at);
    const destinationPort = be16(bytes, at + DESTINATION_PORT);
    const sequence = be32(bytes, at + SEQUENCE) | 0;
    const acknowledgement = be32(bytes, at + ACKNOWLEDGEMENT) | 0;
    const flags = bytes[at + FLAGS];
    const checksum = be16(bytes, at + CHECKSUM);
    p.at = at + headerBytes;

    let stream = this.#table.find(p, sourcePort, destinationPort);
    const reverse = stream?.reverse ?? this.#table.findReverse(p, sourcePort, destinationPort);
    if (stream !== undefined) this.#table.touch(stream, p.timeMicros);
    if ((flags & RST) !== 0) {
      this.#onReset(stream, reverse, sequence, (flags & ACK) !== 0 ? acknowledgement : undefined);
      return Reason.TcpWithoutPayload;
    }
    if ((flags & ACK) !== 0 && reverse !== undefined) this.#onAcknowledgement(reverse, acknowledgement, p.timeMicros);
    const isSyn = (flags & SYN) !== 0;
    if (isSyn) {
      const answered = (flags & ACK) !== 0 ? acknowledgement : undefined;
      stream = this.#onSyn(p, stream, reverse, sourcePort, destinationPort, sequence, answered);
    }
    // RFC 9293 §3.4: the SYN takes a sequence number of its own, before the data.
    const dataSequence = isSyn ? (sequence + 1) | 0 : sequence;
    if (p.captured + p.missing === 0) {
      if ((flags & FIN) !== 0 && stream !== undefined) this.#onFin(stream, dataSequence, p.timeMicros);
      return Reason.TcpWithoutPayload;
    }
    return this.#onData(p, stream, sourcePort, destinationPort, dataSequence, (flags & FIN) !== 0, checksum);
  }

  /** Gives up holes and streams that are over their time. */
  expire(timeMicros: number): void {
    this.#reassembly.expire(timeMicros);
    for (let oldest = this.#table.oldest; oldest !== undefined; oldest = this.#table.oldest) {
      if (timeMicros - oldest.lastSeenMicros <= this.#limits.tcpIdleMicros) return;
      if (!oldest.isEnded) this.#shed['tcp idle streams']++;
      this.#forget(oldest);
    }
  }

  /** End of the capture: every stream gives what it has and ends. */
  finish(): void {
    for (let oldest = this.#table.oldest; oldest !== undefined; oldest = this.#table.oldest) this.#forget(oldest);
  }

  #onData(
    p: Packet,
    known: TcpStream | undefined,
    sourcePort: number,
    destinationPort: number,
    sequence: number,
    isLast: boolean,
    checksum: number,
  ): Result {
    let stream = known ?? this.#join(p, sourcePort, destinationPort, sequence);
    const length = p.captured + p.missing;
    let start = stream.positionOf(sequence);
    const isOther = Math.abs(start - stream.nextPosition) > WINDOW_BYTES;
    if (isOther || (stream.isEnded && start + length > stream.nextPosition)) {
      this.#forget(stream);
      stream = this.#join(p, sourcePort, destinationPort, sequence);
      start = 0;
    }
    const isCopy = this.#recent.note(stream.id, sequence, p.identification, checksum, p.timeMicros);
    if (isLast) noteFin(stream, start + length);

    const isEarly = stream.joinedMidStream && start < stream.startPosition && p.captured > 0;
    if (isEarly && stream.startPosition - start <= EARLY_BYTES) return this.#onEarly(p, stream, start);
    if (!isLast && length === 1 && start === stream.nextPosition - 1 && !isCopy) {
      // A keep-alive probe sends the last byte again (RFC 9293 §3.8.4).
      return Reason.KeepAlive;
    }
    if (start >= stream.gapStart && start + length <= stream.gapEnd) return Reason.TcpGap;
    const outcome = this.#reassembly.add(stream, p, start);
    if (outcome !== Reason.TcpRetransmission) return outcome;
    if (isCopy) {
      this.duplicateSegments++;
      return Reason.DuplicateFrame;
    }
    this.retransmissions++;
    return outcome;
  }

  /**
   * A stream that was joined in the middle now shows bytes from before its first: they cannot be put in front any more, so
   * they are given as a short stream of their own. What it has behind them goes the usual way.
   */
  #onEarly(p: Packet, stream: TcpStream, start: number): Result {
    const end = Math.min(start + p.captured, stream.startPosition);
    const early = new TcpStream(
      this.#table.takeId(),
      stream.hash,
      stream.addresses,
      stream.addressLength,
      stream.sourcePort,
      stream.destinationPort,
    );
    early.reverse = stream.reverse;
    early.nextSequence = (stream.nextSequence + (start - stream.nextPosition)) | 0;
    stream.startPosition = start;
    this.#reassembly.deliver(early, p, 0, end - start, p.at);
    this.#sink.onStreamEnd(early);
    early.isEnded = true;
    if (!stream.isEnded) this.#reassembly.add(stream, p, start);
    return Outcome.Handed;
  }

  #onSyn(
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
    if (known !== undefined) this.#forget(known);
    if (reverse !== undefined && !opensSameConnection(reverse, answered)) this.#forget(reverse);
    const stream = this.#open(p, sourcePort, destinationPort);
    stream.initialSequence = sequence;
    stream.joinedMidStream = false;
    stream.nextSequence = (sequence + 1) | 0;
    return stream;
  }

  /** A reset counts when its sequence number or its acknowledgement is near to where the connection is. */
  #onReset(
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

  /** What the other side acknowledged it has: holes before it are the capture's. */
  #onAcknowledgement(stream: TcpStream, acknowledgement: number, timeMicros: number): void {
    if (stream.isEnded || !isWithinWindow(stream, acknowledgement)) return;
    const position = stream.positionOf(acknowledgement);
    if (position <= stream.acknowledgedPosition) return;
    stream.acknowledgedPosition = position;
    if (stream.holeEnd !== undefined) this.#reassembly.settle(stream, timeMicros);
  }

  #onFin(stream: TcpStream, sequence: number, timeMicros: number): void {
    if (stream.isEnded || !isWithinWindow(stream, sequence)) return;
    noteFin(stream, stream.positionOf(sequence));
    this.#reassembly.settle(stream, timeMicros);
  }

  #join(p: Packet, sourcePort: number, destinationPort: number, sequence: number): TcpStream {
    const stream = this.#open(p, sourcePort, destinationPort);
    stream.nextSequence = sequence;
    return stream;
  }

  #open(p: Packet, sourcePort: number, destinationPort: number): TcpStream {
    const oldest = this.#table.oldest;
    if (oldest !== undefined && this.#table.size >= this.#limits.tcpStreams) {
      if (!oldest.isEnded) this.#shed['tcp streams']++;
      this.#forget(oldest);
    }
    const reverse = this.#table.findReverse(p, sourcePort, destinationPort);
    const stream = this.#table.add(p, sourcePort, destinationPort);
    if (reverse !== undefined && !reverse.isEnded && reverse !== stream) {
      stream.reverse = reverse;
      reverse.reverse = stream;
    }
    return stream;
  }

  #forget(stream: TcpStream): void {
    this.#reassembly.end(stream);
    this.#table.remove(stream);
  }
}

/** The first FIN counts; one that closes before bytes already delivered is not believed. */
function noteFin(stream: TcpStream, position: number): void {
  if (stream.finPosition === undefined && position >= stream.nextPosition) stream.finPosition = position;
}

function isWithinWindow(stream: TcpStream, sequence: number): boolean {
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
