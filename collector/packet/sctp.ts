// SCTP (RFC 9260): reads the chunks of a packet and hands on user messages, each of which is one SIP message (RFC 4168 §5).
// Takes a packet in hand, says what became of it. A message is handed on when its last fragment is there, whatever its stream still
// waits for: order within a stream is the receiver's business, the capture shows when it came.
//
//   │ ports 2+2 │ verification tag 4 │ checksum 4 │ chunk: type 1, flags 1, length 2, … padded to 4 │ chunk …
//   DATA    │ 0  │ I U B E │ length 2 │ TSN 4 │ stream 2, sequence 2 │ payload protocol 4 │ user data …       (§3.3.1)
//   I-DATA  │ 64 │ I U B E │ length 2 │ TSN 4 │ stream 2, 0 2 │ message 4 │ protocol or fragment 4 │ user data …   (RFC 8260 §2.1)

import { be16, be32 } from '../bytes/read.ts';
import { Reason } from '../model/health.ts';
import { Datagram, DUPLICATE_MICROS, Transport } from '../model/packet.ts';
import { stir } from './address-hash.ts';
import type { PacketLimits, PacketShed } from './limits.ts';
import type { Result } from './outcome.ts';
import { Outcome } from './outcome.ts';
import type { Packet } from './packet.ts';
import { type SctpAssociation, SctpAssociations } from './sctp-associations.ts';
import { SctpFragments } from './sctp-fragments.ts';
import type { PacketSink } from './sink.ts';

const HEADER_BYTES = 12;
const VERIFICATION_TAG = 4;
const CHUNK_HEADER_BYTES = 4;
const FLAGS = 1;
const LENGTH = 2;
const TSN = 4;
const Chunk = { Data: 0, InterleavedData: 64 } as const;
const DATA_BYTES = 16;
const INTERLEAVED_DATA_BYTES = 20;
const BEGIN = 0x02;
const END = 0x01;
/** The largest chunk type that was ever given out below 128, and those above it (RFC 9260 §3.2, IANA): for `looksRight`. */
const LARGEST_LOW_TYPE = 15;
const HIGH_TYPES: readonly number[] = [64, 128, 129, 130, 132, 192, 193, 194];

export class Sctp {
  readonly #sink: PacketSink;
  readonly #associations: SctpAssociations;
  readonly #fragments: SctpFragments;
  readonly #lent = new Datagram();

  constructor(sink: PacketSink, limits: PacketLimits, shed: PacketShed) {
    this.#sink = sink;
    this.#associations = new SctpAssociations(limits, shed);
    this.#fragments = new SctpFragments(sink, limits, shed);
  }

  get waitingBytes(): number {
    return this.#fragments.waitingBytes;
  }

  /** Could this payload be SCTP? For SCTP over UDP (RFC 6951), where only a port says so. */
  looksRight(p: Packet): boolean {
    if (p.captured < HEADER_BYTES + CHUNK_HEADER_BYTES) return false;
    const type = p.bytes[p.at + HEADER_BYTES];
    const length = be16(p.bytes, p.at + HEADER_BYTES + LENGTH);
    if (type > LARGEST_LOW_TYPE && !HIGH_TYPES.includes(type)) return false;
    return length >= CHUNK_HEADER_BYTES && length <= p.captured + p.missing - HEADER_BYTES;
  }

  /** The packet at `p`. Handed when a message of it was handed on, Held when only fragments were in it, else a Reason. */
  see(p: Packet): Result {
    const bytes = p.bytes;
    const at = p.at;
    if (p.captured < HEADER_BYTES) return p.short();
    const sourcePort = be16(bytes, at);
    const destinationPort = be16(bytes, at + 2);
    const tag = be32(bytes, at + VERIFICATION_TAG);
    const end = p.end;
    const missing = p.missing;
    let result: Result = Reason.SctpWithoutData;
    let chunk = at + HEADER_BYTES;
    this.#fragments.startFrame();
    while (end - chunk >= CHUNK_HEADER_BYTES) {
      const type = bytes[chunk];
      const length = be16(bytes, chunk + LENGTH);
      const headerBytes =
        type === Chunk.Data ? DATA_BYTES : type === Chunk.InterleavedData ? INTERLEAVED_DATA_BYTES : 0;
      if (length < CHUNK_HEADER_BYTES) return this.#settle(prefer(result, Reason.MalformedPacket), p);
      if (headerBytes > 0) {
        // §3.3.1: a DATA chunk without user data is an error.
        if (length <= headerBytes) return this.#settle(prefer(result, Reason.MalformedPacket), p);
        if (end - chunk < headerBytes) break;
        const association = this.#associations.find(tag, sourcePort, destinationPort, p.timeMicros);
        p.at = chunk + headerBytes;
        p.end = Math.min(chunk + length, end);
        p.missing = chunk + length - p.end;
        result = prefer(result, this.#takeData(p, association, be32(bytes, chunk + TSN), bytes[chunk + FLAGS]));
      }
      chunk += (length + 3) & ~3;
    }
    if (chunk < end) result = prefer(result, missing > 0 ? Reason.Truncated : Reason.MalformedPacket);
    else if (missing > 0) result = prefer(result, Reason.Truncated);
    return this.#settle(result, p);
  }

  expire(timeMicros: number): void {
    this.#fragments.expire(timeMicros);
  }

  finish(): void {
    this.#fragments.finish();
  }

  #settle(result: Result, p: Packet): Result {
    this.#fragments.endFrame(result === Outcome.Held, p);
    return result;
  }

  #takeData(p: Packet, association: SctpAssociation, tsn: number, flags: number): Result {
    if (!association.noteTsn(tsn)) {
      const isCopy = p.timeMicros - association.lastNewMicros <= DUPLICATE_MICROS;
      return isCopy ? Reason.DuplicateFrame : Reason.SctpRetransmission;
    }
    association.lastNewMicros = p.timeMicros;
    const d = this.#lent;
    p.lend(d);
    d.transport = Transport.Sctp;
    d.sourcePort = association.sourcePort;
    d.destinationPort = association.destinationPort;
    d.fingerprint = stir(association.tag | 0, tsn | 0) >>> 0;
    if ((flags & (BEGIN | END)) !== (BEGIN | END)) {
      // Only when the whole message is there: `d` then is that message.
      if (!this.#fragments.add(association, tsn, (flags & BEGIN) !== 0, (flags & END) !== 0, p, d)) return Outcome.Held;
    }
    this.#sink.onDatagram(d);
    return Outcome.Handed;
  }
}

/** One packet, one result: something handed on says most, then something that waits, then the last reason. */
function prefer(before: Result, now: Result): Result {
  if (before === Outcome.Handed || now === Outcome.Handed) return Outcome.Handed;
  if (before === Outcome.Held || now === Outcome.Held) return Outcome.Held;
  return now;
}
