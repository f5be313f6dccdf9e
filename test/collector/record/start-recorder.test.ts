// Recorders as processes of their own: how they begin, outlive whoever started them, and end.
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { RecordPlan } from '../../../collector/model/live.ts';
import { recorderEntry } from '../../../collector/record/recorder-entry.ts';
import { readStatus } from '../../../collector/record/recorder-files.ts';
import { findRecorder, startRecorder, stopRecorder } from '../../../collector/record/start-recorder.ts';
import {
  canRecord,
  freePort,
  loopbackPlan,
  numbersInSpool,
  range,
  scratchFolder,
  segmentsOf,
  sendNumbers,
  until,
} from '../../support/recording.ts';

/** Stopped when the test is over, whatever came. */
async function start(plan: RecordPlan): Promise<number> {
  onTestFinished(() => stopRecorder(plan.spool));
  return (await startRecorder(plan)).pid;
}

function framesOf(spool: string): number {
  return findRecorder(spool)?.inputs[0]?.frames ?? 0;
}

test('a program that is none is told as such', async () => {
  const plan = loopbackPlan('/nonexistent/spool', 9, 'cap');
  const entry = new URL('file:///nonexistent/recorder.js');
  await expect(startRecorder(plan, { entry })).rejects.toMatchObject({ code: 'SIPA_RECORDER_DIED' });
});

test('where no recorder works there is none to find or to stop', async () => {
  expect(findRecorder('/nonexistent/spool')).toBeUndefined();
  await stopRecorder('/nonexistent/spool');
});

describe.skipIf(!canRecord)('with the right to capture', () => {
  test('it begins with a segment, is found, records, and ends in order', async () => {
    const spool = join(scratchFolder(), 'spool');
    const port = await freePort();
    const pid = await start(loopbackPlan(spool, port, 'cap'));
    expect(segmentsOf(spool)).toHaveLength(1);
    expect(findRecorder(spool)).toMatchObject({ pid, state: 'recording' });
    await expect(startRecorder(loopbackPlan(spool, port, 'cap'))).rejects.toMatchObject({ code: 'SIPA_SPOOL_BUSY' });
    await sendNumbers(port, 0, 300);
    // Stopped at once: what the kernel still holds is taken first.
    await stopRecorder(spool);
    expect(findRecorder(spool)).toBeUndefined();
    expect(readStatus(spool)?.state).toBe('stopped');
    expect(numbersInSpool(spool).map(one => one.number)).toEqual(range(0, 300));
  });

  test('a wrong filter is told with its place, and nothing is left behind', async () => {
    const spool = join(scratchFolder(), 'spool');
    const plan = { ...loopbackPlan(spool, 9, 'cap'), filter: 'udp prot 5060' };
    await expect(startRecorder(plan)).rejects.toMatchObject({ code: 'SIPA_FILTER_WRONG', position: 4, length: 4 });
    expect(() => statSync(spool)).toThrow();
  });

  test('whoever started it may be killed: it goes on', async () => {
    const spool = join(scratchFolder(), 'spool');
    const port = await freePort();
    const module = new URL('start-recorder.js', recorderEntry()).href;
    const script = `import(${JSON.stringify(module)}).then(m => m.startRecorder(${JSON.stringify(loopbackPlan(spool, port, 'tcpdump'))}));
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
    const ended = new Promise(resolve => parent.once('exit', resolve));
    onTestFinished(() => stopRecorder(spool));
    await until(() => findRecorder(spool)?.state === 'recording');
    parent.kill('SIGKILL');
    await ended;
    await sendNumbers(port, 0, 100);
    await until(() => framesOf(spool) === 100);
    await stopRecorder(spool);
    expect(numbersInSpool(spool).map(one => one.number)).toEqual(range(0, 100));
  });

  test('killed, it leaves a segment that is readable to its last whole block, and the next one goes on', async () => {
    const spool = join(scratchFolder(), 'spool');
    const port = await freePort();
    const pid = await start(loopbackPlan(spool, port, 'cap'));
    await sendNumbers(port, 0, 500);
    await until(() => framesOf(spool) === 500);
    process.kill(pid, 'SIGKILL');
    await until(() => findRecorder(spool) === undefined);
    expect(readStatus(spool)?.state).toBe('recording');
    expect(numbersInSpool(spool).map(one => one.number)).toEqual(range(0, 500));
    await start(loopbackPlan(spool, port, 'cap'));
    await sendNumbers(port, 500, 600);
    await stopRecorder(spool);
    expect(numbersInSpool(spool).map(one => one.number)).toEqual(range(0, 600));
    expect(segmentsOf(spool)).toHaveLength(2);
  });

  test.each(['cap', 'tcpdump'] as const)(
    'under sudo, engine %s runs as the one who called it, to whom everything belongs',
    async engine => {
      vi.stubEnv('SUDO_UID', '65534');
      vi.stubEnv('SUDO_GID', '65534');
      vi.stubEnv('SUDO_USER', 'nobody');
      onTestFinished(() => void vi.unstubAllEnvs());
      const spool = join(scratchFolder(), 'new/spool');
      const port = await freePort();
      const pid = await start(loopbackPlan(spool, port, engine));
      for (const process of [pid, ...childrenOf(pid)]) {
        const status = readFileSync(`/proc/${process}/status`, 'utf8');
        expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
        expect(status).toMatch(/^Gid:\t65534\t65534\t65534\t65534$/m);
        expect(status).toMatch(/^CapEff:\t0{16}$/m);
      }
      await sendNumbers(port, 0, 50);
      await until(() => framesOf(spool) === 50);
      await stopRecorder(spool);
      const paths = [join(spool, '..'), spool, ...segmentsOf(spool), join(spool, 'recorder.json')];
      expect(paths.map(path => statSync(path).uid)).toEqual(paths.map(() => 65_534));
      expect(statSync(spool).mode & 0o777).toBe(0o700);
    },
  );
});

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
}
