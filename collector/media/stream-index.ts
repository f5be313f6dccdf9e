// HOT. Finds the stream of a packet: by its two addresses, its two ports and its SSRC. One look-up a packet.
//
//   slots: Int32Array  [ -1 | 4 | -1 | 0 | … ]        slot = hash(key) & mask, then the next free one; at most half are taken
//   keys:  Int32Array  [ from  to  ports  SSRC | … ]  four words a stream. IPv4: the two addresses and both ports;
//                                                     IPv6: ids of the two endpoints, and 0 for ports
//
// Bench: npm run bench -- --rtp

/** Marks a stream that takes no more packets: no address of IPv4 with this sender has ports 0, no id is below 0. */
const GONE = -1;
/** Few: a table that has grown before V8 compiles what asks it is compiled once. */
const FIRST_STREAMS = 64;

export class StreamIndex {
  private slots = new Int32Array(FIRST_STREAMS * 2).fill(-1);
  private keys = new Int32Array(FIRST_STREAMS * 4);
  private count = 0;

  /** -1 when there is none. */
  find(from: number, to: number, ports: number, ssrc: number): number {
    const { slots, keys } = this;
    const mask = slots.length - 1;
    for (let slot = hashKey(from, to, ports, ssrc) & mask; ; slot = (slot + 1) & mask) {
      const stream = slots[slot];
      if (stream < 0) return -1;
      const at = stream * 4;
      if (keys[at + 3] === ssrc && keys[at] === from && keys[at + 1] === to && keys[at + 2] === ports) return stream;
    }
  }

  /** Streams are added in order: the first is 0. */
  add(from: number, to: number, ports: number, ssrc: number): void {
    if (this.count * 4 === this.keys.length) this.growKeys();
    const at = this.count * 4;
    this.keys[at] = from;
    this.keys[at + 1] = to;
    this.keys[at + 2] = ports;
    this.keys[at + 3] = ssrc;
    this.insert(this.slots, this.count++);
    if (this.count * 2 > this.slots.length) this.growSlots();
  }

  /** Packets with the key of `stream` are those of another stream from now on. */
  remove(stream: number): void {
    this.keys[stream * 4] = GONE;
    this.keys[stream * 4 + 2] = 0;
  }

  private insert(slots: Int32Array, stream: number): void {
    const { keys } = this;
    const at = stream * 4;
    const mask = slots.length - 1;
    let slot = hashKey(keys[at], keys[at + 1], keys[at + 2], keys[at + 3]) & mask;
    while (slots[slot] >= 0) slot = (slot + 1) & mask;
    slots[slot] = stream;
  }

  private growKeys(): void {
    const keys = new Int32Array(this.keys.length * 2);
    keys.set(this.keys);
    this.keys = keys;
  }

  private growSlots(): void {
    const slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let stream = 0; stream < this.count; stream++) {
      const isGone = this.keys[stream * 4] === GONE && this.keys[stream * 4 + 2] === 0;
      if (!isGone) this.insert(slots, stream);
    }
    this.slots = slots;
  }
}

function hashKey(from: number, to: number, ports: number, ssrc: number): number {
  let hash = Math.imul(from ^ Math.imul(ssrc, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ to, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13) ^ ports, 0x27d4eb2f);
  return hash ^ (hash >>> 16);
}
