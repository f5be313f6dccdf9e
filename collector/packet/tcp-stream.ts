// One direction of a TCP connection, as the capture shows it: who, where in the sequence space, what waits.
// Plain state: tcp.ts moves it, tcp-table.ts finds it, the sink reads the public half and may hang its own state on `consumer`.
//
// Sequence numbers wrap at 2³²; positions do not. A position counts bytes from the first one delivered:
//
//   position 0            nextPosition          held: 1st piece        finPosition
//   │ delivered, each once │      hole           │████████│            │
//   start                  nextSequence

import { HeldBytes } from './held-bytes.ts';

export class TcpStream {
  /** Running number of this direction in the capture, from 1. */
  readonly id: number;
  /** The other direction, when it was seen. */
  reverse: TcpStream | undefined = undefined;
  /** Source address, then destination address; each `addressLength` bytes. Owned, never changes. */
  readonly addresses: Uint8Array;
  readonly addressLength: 4 | 16;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** No SYN was seen: bytes before the first one delivered may exist. */
  joinedMidStream = true;
  /** Free for whoever consumes the stream. */
  consumer: unknown = undefined;

  // From here on: the reassembler's.

  /** Bucket and bucket chain of the table; neighbours in order of last activity. */
  readonly hash: number;
  nextInBucket: TcpStream | undefined = undefined;
  older: TcpStream | undefined = undefined;
  newer: TcpStream | undefined = undefined;
  lastSeenMicros = 0;

  /** Sequence number of the SYN, when it was seen. */
  initialSequence: number | undefined = undefined;
  /** The next byte to deliver, in both countings. */
  nextSequence = 0;
  nextPosition = 0;
  /** Position of the first byte known; goes below 0 when a stream joined in the middle shows earlier bytes. */
  startPosition = 0;
  /** Where FIN closes the stream. */
  finPosition: number | undefined = undefined;
  /** Everything before this position was acknowledged by the other side. */
  acknowledgedPosition = 0;
  /** The last hole that was given up: bytes of it that come late come too late. */
  gapStart = 0;
  gapEnd = 0;
  readonly held = new HeldBytes();
  /** Since when the present hole is waited for; undefined when there is none. */
  waitingSinceMicros: number | undefined = undefined;
  /** Where that hole begins. */
  waitingPosition = 0;
  /** The sink heard of it, so it must hear of its end. */
  isAnnounced = false;
  isEnded = false;

  constructor(
    id: number,
    hash: number,
    addresses: Uint8Array,
    addressLength: 4 | 16,
    sourcePort: number,
    destinationPort: number,
  ) {
    this.id = id;
    this.hash = hash;
    this.addresses = addresses;
    this.addressLength = addressLength;
    this.sourcePort = sourcePort;
    this.destinationPort = destinationPort;
  }

  /** The position of a sequence number: the one nearest to what comes next. */
  positionOf(sequence: number): number {
    return this.nextPosition + ((sequence - this.nextSequence) | 0);
  }

  /** Everything before `position` is done with: delivered or given up. */
  advanceTo(position: number): void {
    this.nextSequence = (this.nextSequence + (position - this.nextPosition)) | 0;
    this.nextPosition = position;
  }

  /** Where the present hole ends: at the first byte held, or at the FIN. Undefined when there is no hole to see. */
  get holeEnd(): number | undefined {
    if (!this.held.isEmpty) return this.held.firstStart;
    const fin = this.finPosition;
    return fin !== undefined && fin > this.nextPosition ? fin : undefined;
  }
}
