// TCP (RFC 9293 §3.1): reads the header of a segment, finds its connection, and gives its payload to the reassembly.
// Takes a packet in hand, says what became of it, and tells sent again from captured twice.
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
import { EARLY_BYTES, isWithinWindow, TcpConnections } from './tcp-connections.ts';
import { TcpReassembly } from './tcp-reassembly.ts';
import type { TcpStream } from './tcp-stream.ts';

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

export class Tcp {
  /** Segments without a new byte: sent again, and captured twice. */
  retransmissions = 0;
  duplicateSegments = 0;

  readonly #sink: PacketSink;
  readonly #recent = new RecentSegments();
  readonly #reassembly: TcpReassembly;
  readonly #connections: TcpConnections;

  constructor(sink: PacketSink, limits: PacketLimits, shed: PacketShed) {
    this.#sink = sink;
    this.#reassembly = new TcpReassembly(sink, limits, shed);
    this.#connections = new TcpConnections(this.#reassembly, limits, shed);
  }

  /** Directions that are remembered. */
  get streams(): number {
    return this.#connections.size;
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

    let stream = this.#connections.find(p, sourcePort, destinationPort);
    const reverse = stream?.reverse ?? this.#connections.findReverse(p, sourcePort, destinationPort);
    if ((flags & RST) !== 0) {
      this.#connections.onReset(stream, reverse, sequence, (flags & ACK) !== 0 ? acknowledgement : undefined);
      return Reason.TcpWithoutPayload;
    }
    if ((flags & ACK) !== 0 && reverse !== undefined) this.#onAcknowledgement(reverse, acknowledgement, p.timeMicros);
    const isSyn = (flags & SYN) !== 0;
    if (isSyn) {
      const answered = (flags & ACK) !== 0 ? acknowledgement : undefined;
      stream = this.#connections.onSyn(p, stream, reverse, sourcePort, destinationPort, sequence, answered);
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
    this.#connections.expire(timeMicros);
  }

  /** End of the capture: every stream gives what it has and ends. */
  finish(): void {
    this.#connections.finish();
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
    let stream = known ?? this.#connections.join(p, sourcePort, destinationPort, sequence);
    const length = p.captured + p.missing;
    let start = stream.positionOf(sequence);
    if (!isWithinWindow(stream, sequence) || (stream.isEnded && start + length > stream.nextPosition)) {
      this.#connections.forget(stream);
      stream = this.#connections.join(p, sourcePort, destinationPort, sequence);
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
    // The bytes are old, but a FIN behind them may be new.
    if (isLast && !stream.isEnded) this.#reassembly.settle(stream, p.timeMicros);
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
    const early = this.#connections.makeEarly(stream);
    early.nextSequence = (stream.nextSequence + (start - stream.nextPosition)) | 0;
    stream.startPosition = start;
    this.#reassembly.deliver(early, p, 0, end - start, p.at);
    this.#sink.onStreamEnd(early);
    early.isEnded = true;
    if (!stream.isEnded) this.#reassembly.add(stream, p, start);
    return Outcome.Handed;
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
}

/** The first FIN counts; one that closes before bytes already delivered is not believed. */
function noteFin(stream: TcpStream, position: number): void {
  if (stream.finPosition === undefined && position >= stream.nextPosition) stream.finPosition = position;
}
