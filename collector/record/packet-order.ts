// Puts the packets of several interfaces into the order of their times. Each comes through a process of its own, some milliseconds or,
// with tcpdump, a second late; where a tap gives each direction an interface, answers would lie before their requests.
// A packet waits until every other interface has shown a later one, or so long that none can come. Bounded: what is beyond goes at once.
//
//   eth0  ▓▓▓ ▓  ▓▓ │
//   eth1   ▓ ▓▓▓▓▓  │  ▓ ▓        everything left of the line can go

import type { OnPacket } from './interface-input.ts';

const CHUNK_BYTES = 512 * 1024;
const HEAD_BYTES = 16;
/** Of one interface. A second of 120,000 packets of 600 bytes is 72 MB: at such rates order gives way to memory. */
const MAX_HELD_BYTES = 32 * 1024 * 1024;
const MICROS_PER_SECOND = 1_000_000;
const NEVER = Number.POSITIVE_INFINITY;

export class PacketOrder {
  private readonly queues: PacketQueue[];

  /** One receiver for each interface. */
  constructor(receivers: readonly OnPacket[]) {
    this.queues = receivers.map(receiver => new PacketQueue(receiver));
  }

  /** Copies `bytes[start, end)`. */
  add(input: number, seconds: number, nanos: number, bytes: Buffer, start: number, end: number, length: number): void {
    const queue = this.queues[input];
    if (queue.heldBytes > MAX_HELD_BYTES) this.releaseUntil(queue.headTime);
    queue.push(seconds, nanos, bytes, start, end, length);
  }

  /** Hands on what is in order now: nothing that is earlier than `settled` (µs since 1970) can come any more. */
  release(settled: number): void {
    // An interface that holds nothing could still give something later than `settled`.
    let until = NEVER;
    for (const queue of this.queues)
      until = Math.min(until, queue.isEmpty ? settled : Math.max(settled, queue.lastTime));
    this.releaseUntil(until);
  }

  releaseAll(): void {
    this.releaseUntil(NEVER);
  }

  private releaseUntil(until: number): void {
    for (;;) {
      let first: PacketQueue | undefined;
      for (const queue of this.queues) {
        if (!queue.isEmpty && (first === undefined || queue.headTime < first.headTime)) first = queue;
      }
      if (first === undefined || first.headTime > until) return;
      first.shift();
    }
  }
}

interface Chunk {
  readonly bytes: Buffer;
  length: number;
}

/** 0 seconds | 4 nanoseconds | 8 captured | 12 original | 16 packet */
class PacketQueue {
  private readonly receiver: OnPacket;
  private readonly chunks: Chunk[] = [];
  private idle: Buffer | undefined;
  private at = 0;
  heldBytes = 0;
  headTime = NEVER;
  lastTime = 0;

  constructor(receiver: OnPacket) {
    this.receiver = receiver;
  }

  get isEmpty(): boolean {
    return this.heldBytes === 0;
  }

  push(seconds: number, nanos: number, bytes: Buffer, start: number, end: number, length: number): void {
    const need = HEAD_BYTES + end - start;
    let chunk = this.chunks.at(-1);
    if (chunk === undefined || chunk.length + need > CHUNK_BYTES) {
      chunk = { bytes: this.idle ?? Buffer.allocUnsafeSlow(CHUNK_BYTES), length: 0 };
      this.idle = undefined;
      this.chunks.push(chunk);
    }
    const at = chunk.length;
    chunk.bytes.writeUInt32LE(seconds, at);
    chunk.bytes.writeUInt32LE(nanos, at + 4);
    chunk.bytes.writeUInt32LE(end - start, at + 8);
    chunk.bytes.writeUInt32LE(length, at + 12);
    bytes.copy(chunk.bytes, at + HEAD_BYTES, start, end);
    chunk.length += need;
    this.lastTime = seconds * MICROS_PER_SECOND + nanos / 1000;
    if (this.heldBytes === 0) this.headTime = this.lastTime;
    this.heldBytes += need;
  }

  shift(): void {
    const chunk = this.chunks[0];
    const at = this.at;
    const start = at + HEAD_BYTES;
    const end = start + chunk.bytes.readUInt32LE(at + 8);
    const seconds = chunk.bytes.readUInt32LE(at);
    const nanos = chunk.bytes.readUInt32LE(at + 4);
    this.receiver(seconds, nanos, chunk.bytes, start, end, chunk.bytes.readUInt32LE(at + 12));
    this.heldBytes -= end - at;
    this.at = end;
    if (this.at === chunk.length) this.dropFirst(chunk);
    this.headTime = this.heldBytes === 0 ? NEVER : this.readHeadTime();
  }

  private dropFirst(chunk: Chunk): void {
    this.at = 0;
    this.idle = chunk.bytes;
    this.chunks.shift();
  }

  private readHeadTime(): number {
    const { bytes } = this.chunks[0];
    return bytes.readUInt32LE(this.at) * MICROS_PER_SECOND + bytes.readUInt32LE(this.at + 4) / 1000;
  }
}
