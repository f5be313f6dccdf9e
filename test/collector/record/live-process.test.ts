// The capture process of engine cap, run as the recorder runs it.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CAPTURE_ARGUMENT } from '../../../collector/record/capture-program.ts';
import { type LiveOrder, raisePriority, ringOfWorker } from '../../../collector/record/live-process.ts';
import { PcapStream } from '../../../collector/record/pcap-stream.ts';
import { recorderEntry } from '../../../collector/record/recorder-entry.ts';
import { canRecord, freePort, sendNumbers, until } from '../../support/recording.ts';

interface Run {
  readonly child: ChildProcess;
  readonly header: number[];
  readonly packets: string[];
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function run(order: LiveOrder): Run {
  const words = [fileURLToPath(recorderEntry()), CAPTURE_ARGUMENT, JSON.stringify(order)];
  const child = spawn(process.execPath, words, { stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const header: number[] = [];
  const packets: string[] = [];
  const stream = new PcapStream({
    onHeader: (linkType, snapBytes) => header.push(linkType, snapBytes),
    // Ethernet, IPv4 and UDP before it.
    onPacket: (_seconds, _nanos, bytes, start, end) => packets.push(bytes.toString('latin1', start + 42, end)),
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => stream.take(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  return { child, header, packets, said: () => said, ended };
}

// Each packet takes a place of 64 KiB: 500 that come at once have room while a busy machine does something else.
const BUFFER = 64 * 1024 * 1024;

describe.skipIf(!canRecord)('with the right to capture', () => {
  test('it writes a pcap stream, and lines with its drops', async () => {
    const port = await freePort();
    const { child, header, packets, said, ended } = run({
      interface: 'lo',
      filter: `udp dst port ${port}`,
      bufferBytes: BUFFER,
    });
    await until(() => header.length > 0);
    expect(header).toEqual([1, 65_535]);
    await sendNumbers(port, 0, 500);
    await until(() => packets.length === 500);
    expect(packets).toEqual(Array.from({ length: 500 }, (_, i) => `number ${i}`));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    // On the loopback the kernel counts each packet twice, on its way out and in.
    expect(said()).toMatch(/^drops (?:500|1000) 0$/m);
  });

  test('it ends when the recorder is gone', async () => {
    const { child, header, ended } = run({ interface: 'lo', filter: '', bufferBytes: BUFFER });
    await until(() => header.length > 0);
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  test('what libpcap refuses is said in its words', async () => {
    const { said, ended } = run({ interface: 'nosuch0', filter: '', bufferBytes: BUFFER });
    expect(await ended).toBe(1);
    expect(said()).toContain('problem {');
    expect(said()).toContain('No such device');
  });
});

test('in any other thread there is no ring, and without root no priority is not a fault', () => {
  expect(ringOfWorker()).toBeUndefined();
  expect(() => raisePriority(process.pid)).not.toThrow();
});
