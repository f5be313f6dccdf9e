// Finds the TcpStream of a packet. A hash table over (source, destination, ports) as numbers: no string or object a packet.
// The streams are also chained by last activity, so that the longest silent one is at hand when there are too many.
//
//   buckets │ ● │   │ ● │ …      oldest ⇄ … ⇄ newest
//             └▶ stream ─▶ stream (nextInBucket)

import { makeHashSeed, stir, stirAddress } from './address-hash.ts';
import type { Packet } from './packet.ts';
import { TcpStream } from './tcp-stream.ts';

const FIRST_BUCKETS = 1024;

export class TcpTable {
  readonly #seed = makeHashSeed();
  #buckets: (TcpStream | undefined)[] = new Array<TcpStream | undefined>(FIRST_BUCKETS).fill(undefined);
  #size = 0;
  #lastId = 0;
  #oldest: TcpStream | undefined = undefined;
  #newest: TcpStream | undefined = undefined;

  get size(): number {
    return this.#size;
  }
  /** The stream that was silent for longest. */
  get oldest(): TcpStream | undefined {
    return this.#oldest;
  }

  /** The stream that runs as `p` does. */
  find(p: Packet, sourcePort: number, destinationPort: number): TcpStream | undefined {
    return this.#lookUp(p, p.sourceAddress, p.destinationAddress, sourcePort, destinationPort);
  }

  /** The stream that runs against `p`. */
  findReverse(p: Packet, sourcePort: number, destinationPort: number): TcpStream | undefined {
    return this.#lookUp(p, p.destinationAddress, p.sourceAddress, destinationPort, sourcePort);
  }

  /** Makes the stream that runs as `p` does. There must be none. */
  add(p: Packet, sourcePort: number, destinationPort: number): TcpStream {
    if (this.#size >= this.#buckets.length) this.#grow();
    const length = p.addressLength;
    const addresses = new Uint8Array(2 * length);
    for (let i = 0; i < length; i++) {
      addresses[i] = p.addresses[p.sourceAddress + i];
      addresses[length + i] = p.addresses[p.destinationAddress + i];
    }
    const hash = this.#hash(p.addresses, p.sourceAddress, p.destinationAddress, length, sourcePort, destinationPort);
    const stream = new TcpStream(++this.#lastId, hash, addresses, length, sourcePort, destinationPort);
    this.#enter(stream);
    this.#append(stream);
    stream.lastSeenMicros = p.timeMicros;
    this.#size++;
    return stream;
  }

  /** A number for a stream that is not kept in the table. */
  takeId(): number {
    return ++this.#lastId;
  }

  /** Notes activity. */
  touch(stream: TcpStream, timeMicros: number): void {
    stream.lastSeenMicros = timeMicros;
    if (stream === this.#newest) return;
    this.#takeOut(stream);
    this.#append(stream);
  }

  remove(stream: TcpStream): void {
    this.#takeOut(stream);
    const bucket = this.#bucketOf(stream.hash);
    if (this.#buckets[bucket] === stream) this.#buckets[bucket] = stream.nextInBucket;
    for (let at = this.#buckets[bucket]; at !== undefined; at = at.nextInBucket) {
      if (at.nextInBucket === stream) at.nextInBucket = stream.nextInBucket;
    }
    stream.nextInBucket = undefined;
    if (stream.reverse?.reverse === stream) stream.reverse.reverse = undefined;
    this.#size--;
  }

  #lookUp(p: Packet, from: number, to: number, fromPort: number, toPort: number): TcpStream | undefined {
    const hash = this.#hash(p.addresses, from, to, p.addressLength, fromPort, toPort);
    let stream = this.#buckets[this.#bucketOf(hash)];
    while (stream !== undefined) {
      if (stream.hash === hash && isOf(stream, p, from, to, fromPort, toPort)) return stream;
      stream = stream.nextInBucket;
    }
    return undefined;
  }

  #hash(bytes: Uint8Array, from: number, to: number, length: number, fromPort: number, toPort: number): number {
    const hash = stirAddress(stirAddress(this.#seed, bytes, from, length), bytes, to, length);
    return stir(hash, (fromPort << 16) | toPort);
  }

  #bucketOf(hash: number): number {
    return hash & (this.#buckets.length - 1);
  }

  #enter(stream: TcpStream): void {
    const bucket = this.#bucketOf(stream.hash);
    stream.nextInBucket = this.#buckets[bucket];
    this.#buckets[bucket] = stream;
  }

  #grow(): void {
    this.#buckets = new Array<TcpStream | undefined>(this.#buckets.length * 4).fill(undefined);
    for (let stream = this.#oldest; stream !== undefined; stream = stream.newer) this.#enter(stream);
  }

  #append(stream: TcpStream): void {
    stream.older = this.#newest;
    stream.newer = undefined;
    if (this.#newest === undefined) this.#oldest = stream;
    else this.#newest.newer = stream;
    this.#newest = stream;
  }

  #takeOut(stream: TcpStream): void {
    if (stream.older === undefined) this.#oldest = stream.newer;
    else stream.older.newer = stream.newer;
    if (stream.newer === undefined) this.#newest = stream.older;
    else stream.newer.older = stream.older;
  }
}

function isOf(stream: TcpStream, p: Packet, from: number, to: number, fromPort: number, toPort: number): boolean {
  const length = stream.addressLength;
  if (length !== p.addressLength || stream.sourcePort !== fromPort || stream.destinationPort !== toPort) return false;
  for (let i = 0; i < length; i++) {
    if (stream.addresses[i] !== p.addresses[from + i] || stream.addresses[length + i] !== p.addresses[to + i]) {
      return false;
    }
  }
  return true;
}
