// A ring of pcap records in shared memory, between the thread that libpcap calls and the one that writes to the recorder.
// `cap` drains the kernel inside one turn of the event loop, and under load that turn does not end: nothing that needs the loop (a write
// that completes, a timer) would ever run. So the capturing thread only appends here, and the other one needs no loop at all.
//
//   0        tail ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓ head          capacity          records are never split: one that does not fit
//   ▓▓▓▓▓▓ head          tail ▓▓▓▓▓▓▓▓▓▓▓▓▓ wrap                 at the end goes to the start, and `wrap` says where the end is
//
//   record (pcap):  0 seconds | 4 nanoseconds | 8 captured | 12 original | 16 packet
//
// `append` is hot: no allocation, one bounds check. Bench: `npm run bench`, live capture.

/** What the recorder may be behind before frames are lost here; the kernel's buffer comes on top. */
const RING_BYTES = 64 * 1024 * 1024;
/** An empty ring starts over from here on, so that a quiet one stays small. Until the first write after that, this is its size. */
const REWIND_FROM = 16 * 1024 * 1024;
/** How long a full ring is waited for. */
const MAX_WAIT_MILLIS = 2;
const RECORD_HEAD_BYTES = 16;

const HEAD = 0;
const TAIL = 1;
const WRAP = 2;
const WAITING = 3;
const LOST = 4;
const ENDED = 5;
const WORDS = 6;

const MICROS_PER_SECOND = 1_000_000;
const NANOS_PER_MICRO = 1000;

/** Both threads see this memory. */
export interface RingMemory {
  readonly control: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
  /** One Float64: what to add to the monotonic clock to get the time of day, in µs. Kept by the writing thread. */
  readonly clock: SharedArrayBuffer;
}

export function makeRingMemory(bytes: number = RING_BYTES): RingMemory {
  return {
    control: new SharedArrayBuffer(WORDS * Int32Array.BYTES_PER_ELEMENT),
    data: new SharedArrayBuffer(bytes),
    clock: new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT),
  };
}

/** The capturing side. */
export class PacketRing {
  private readonly control: Int32Array;
  private readonly data: Buffer;
  private readonly capacity: number;
  private head = 0;

  constructor(memory: RingMemory) {
    this.control = new Int32Array(memory.control);
    this.data = Buffer.from(memory.data);
    this.capacity = this.data.length;
  }

  /** Copies `frame[0, length)` with its time in µs since 1970. What finds no room is lost and counted. */
  append(frame: Buffer, length: number, time: number): void {
    const need = RECORD_HEAD_BYTES + length;
    let at = this.placeFor(need);
    if (at < 0) {
      at = this.waitForPlace(need);
      if (at < 0) return;
    }
    const data = this.data;
    const seconds = Math.floor(time / MICROS_PER_SECOND);
    data.writeUInt32LE(seconds, at);
    data.writeUInt32LE(Math.floor((time - seconds * MICROS_PER_SECOND) * NANOS_PER_MICRO), at + 4);
    data.writeUInt32LE(length, at + 8);
    data.writeUInt32LE(length, at + 12);
    frame.copy(data, at + RECORD_HEAD_BYTES, 0, length);
    this.head = at + need;
    Atomics.store(this.control, HEAD, this.head);
    if (Atomics.load(this.control, WAITING) === 1) this.wake();
  }

  /** Nothing more will come. */
  end(): void {
    Atomics.store(this.control, ENDED, 1);
    this.wake();
  }

  /** Where so many bytes fit in one piece; -1 when nowhere. The head never meets the tail from behind: that means empty. */
  private placeFor(need: number): number {
    const head = this.head;
    const tail = Atomics.load(this.control, TAIL);
    if (tail > head) return head + need < tail ? head : -1;
    if (tail === head && head >= REWIND_FROM && need < tail) return this.startOver(head);
    if (head + need <= this.capacity) return head;
    return need < tail ? this.startOver(head) : -1;
  }

  /** The kernel has room too: giving the other thread a moment may save the packet, or else the kernel counts what it drops. */
  private waitForPlace(need: number): number {
    Atomics.wait(this.control, TAIL, Atomics.load(this.control, TAIL), MAX_WAIT_MILLIS);
    const at = this.placeFor(need);
    if (at < 0) Atomics.add(this.control, LOST, 1);
    return at;
  }

  private startOver(end: number): number {
    Atomics.store(this.control, WRAP, end);
    return 0;
  }

  private wake(): void {
    Atomics.store(this.control, WAITING, 0);
    Atomics.notify(this.control, WAITING);
  }
}

/** The writing side. */
export class RingReader {
  private readonly control: Int32Array;
  private readonly data: Buffer;
  /** Lent by `next`: the records are `bytes[start, end)`. */
  start = 0;
  end = 0;

  constructor(memory: RingMemory) {
    this.control = new Int32Array(memory.control);
    this.data = Buffer.from(memory.data);
  }

  get bytes(): Buffer {
    return this.data;
  }

  get lost(): number {
    return Atomics.load(this.control, LOST) >>> 0;
  }

  get hasEnded(): boolean {
    return Atomics.load(this.control, ENDED) === 1;
  }

  /** Bytes that wait: an estimate, for the other thread goes on. */
  get pending(): number {
    const head = Atomics.load(this.control, HEAD);
    const tail = Atomics.load(this.control, TAIL);
    return head >= tail ? head - tail : Atomics.load(this.control, WRAP) - tail + head;
  }

  /** Sets `start` and `end` to what can be written in one piece. False when there is nothing. */
  next(): boolean {
    const head = Atomics.load(this.control, HEAD);
    let tail = Atomics.load(this.control, TAIL);
    if (head === tail) return false;
    if (tail > head && tail === Atomics.load(this.control, WRAP)) tail = 0;
    this.start = tail;
    this.end = head > tail ? head : Atomics.load(this.control, WRAP);
    return this.end > this.start;
  }

  /** Everything before `at` was written. */
  release(at: number): void {
    Atomics.store(this.control, TAIL, at);
    Atomics.notify(this.control, TAIL);
  }

  /** Sleeps until something was appended, or the time is over. */
  wait(milliseconds: number): void {
    Atomics.store(this.control, WAITING, 1);
    // Appended just now, before the flag could be seen.
    if (Atomics.load(this.control, HEAD) !== Atomics.load(this.control, TAIL) || this.hasEnded) {
      Atomics.store(this.control, WAITING, 0);
      return;
    }
    Atomics.wait(this.control, WAITING, 1, milliseconds);
    Atomics.store(this.control, WAITING, 0);
  }

  /** Sleeps, whatever comes: what comes meanwhile is written in one go. */
  rest(milliseconds: number): void {
    Atomics.wait(this.control, ENDED, 0, milliseconds);
  }
}
