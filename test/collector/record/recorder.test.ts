// Recordings in this process, of the loopback and of a network of their own; what needs a process of its own is in start-recorder.test.ts.
import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RecordPlan } from '../../../collector/model/live.ts';
import { Recorder } from '../../../collector/record/recorder.ts';
import { recorderEntry } from '../../../collector/record/recorder-entry.ts';
import { readStatus } from '../../../collector/record/recorder-files.ts';
import {
  canRecord,
  freePort,
  loopbackPlan,
  numbersInSpool,
  range,
  scratchFolder,
  segmentsOf,
  sendNumbers,
  startTcpdump,
  until,
} from '../../support/recording.ts';

async function start(plan: RecordPlan): Promise<Recorder> {
  const recorder = await Recorder.start(plan, { entry: recorderEntry() });
  onTestFinished(async () => {
    if (recorder.status().state !== 'stopped') await recorder.stop();
  });
  return recorder;
}

/** Blocks of a segment by type. */
function blocksOf(path: string): Map<number, number> {
  const bytes = readFileSync(path);
  const counts = new Map<number, number>();
  for (let at = 0; at < bytes.length; at += bytes.readUInt32LE(at + 4)) {
    const type = bytes.readUInt32LE(at);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

describe('what cannot be recorded is refused before anything is made', () => {
  const spool = '/nonexistent/spool';
  test.each([
    [{ interfaces: [] }, 'SIPA_NOTHING_TO_RECORD'],
    [{ interfaces: ['nosuch0'] }, 'SIPA_NO_DEVICE'],
    [{ interfaces: [], hep: ['ftp:1.2.3.4'] }, 'SIPA_HEP_ADDRESS'],
  ])('%j is %s', async (part, code) => {
    const plan = { ...loopbackPlan(spool, 9, 'tcpdump'), ...part };
    await expect(Recorder.start(plan, { entry: recorderEntry() })).rejects.toMatchObject({ code });
  });
});

describe.skipIf(!canRecord)('with the right to capture', () => {
  test.each(['cap', 'tcpdump'] as const)('engine %s records what a tcpdump beside it sees', async engine => {
    const folder = scratchFolder();
    const spool = join(folder, 'spool');
    const port = await freePort();
    const beside = await startTcpdump(join(folder, 'beside.pcap'), port);
    const recorder = await start(loopbackPlan(spool, port, engine));
    await sendNumbers(port, 0, 2000);
    await until(() => recorder.status().inputs[0].frames >= 2000);
    const { inputs } = await recorder.stop();
    const ours = numbersInSpool(spool);
    const theirs = await beside.end();
    expect(ours.map(one => one.number)).toEqual(range(0, 2000));
    expect(theirs.map(one => one.number)).toEqual(range(0, 2000));
    expect(inputs[0]).toMatchObject({ name: 'lo', frames: 2000, kernelDrops: 0, interfaceDrops: 0 });
    expect(new Set(ours.map(one => one.point))).toEqual(new Set(['lo']));
    const late = ours.map((one, i) => Math.abs(Number(one.time) - Number(theirs[i].time))).sort((a, b) => a - b);
    if (engine === 'tcpdump') expect(ours.map(one => one.time)).toEqual(theirs.map(one => one.time));
    // Typically 50 µs; the machine of a test may be busy.
    else expect(late[1000]).toBeLessThan(0.005);
  });

  test('each second has statistics, and a segment begins with all interfaces', async () => {
    const spool = join(scratchFolder(), 'spool');
    const port = await freePort();
    const plan = { ...loopbackPlan(spool, port, 'cap'), interfaces: ['lo', 'any'] };
    const recorder = await start({ ...plan, limits: { ...plan.limits, segmentSeconds: 1 } });
    await until(() => recorder.status().spool.segments >= 2);
    await sendNumbers(port, 0, 50);
    await until(() => recorder.status().inputs.every(input => input.frames >= 50));
    await recorder.stop();
    for (const path of segmentsOf(spool)) {
      const blocks = blocksOf(path);
      expect([blocks.get(0x0a0d0d0a), blocks.get(1)]).toEqual([1, 2]);
      expect(blocks.get(5)).toBeGreaterThanOrEqual(2);
    }
    // Both interfaces see all, and all lies in the order of its time.
    const seen = numbersInSpool(spool);
    expect(seen.filter(one => one.point === 'lo').map(one => one.number)).toEqual(range(0, 50));
    expect(seen.filter(one => one.point === 'any').map(one => one.number)).toEqual(range(0, 50));
    expect(seen.map(one => one.time)).toEqual(seen.map(one => one.time).sort());
  });

  test('HEP frames lie beside packets, as UDP from the agent to the listener', async () => {
    const spool = join(scratchFolder(), 'spool');
    const recorder = await start({ ...loopbackPlan(spool, 9, 'cap'), interfaces: [], hep: ['udp:127.0.0.1:0'] });
    const [{ name }] = recorder.status().inputs;
    const port = Number(name.split(':').at(-1));
    // HEP3 with one chunk: vendor 0, type 1 (IP family), length 7.
    const hep = Buffer.from('48455033000d00000001000702', 'hex');
    const agent = createSocket('udp4').on('error', () => undefined);
    agent.send(hep, port, '127.0.0.1');
    await until(() => recorder.status().inputs[0].frames === 1);
    agent.close();
    await recorder.stop();
    const fields = [
      '-T',
      'fields',
      '-e',
      'udp.dstport',
      '-e',
      'ip.src',
      '-e',
      'frame.interface_name',
      '-e',
      'frame.len',
    ];
    const { stdout } = spawnSync('tshark', ['-n', '-r', segmentsOf(spool)[0], ...fields], { encoding: 'utf8' });
    expect(stdout.trim().split('\t')).toEqual([String(port), '127.0.0.1', name, String(28 + hep.length)]);
  });

  test('the secret is not in the status', async () => {
    const spool = join(scratchFolder(), 'spool');
    const recorder = await start({
      ...loopbackPlan(spool, 9, 'cap'),
      interfaces: [],
      hep: ['udp:127.0.0.1:0'],
      hepKey: 'xyzzy',
    });
    await recorder.stop();
    expect(readFileSync(join(spool, 'recorder.json'), 'utf8')).not.toContain('xyzzy');
    expect(readStatus(spool)?.state).toBe('stopped');
  });

  test('a second recorder of the same spool is refused, and leaves the first alone', async () => {
    const spool = join(scratchFolder(), 'spool');
    const plan = loopbackPlan(spool, 9, 'tcpdump');
    const recorder = await start(plan);
    await expect(Recorder.start(plan, { entry: recorderEntry() })).rejects.toMatchObject({ code: 'SIPA_SPOOL_BUSY' });
    expect(recorder.status().state).toBe('recording');
  });

  test('an interface that goes down costs itself alone, and is opened again when it is up (cap)', async () => {
    const folder = scratchFolder();
    const network = `sipscope${process.pid}`;
    const ip = (...words: string[]): void => expect(spawnSync('ip', words).status).toBe(0);
    ip('netns', 'add', network);
    onTestFinished(() => void spawnSync('ip', ['netns', 'del', network]));
    ip('-n', network, 'link', 'add', 'a0', 'type', 'veth', 'peer', 'name', 'b0');
    for (const name of ['lo', 'a0', 'b0']) ip('-n', network, 'link', 'set', name, 'up');
    const spool = join(folder, 'spool');
    const plan = { ...loopbackPlan(spool, 9, 'cap'), interfaces: ['a0', 'lo'], filter: '' };
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    const words = [
      'netns',
      'exec',
      network,
      process.execPath,
      fileURLToPath(recorderEntry()),
      join(folder, 'plan.json'),
    ];
    const child = spawn('ip', words, { stdio: 'ignore' });
    const ended = new Promise(resolve => child.once('exit', resolve));
    onTestFinished(() => void child.kill('SIGKILL'));
    const problem = (): string | undefined => readStatus(spool)?.inputs[0].problem?.message;
    await until(() => readStatus(spool)?.state === 'recording');
    ip('-n', network, 'link', 'set', 'a0', 'down');
    await until(() => problem() !== undefined);
    expect(problem()).toBe('a0 went down.');
    expect(readStatus(spool)?.inputs[1].problem).toBeUndefined();
    ip('-n', network, 'link', 'set', 'a0', 'up');
    await until(() => problem() === undefined);
    child.kill('SIGTERM');
    await ended;
    expect(readStatus(spool)?.state).toBe('stopped');
  });
});
