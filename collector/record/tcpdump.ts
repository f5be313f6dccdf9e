// Engine `tcpdump`: tcpdump, else dumpcap, as a process for each interface. Kernel times; drop counters by SIGUSR1 (tcpdump) or at the
// end (dumpcap). Either may have capabilities of its own, so that nobody needs root.

import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { CaptureProgram, ProgramReport } from './capture-program.ts';
import { MAX_SNAP_BYTES } from './pcap-stream.ts';
import type { Owner } from './privileges.ts';
import { RecordError } from './record-error.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
/** libpcap hands over a block of the ring when it is full or a second old; dumpcap asks for a quarter of that. */
const TCPDUMP_DELAY_MILLIS = 1100;
const DUMPCAP_DELAY_MILLIS = 400;

export interface ProgramOrder {
  readonly interface: string;
  readonly filter: string;
  readonly bufferBytes: number;
  readonly promiscuous: boolean;
  /** Whom tcpdump, started by root, becomes: the one who must be able to send it signals. */
  readonly owner: Owner | undefined;
}

export type ProgramName = 'tcpdump' | 'dumpcap';

export function captureProgram(name: ProgramName, order: ProgramOrder): CaptureProgram {
  return name === 'tcpdump' ? tcpdump(order) : dumpcap(order);
}

export function tcpdumpArguments(order: ProgramOrder, isRoot = process.geteuid?.() === 0): string[] {
  return [
    ...['-i', order.interface, '-n', '-w', '-', '-U'],
    ...['-s', String(MAX_SNAP_BYTES), '-B', String(Math.ceil(order.bufferBytes / KIB))],
    '--time-stamp-precision=nano',
    ...(order.promiscuous ? [] : ['-p']),
    // Debian's tcpdump becomes `tcpdump`, to whom a recorder that gave up root could not send SIGUSR1.
    ...(isRoot ? ['-Z', order.owner?.name ?? 'root'] : []),
    // The filter is one argument behind `--`, so nothing in it is an option.
    ...(order.filter === '' ? [] : ['--', order.filter]),
  ];
}

function tcpdump(order: ProgramOrder): CaptureProgram {
  return {
    isApproximate: false,
    delayMillis: TCPDUMP_DELAY_MILLIS,
    start: () => spawn(programPath('tcpdump') ?? 'tcpdump', tcpdumpArguments(order), { detached: true, stdio: 'pipe' }),
    ask: child => void child.kill('SIGUSR1'),
    readLine: readDropCount,
    end: interrupt,
  };
}

export function dumpcapArguments(order: ProgramOrder): string[] {
  return [
    ...['-i', order.interface, '-w', '-', '-P', '-q', '-s', String(MAX_SNAP_BYTES)],
    ...['-B', String(Math.ceil(order.bufferBytes / MIB))],
    ...(order.promiscuous ? [] : ['-p']),
    ...(order.filter === '' ? [] : ['-f', order.filter]),
  ];
}

function dumpcap(order: ProgramOrder): CaptureProgram {
  return {
    isApproximate: false,
    delayMillis: DUMPCAP_DELAY_MILLIS,
    start: () => spawn(programPath('dumpcap') ?? 'dumpcap', dumpcapArguments(order), { detached: true, stdio: 'pipe' }),
    ask: () => undefined,
    readLine: readDropCount,
    end: interrupt,
  };
}

function interrupt(child: ChildProcess): void {
  child.kill('SIGINT');
}

/** tcpdump: `… 3 packets dropped by kernel`. dumpcap: `Packets received/dropped on interface 'lo': 12/3 (pcap:3/…)`. */
export function readDropCount(line: string): ProgramReport | undefined {
  // Said after its handler for SIGUSR1 is in place; before that the signal would end it.
  if (/\blistening on /.test(line)) return { isListening: true };
  const drops =
    /(\d+) packets? dropped by kernel/.exec(line)?.[1] ??
    /received\/dropped on interface .*: \d+\/(\d+)/.exec(line)?.[1];
  return drops === undefined ? undefined : { kernelDrops: Number(drops) };
}

/** Programs that can be run, tcpdump first: the other one may have the rights that it lacks. */
export function findPrograms(path?: string): ProgramName[] {
  return (['tcpdump', 'dumpcap'] as const).filter(name => programPath(name, path) !== undefined);
}

/** Where a program lies. Debian has tcpdump in /usr/sbin at times, which is not in the PATH of users. */
export function programPath(name: string, path: string = process.env['PATH'] ?? ''): string | undefined {
  return [...path.split(delimiter), '/usr/sbin', '/sbin']
    .filter(folder => folder !== '')
    .map(folder => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function noTcpdump(): RecordError {
  return new RecordError(
    'SIPA_NO_TCPDUMP',
    'Engine tcpdump needs tcpdump, or dumpcap of Wireshark; neither can be run.',
    'Install it: sudo apt-get install tcpdump   Or use --engine cap.',
  );
}
