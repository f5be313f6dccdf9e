// What an engine is to a recorder: a program that captures on one interface, writes pcap to its standard output and says the rest on
// standard error. `cap` runs in a process of ours for the same reason: it can die without taking the recording with it.

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../model/live.ts';
import { readDropLine } from './drop-counter.ts';
import type { LiveOrder } from './live-process.ts';

/** What a line of standard error said. Counters are since the program started. */
export interface ProgramReport {
  readonly kernelDrops?: number;
  /** Lost between libpcap and us. */
  readonly lost?: number;
  readonly problem?: Problem;
  /** It can be asked from now on. */
  readonly isListening?: true;
}

export interface CaptureProgram {
  /** Times are those of the kernel, else ours when we saw the packet. */
  readonly isApproximate: boolean;
  /** How late a packet may come, in milliseconds. */
  readonly delayMillis: number;
  start(): ChildProcess;
  /** Asks for counters, which come as lines. */
  ask(child: ChildProcess): void;
  /** Undefined when the line says nothing of that kind. */
  readLine(line: string): ProgramReport | undefined;
  /** Asks it to end after it has written what it has. */
  end(child: ChildProcess): void;
}

/** Argument of the recorder's program that makes it a capture process; the order follows. */
export const CAPTURE_ARGUMENT = '--capture-interface';

/**
 * The urgent thread must not wait for helpers of the garbage collector, which are not. Its heap is small and hardly grows; measured
 * beside two busy processes, drops came three times as seldom.
 */
const FLAGS = ['--single-threaded-gc'];

/** The ring batches for 2 ms, the kernel hands over at once. */
const CAP_DELAY_MILLIS = 20;

/** Engine `cap`: the program of the recorder itself, with an order. */
export function capProgram(order: LiveOrder, entry: URL): CaptureProgram {
  return {
    isApproximate: true,
    delayMillis: CAP_DELAY_MILLIS,
    start: () => {
      const command = [process.execPath, ...FLAGS, fileURLToPath(entry), CAPTURE_ARGUMENT, JSON.stringify(order)];
      // No core file when `cap` aborts: it would hold the packets of others. A session of its own keeps Ctrl-C away.
      return spawn('/bin/sh', ['-c', 'ulimit -c 0; exec "$@"', 'sh', ...command], { detached: true, stdio: 'pipe' });
    },
    // Told each second without being asked.
    ask: () => undefined,
    readLine: readCapLine,
    end: child => void child.kill('SIGTERM'),
  };
}

export function readCapLine(line: string): ProgramReport | undefined {
  const kernelDrops = readDropLine(line);
  if (kernelDrops !== undefined) return { kernelDrops };
  const lost = /^lost (\d+)$/.exec(line)?.[1];
  if (lost !== undefined) return { lost: Number(lost) };
  if (!line.startsWith('problem ')) return undefined;
  const problem = readProblem(line.slice('problem '.length));
  return problem === undefined ? undefined : { problem };
}

function readProblem(json: string): Problem | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // Cut by the death of the process.
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('code' in value && 'message' in value && 'hint' in value)) return undefined;
  return { code: String(value.code), message: String(value.message), hint: String(value.hint) };
}
