// Recordings of the loopback for tests that need the right to capture: numbered datagrams in, packets of the segments out.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CaptureEngine, RecordPlan } from '../../collector/model/live.ts';
import { DEFAULT_PLAN } from '../../collector/record/defaults.ts';
import { capProblem } from '../../collector/record/live.ts';
import { recorderEntry } from '../../collector/record/recorder-entry.ts';
import { programPath } from '../../collector/record/tcpdump.ts';

const TOOLS = ['tcpdump', 'tshark', 'perl', 'ip'];
const mayCapture = process.platform === 'linux' && process.getuid?.() === 0;
const hasAll =
  existsSync(recorderEntry()) && capProblem() === undefined && TOOLS.every(tool => programPath(tool) !== undefined);

/** Whether recordings can be made. In CI a missing tool or build fails the tests instead; only the right to capture may be absent. */
export const canRecord: boolean = mayCapture && (process.env['CI'] === 'true' || hasAll);

/** A folder that goes when the test is over. Others may enter it, as a recorder that gave up root must. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-record-'));
  spawnSync('chmod', ['755', folder]);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A plan for datagrams to `port` on the loopback. */
export function loopbackPlan(spool: string, port: number, engine: CaptureEngine): RecordPlan {
  const filter = `udp dst port ${port}`;
  return { ...DEFAULT_PLAN, spool, interfaces: ['lo'], engine, filter, bufferBytes: 64 * 1024 * 1024 };
}

/** A port that nobody has. */
export async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  socket.close();
  return port;
}

/** Sends the numbers `from` … `to - 1`, a few at a time, to a port where somebody listens and does not care. */
export async function sendNumbers(port: number, from: number, to: number, host = '127.0.0.1'): Promise<void> {
  const receiver = createSocket('udp4');
  const sender = createSocket('udp4');
  await new Promise<void>((resolve, reject) => receiver.once('error', reject).bind(port, host, resolve));
  for (let number = from; number < to; number++) {
    const last = new Promise<void>(resolve => sender.send(`number ${number}`, port, host, () => resolve()));
    if (number % 20 === 0 || number === to - 1) await last;
  }
  sender.close();
  receiver.close();
}

export interface SeenPacket {
  readonly number: number;
  /** Seconds since 1970 with nine digits, as text. */
  readonly time: string;
  readonly point: string;
}

/** The numbers in a capture file as tshark reads it. */
export function numbersIn(path: string): SeenPacket[] {
  const fields = ['frame.time_epoch', 'frame.interface_name', 'udp.payload'].flatMap(field => ['-e', field]);
  const { stdout } = spawnSync('tshark', ['-n', '-r', path, '-T', 'fields', ...fields], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [time = '', point = '', payload = ''] = line.split('\t');
      return { time, point, number: Number(Buffer.from(payload, 'hex').toString('latin1').replace('number ', '')) };
    });
}

export function segmentsOf(spool: string): string[] {
  return readdirSync(spool)
    .filter(name => name.endsWith('.pcapng'))
    .sort()
    .map(name => join(spool, name));
}

/** The numbers of all segments, in the order they lie there. */
export function numbersInSpool(spool: string): SeenPacket[] {
  return segmentsOf(spool).flatMap(numbersIn);
}

/** A tcpdump of the same packets beside the recorder. Resolves when it captures; `end` gives what it saw. */
export async function startTcpdump(path: string, port: number): Promise<{ end(): Promise<SeenPacket[]> }> {
  const words = ['-i', 'lo', '-n', '-U', '-w', path, '-B', '65536', '--time-stamp-precision=nano', '-Z', 'root'];
  const child: ChildProcess = spawn('tcpdump', [...words, `udp dst port ${port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise<void>(resolve => {
    child.stderr?.on('data', (text: Buffer) => {
      if (String(text).includes('listening on')) resolve();
    });
  });
  return {
    end: async () => {
      // It hands over what it has each second, and drops the rest when it is ended.
      await new Promise(resolve => setTimeout(resolve, 1100));
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
      return numbersIn(path);
    },
  };
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

/** Waits until `condition` holds, for ten seconds. */
export async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (condition()) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`in vain: ${condition}`);
}
