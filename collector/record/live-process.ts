// The process that captures with `cap`: one for each interface. Writes a pcap stream to its standard output, as tcpdump does, and
// lines about itself to standard error: `drops PACKETS DROPS`, `lost FRAMES`, `problem {…}`. Ends when its standard input does.
// Two threads: this one is called by libpcap and only appends to the ring, the other writes the ring to the recorder.

import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import { setPriority } from 'node:os';
import { Worker, workerData } from 'node:worker_threads';
import { startDropCounter } from './drop-counter.ts';
import { LIVE_SNAP_BYTES, openLive } from './live.ts';
import { makeRingMemory, PacketRing, type RingMemory, RingReader } from './packet-ring.ts';
import { pcapHeader } from './pcap-stream.ts';
import { dropPrivileges } from './privileges.ts';
import { toProblem } from './record-error.ts';
import { measureWallOffset } from './wall-clock.ts';

const STDOUT = 1;
const STDERR = 2;

/** Frames of so much time go out in one write: few calls, and the delay is still nothing to a person. */
const BATCH_MILLIS = 2;
/** From here on there is no waiting for more. */
const BATCH_BYTES = 64 * 1024;
const MAX_WRITE_BYTES = 256 * 1024;
/** nice(1): before everything else that is not as urgent. */
const PRIORITY = -10;

const WARM_UP_FRAMES = 20_000;
const WARM_UP_FRAME_BYTES = 600;
const WARM_UP_BYTES = 64 * 1024;

/** How long packets are still taken when the end was asked for. */
const LINGER_MILLIS = 30;
/** How often the clock is caught again, and losses are told. */
const HOUSEKEEPING_MILLIS = 1000;

export interface LiveOrder {
  readonly interface: string;
  readonly filter: string;
  readonly bufferBytes: number;
}

/** Main thread. `entry` is the file that calls `runRingWriter` when it runs as a worker. */
export function runLiveProcess(order: LiveOrder, entry: URL): void {
  raisePriority();
  const memory = makeRingMemory();
  new Float64Array(memory.clock)[0] = measureWallOffset();
  warmUp();
  const writer = new Worker(entry, { workerData: { ringMemory: memory } });
  // Opened when nothing is left to be prepared: from then on packets come.
  writer.once('online', () => {
    try {
      capture(order, memory, writer);
    } catch (error) {
      writeSync(STDERR, `problem ${JSON.stringify(toProblem(error))}\n`);
      process.exit(1);
    }
  });
}

function capture(order: LiveOrder, memory: RingMemory, writer: Worker): void {
  const ring = new PacketRing(memory);
  beUrgent();
  const device = openLive({ ...order, ring, memory });
  dropPrivileges();
  const counter = device.socket === undefined ? undefined : startDropCounter(device.socket);
  writer.on('exit', () => process.exit(0));
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    // What came before the end is still in the kernel, or on its way to us.
    setTimeout(() => {
      counter?.stdin?.end();
      device.close();
      ring.end();
    }, LINGER_MILLIS);
  };
  process.on('SIGTERM', end);
  // Ctrl-C on a terminal goes to all; the recorder says when it is over.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
  // The recorder holds the other end and writes nothing: this ends when it dies.
  process.stdin.on('error', end).once('close', end).once('end', end).resume();
  // Tells the recorder that everything runs. Packets come from the next turn on, so nothing comes before it.
  writeSync(STDOUT, pcapHeader(device.linkType, LIVE_SNAP_BYTES));
}

/** Compiled code takes 120,000 packets a second, interpreted code does not; a burst right at the start would be lost (measured). */
function warmUp(): void {
  const memory = makeRingMemory(WARM_UP_BYTES);
  const ring = new PacketRing(memory);
  const reader = new RingReader(memory);
  const frame = Buffer.alloc(WARM_UP_FRAME_BYTES);
  for (let turn = 0; turn < WARM_UP_FRAMES; turn++) {
    ring.append(frame, frame.length, performance.now());
    if (reader.next()) reader.release(reader.end);
  }
}

/** Capturing must not wait for analysing. Only root may ask for it; without, it is as good as it is. */
export function raisePriority(pid = 0): void {
  try {
    setPriority(pid, PRIORITY);
  } catch {
    // Not root.
  }
}

/**
 * The thread that empties the kernel's buffer comes before all others, for it needs little and is needed now: that buffer is 17 ms of
 * 120,000 packets a second (README). Measured beside two busy processes: 4 % of the packets dropped without, none with it. Threads
 * and processes begun later are not urgent (SCHED_RESET_ON_FORK). Only root may, and where there is no chrt it stays as it is.
 */
function beUrgent(): void {
  spawnSync('chrt', ['--reset-on-fork', '--rr', '--pid', '1', String(process.pid)], { stdio: 'ignore' });
}

/** The memory that the main thread handed to this worker; undefined in any other thread. */
export function ringOfWorker(): RingMemory | undefined {
  const data: unknown = workerData;
  if (typeof data !== 'object' || data === null || !('ringMemory' in data)) return undefined;
  // Set by `runLiveProcess` of this very file.
  return data.ringMemory as RingMemory;
}

/** Worker: writes the ring to standard output until it has ended and is empty. */
export function runRingWriter(memory: RingMemory): void {
  const reader = new RingReader(memory);
  const clock = new Float64Array(memory.clock);
  let toldLost = 0;
  let next = Date.now() + HOUSEKEEPING_MILLIS;
  for (;;) {
    if (reader.next()) {
      writeAll(reader);
      if (reader.pending < BATCH_BYTES && !reader.hasEnded) reader.rest(BATCH_MILLIS);
    } else if (reader.hasEnded) {
      break;
    } else {
      reader.wait(HOUSEKEEPING_MILLIS);
      if (!reader.hasEnded) reader.rest(BATCH_MILLIS);
    }
    if (Date.now() < next) continue;
    next = Date.now() + HOUSEKEEPING_MILLIS;
    clock[0] = measureWallOffset();
    toldLost = tellLost(reader.lost, toldLost);
  }
  tellLost(reader.lost, toldLost);
}

function tellLost(lost: number, told: number): number {
  if (lost !== told) writeSync(STDERR, `lost ${lost}\n`);
  return lost;
}

function writeAll(reader: RingReader): void {
  let at = reader.start;
  while (at < reader.end) {
    try {
      at += writeSync(STDOUT, reader.bytes, at, Math.min(MAX_WRITE_BYTES, reader.end - at));
      reader.release(at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) {
        // The recorder is gone; the other thread may be too busy to be told.
        process.kill(process.pid, 'SIGKILL');
        return;
      }
      reader.rest(1);
    }
  }
}
