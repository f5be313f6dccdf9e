// The only door to `cap`, libpcap in process. Loaded in the main thread of a capture process of its own and nowhere else: `cap` works
// in one thread of a process, and aborts the whole process when its interface goes down (README).

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Micros } from '../model/time.ts';
import type { PacketRing, RingMemory } from './packet-ring.ts';
import { RecordError } from './record-error.ts';
import { monotonicOrigin } from './wall-clock.ts';

/** `cap` copies each packet into the buffer it was given, up to its snap length. */
export const LIVE_SNAP_BYTES = 65_535;
const MICROS_PER_MILLI = 1000;

/** What `cap` gives, as far as it is used. There are no type declarations of it. */
interface CapDevice {
  open(device: string, filter: string, bufferBytes: number, frame: Buffer): string;
  close(): boolean;
}
type CapConstructor = new () => CapDevice;

/** LINKTYPE_ by the words of `cap`; it says `Unknown linktype 276` for what it does not know. */
const LINK_TYPES: Readonly<Record<string, number>> = {
  NULL: 0,
  ETHERNET: 1,
  RAW: 101,
  LINKTYPE_LINUX_SLL: 113,
  IEEE802_11_RADIO: 127,
};

export interface LiveOptions {
  readonly interface: string;
  readonly filter: string;
  readonly bufferBytes: number;
  readonly ring: PacketRing;
  readonly memory: RingMemory;
}

export interface LiveDevice {
  readonly linkType: number;
  /** Descriptor of the packet socket, for its counters; undefined when it is not to be found. */
  readonly socket: number | undefined;
  close(): void;
}

/** Opens the interface; from the next turn of the event loop on its packets go into the ring. Throws what libpcap says. */
export function openLive(options: LiveOptions): LiveDevice {
  const LiveTap = makeTap(loadCap(), options);
  const tap = new LiveTap();
  const before = packetSockets();
  const words = tap.open(options.interface, options.filter, options.bufferBytes, tap.frame);
  const socket = packetSockets().find(one => !before.includes(one));
  return { linkType: linkTypeOf(words), socket, close: () => void tap.close() };
}

/** Undefined when `cap` is there: found, not loaded. */
export function capProblem(): RecordError | undefined {
  try {
    const door = createRequire(import.meta.url);
    door.resolve('cap');
    // Without a compiler or libpcap's headers npm leaves the package out, or unbuilt.
    door.resolve('cap/build/Release/cap.node');
    return undefined;
  } catch {
    return noCap();
  }
}

function loadCap(): CapConstructor {
  let loaded: unknown;
  try {
    loaded = createRequire(import.meta.url)('cap');
  } catch {
    throw noCap();
  }
  if (typeof loaded === 'object' && loaded !== null && 'Cap' in loaded && isConstructor(loaded.Cap)) return loaded.Cap;
  throw noCap();
}

function isConstructor(value: unknown): value is CapConstructor {
  return typeof value === 'function';
}

function noCap(): RecordError {
  return new RecordError(
    'SIPA_NO_CAP',
    'Engine cap needs the package "cap", which is not installed, or was not built for this Node.',
    'Build it: sudo apt-get install libpcap-dev build-essential python3 && npm install cap   Or use --engine tcpdump.',
  );
}

/**
 * `cap` takes `emit` of its object once and calls it for each packet, with `packet`, the length and whether it was cut. An `emit` of
 * our own in its place saves the way through EventEmitter. `frame` is a field, and read in `emit`: `cap` holds a bare pointer into it.
 */
function makeTap(Cap: CapConstructor, { ring, memory }: LiveOptions): new () => CapDevice & { readonly frame: Buffer } {
  const origin: Micros = monotonicOrigin();
  const wallOffset = new Float64Array(memory.clock);
  return class LiveTap extends Cap {
    readonly frame = Buffer.alloc(LIVE_SNAP_BYTES);
    private readonly rest = new Rest();

    emit(_event: string, length: number): void {
      this.rest.onPacket();
      ring.append(this.frame, length, performance.now() * MICROS_PER_MILLI + origin + wallOffset[0]);
    }
  };
}

/** Packets a millisecond from which on resting pays. Below, each packet is taken at once and its time is true. */
const BUSY_FROM = 8;
/** So long packets wait in the kernel, and so much later is their time. At 120,000 a second these are 60 of 1023 places. */
const REST_MILLIS = 0.5;
/** After a longer silence the rate is a new one. */
const MEMORY_MILLIS = 5;

/**
 * Under load the loop is woken for each packet or two, and waking costs more than taking them: measured at 120,000 packets a second,
 * 2.5 µs of CPU a packet. With half a millisecond of sleep after each turn it is 0.85 µs.
 */
class Rest {
  private readonly never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  private readonly afterTurn = (): void => this.take();
  private isPlanned = false;
  private packets = 0;
  private takenAt = 0;

  onPacket(): void {
    this.packets++;
    if (this.isPlanned) return;
    this.isPlanned = true;
    setImmediate(this.afterTurn);
  }

  private take(): void {
    const now = performance.now();
    const since = now - this.takenAt;
    const isBusy = since < MEMORY_MILLIS && this.packets > since * BUSY_FROM;
    this.isPlanned = false;
    this.packets = 0;
    this.takenAt = now;
    // Sleeps the thread, not the loop: a timer would be woken by the next packet.
    if (isBusy) Atomics.wait(this.never, 0, 0, REST_MILLIS);
  }
}

function linkTypeOf(words: string): number {
  const known = LINK_TYPES[words];
  if (known !== undefined) return known;
  const number = /(\d+)$/.exec(words)?.[1];
  if (number !== undefined) return Number(number);
  throw new RecordError('SIPA_INTERNAL', `cap names a link type that is not known: ${words}`, 'Use --engine tcpdump.');
}

/** Descriptors of this process that are packet sockets: their inodes are listed in /proc/net/packet. */
function packetSockets(): number[] {
  try {
    const inodes = new Set(
      readFileSync('/proc/net/packet', 'utf8')
        .split('\n')
        .slice(1)
        .map(line => line.trim().split(/\s+/).at(-1)),
    );
    return readdirSync('/proc/self/fd')
      .filter(name => inodes.has(/^socket:\[(\d+)\]$/.exec(linkOf(`/proc/self/fd/${name}`))?.[1]))
      .map(Number);
  } catch {
    // Not Linux: there are no counters then.
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // The descriptor that listed the folder is gone already.
    return '';
  }
}
