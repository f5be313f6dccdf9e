// Flows that may be RTP without anybody having announced them: what they have sent so far is kept until they have proved it.
// Takes lent datagrams with their key, holds at most SLOTS flows in typed columns: a new one takes the slot of an older one.
//
// Proof is what chance, DNS, QUIC or a game does not give: PROOF packets of one SSRC with one plausible payload type, numbers that go
// up one by one (three may be missing), timestamps that go on and never far. A packet that does not fit begins anew.

import type { Datagram } from '../model/packet.ts';

/** A flow with so many packets in a row is RTP. */
export const PROOF = 5;
const SLOTS = 4096;
/** Numbers and seconds that may be missing between two packets. */
const MAX_STEP = 4;
const MAX_TIMESTAMP_STEP = 0x40_000;
/** What was sent longer ago belongs to something else. */
const FRESH_MICROS = 5_000_000;
/** Ports below belong to other protocols. */
const FIRST_PORT = 1024;

/** What is kept of a packet, so that a stream can begin with it. */
export interface EarlyPacket {
  readonly arrival: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly payloadType: number;
  readonly marker: number;
  readonly payloadBytes: number;
  readonly segment: number;
  readonly frameOffset: number;
  readonly point: number;
}

const NUMBERS = 9;

export class Suspects {
  /** Flows that had more than one packet and lost their slot to another. */
  shed = 0;
  private readonly keys = new Int32Array(SLOTS * 4);
  private readonly counts = new Uint8Array(SLOTS);
  private readonly packets = new Float64Array(SLOTS * PROOF * NUMBERS);

  /** Whether this packet proves its flow to be RTP; `take` then gives what came before it. */
  see(d: Datagram, from: number, to: number, ports: number, ssrc: number, payloadBytes: number): boolean {
    if (!isPlausible(d, ssrc)) return false;
    const slot = slotOf(from, to, ports, ssrc);
    if (!this.isKey(slot, from, to, ports, ssrc)) {
      if (this.counts[slot] > 1) this.shed++;
      this.keys.set([from, to, ports, ssrc], slot * 4);
      this.counts[slot] = 0;
    }
    if (this.counts[slot] > 0 && !this.follows(slot, d)) this.counts[slot] = 0;
    if (this.counts[slot] === PROOF - 1) {
      if (this.hasMoved(slot, d)) return true;
      this.counts[slot] = 0;
    }
    this.keep(slot, d, payloadBytes);
    return false;
  }

  /** What came of this flow just before `d`, in order, forgotten here; empty when there is nothing. */
  take(d: Datagram, from: number, to: number, ports: number, ssrc: number): EarlyPacket[] {
    const slot = slotOf(from, to, ports, ssrc);
    if (this.counts[slot] === 0 || !this.isKey(slot, from, to, ports, ssrc)) return [];
    const fits = this.follows(slot, d);
    const count = this.counts[slot];
    this.counts[slot] = 0;
    if (!fits) return [];
    return Array.from({ length: count }, (_, i) => this.packetAt(slot, i));
  }

  private isKey(slot: number, from: number, to: number, ports: number, ssrc: number): boolean {
    const { keys } = this;
    const at = slot * 4;
    return keys[at] === from && keys[at + 1] === to && keys[at + 2] === ports && keys[at + 3] === ssrc;
  }

  private follows(slot: number, d: Datagram): boolean {
    const at = (slot * PROOF + this.counts[slot] - 1) * NUMBERS;
    const { packets } = this;
    const step = (sequenceOf(d) - packets[at + 1]) & 0xffff;
    const time = (timestampOf(d) - packets[at + 2]) | 0;
    return (
      step >= 1 &&
      step <= MAX_STEP &&
      time >= 0 &&
      time <= MAX_TIMESTAMP_STEP &&
      payloadTypeOf(d) === packets[at + 3] &&
      d.timeMicros - packets[at] <= FRESH_MICROS
    );
  }

  /** Timestamps that stand still are no timestamps. */
  private hasMoved(slot: number, d: Datagram): boolean {
    return timestampOf(d) !== this.packets[slot * PROOF * NUMBERS + 2];
  }

  private keep(slot: number, d: Datagram, payloadBytes: number): void {
    const at = (slot * PROOF + this.counts[slot]++) * NUMBERS;
    const { packets } = this;
    packets[at] = d.timeMicros + d.nanos * 0.001;
    packets[at + 1] = sequenceOf(d);
    packets[at + 2] = timestampOf(d);
    packets[at + 3] = payloadTypeOf(d);
    packets[at + 4] = d.bytes[d.start + 1] >> 7;
    packets[at + 5] = payloadBytes;
    packets[at + 6] = d.segment;
    packets[at + 7] = d.frameOffset;
    packets[at + 8] = d.point;
  }

  private packetAt(slot: number, i: number): EarlyPacket {
    const at = (slot * PROOF + i) * NUMBERS;
    const [arrival, sequence, timestamp, payloadType, marker, payloadBytes, segment, frameOffset, point] =
      this.packets.subarray(at, at + NUMBERS);
    return { arrival, sequence, timestamp, payloadType, marker, payloadBytes, segment, frameOffset, point };
  }
}

/** Payload types that are in use (RFC 3551 §6): static ones, and the dynamic ones from 96. */
function isPlausible(d: Datagram, ssrc: number): boolean {
  const payloadType = payloadTypeOf(d);
  if (ssrc === 0 || (payloadType > 34 && payloadType < 96)) return false;
  return d.sourcePort >= FIRST_PORT && d.destinationPort >= FIRST_PORT;
}

function payloadTypeOf({ bytes, start }: Datagram): number {
  return bytes[start + 1] & 0x7f;
}

function sequenceOf({ bytes, start }: Datagram): number {
  return (bytes[start + 2] << 8) | bytes[start + 3];
}

function timestampOf({ bytes, start }: Datagram): number {
  return (bytes[start + 4] << 24) | (bytes[start + 5] << 16) | (bytes[start + 6] << 8) | bytes[start + 7];
}

function slotOf(from: number, to: number, ports: number, ssrc: number): number {
  let hash = Math.imul(from ^ Math.imul(to, 0x85ebca6b), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ ports ^ Math.imul(ssrc, 0x27d4eb2f), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & (SLOTS - 1);
}
