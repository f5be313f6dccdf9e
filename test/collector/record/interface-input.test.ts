import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { CaptureProgram } from '../../../collector/record/capture-program.ts';
import { InterfaceInput } from '../../../collector/record/interface-input.ts';
import { readDropCount } from '../../../collector/record/tcpdump.ts';
import { pcap } from '../../support/pcap-builder.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipscope-input-'));
  const packets = ['one', 'two', 'three'].map(text => ({ bytes: Buffer.from(text) }));
  writeFileSync(join(folder, 'three.pcap'), pcap(packets, { nanos: true, linkType: 113 }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A capture program that is a shell script; `$0` is a pcap with three packets. */
function program(script: string): CaptureProgram & { started: number } {
  const made = {
    isApproximate: false,
    delayMillis: 1,
    started: 0,
    start: (): ChildProcess => {
      made.started++;
      return spawn('/bin/sh', ['-c', script, join(folder, 'three.pcap')], { stdio: 'pipe' });
    },
    ask: (child: ChildProcess): void => void child.kill('SIGUSR1'),
    readLine: readDropCount,
    end: (child: ChildProcess): void => void child.kill('SIGTERM'),
  };
  return made;
}

interface Opened {
  readonly input: InterfaceInput;
  readonly got: string[];
}

/** On the loopback, which is always up. */
function inputOf(...programs: CaptureProgram[]): Opened {
  const got: string[] = [];
  const input = new InterfaceInput({
    name: 'lo',
    programs,
    onPacket: (_seconds, _nanos, bytes, start, end) => got.push(bytes.toString('latin1', start, end)),
    onHeader: () => got.push('header'),
    dropsOf: () => 5,
    retryEveryMs: 10,
  });
  onTestFinished(() => input.close());
  return { input, got };
}

const SLEEP = 'exec sleep 60';

test('packets wait until they are wanted', async () => {
  const { input, got } = inputOf(program(`cat "$0"; ${SLEEP}`));
  await input.open();
  expect(input.linkType).toBe(113);
  expect(got).toEqual([]);
  input.flow();
  await expect.poll(() => got).toEqual(['one', 'two', 'three']);
  expect(input.status()).toMatchObject({ name: 'lo', kind: 'interface', frames: 3, bytes: 11, refused: {} });
});

test('what a program still has is taken when it is ended', async () => {
  const { input, got } = inputOf(
    program(`trap 'tail -c +25 "$0"; exit' TERM; head -c 24 "$0"; while :; do sleep 0.05; done`),
  );
  await input.open();
  input.flow();
  expect(got).toEqual([]);
  await input.close();
  expect(got).toEqual(['one', 'two', 'three']);
});

test('drops of the interface count from the start, those of the kernel over all processes', async () => {
  const one = program(`cat "$0"; echo 'tcpdump: 3 packets captured, 7 packets dropped by kernel' >&2`);
  const { input } = inputOf(one);
  await input.open();
  input.flow();
  expect(input.status().interfaceDrops).toBe(0);
  await expect.poll(() => one.started, { timeout: 5000 }).toBeGreaterThanOrEqual(3);
  expect(input.status().kernelDrops).toBeGreaterThanOrEqual(14);
  expect((input.status().kernelDrops ?? 0) % 7).toBe(0);
});

test('a program that ends is a problem, and is started again', async () => {
  const flag = join(folder, 'flag');
  const { input, got } = inputOf(
    program(`cat "$0"; if [ -e ${flag} ]; then ${SLEEP}; fi; echo 'tcpdump: odd' >&2; exit 1`),
  );
  await input.open();
  input.flow();
  await expect.poll(() => input.status().problem?.message).toContain('odd');
  writeFileSync(flag, '');
  await expect.poll(() => input.status().problem).toBeUndefined();
  expect(got.length).toBeGreaterThanOrEqual(6);
});

test('it is asked for counters once it listens', async () => {
  const script = `trap 'echo "0 packets dropped by kernel" >&2' USR1; cat "$0"; sleep 0.1; echo 'listening on lo' >&2; while :; do sleep 0.05; done`;
  const { input } = inputOf(program(script));
  await input.open();
  input.flow();
  input.poll();
  expect(input.status().kernelDrops).toBeUndefined();
  await expect
    .poll(() => {
      input.poll();
      return input.status().kernelDrops;
    })
    .toBe(0);
});

test('the next program is tried when one has no rights, and no other reason', async () => {
  const refused = program(`echo "You don't have permission to capture" >&2; exit 1`);
  const odd = program('echo odd >&2; exit 1');
  const good = program(`cat "$0"; ${SLEEP}`);
  await inputOf(refused, good).input.open();
  expect([refused.started, good.started]).toEqual([1, 1]);
  await expect(inputOf(odd, good).input.open()).rejects.toMatchObject({ code: 'SIPA_CAPTURE_STOPPED' });
  await expect(inputOf(refused).input.open()).rejects.toMatchObject({ code: 'SIPA_NO_RIGHTS' });
});

test('what is no pcap ends the program', async () => {
  const { input } = inputOf(program('echo "this is what somebody called tcpdump says"; exec sleep 60'));
  await expect(input.open()).rejects.toMatchObject({ code: 'SIPA_CAPTURE_STOPPED' });
});
