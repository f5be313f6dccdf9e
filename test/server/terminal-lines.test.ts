import { expect, test } from 'vitest';
import { Captures } from '../../server/captures.ts';
import { liveInfo } from '../../server/live-info.ts';
import { liveLines, warnOfProblems } from '../../server/terminal-lines.ts';
import type { RecorderStatus } from '../../server/wire/types.ts';
import { FakeHandle } from '../support/fake-capture.ts';
import { FAKE_LIMITS, fakePlan, fakeStatus } from '../support/fake-recording.ts';

const NEW = { id: 'x', takenOver: undefined, isOurs: true, oldSegments: 0 };

test('what is recorded, where to, and how large it may get', () => {
  const plan = fakePlan({ interfaces: ['eth0', 'eth1'], filter: 'port 5060' });
  expect(liveLines(plan, NEW)).toBe(
    'sipscope: recording eth0, eth1 (filter "port 5060")\n  into /state/spool/eth0, at most 10 GiB and 7 days\n',
  );
});

test('a spool that keeps all ages says its size alone; old segments are told', () => {
  const plan = fakePlan({ limits: { ...FAKE_LIMITS, spoolBytes: 1536 * 1024 ** 2, spoolSeconds: 0 } });
  expect(liveLines(plan, { ...NEW, oldSegments: 3 })).toMatch(
    /, at most 1\.5 GiB; 3 segments of before are shown too\n$/,
  );
});

test('a recorder that was taken over is named with its age', () => {
  const takenOver = fakeStatus(fakePlan());
  expect(liveLines(fakePlan(), { ...NEW, takenOver })).toMatch(
    /^sipscope: recorder 4711 works since 2026-01-02 03:04:05Z; taken over: eth0\n/,
  );
  expect(liveLines(fakePlan(), { ...NEW, takenOver, isOurs: false })).toMatch(/only watched: eth0\n/);
});

function watched(): { say: (news: Partial<RecorderStatus>, isAlive?: boolean) => void; warnings: string[] } {
  const captures = new Captures(source => new FakeHandle(source));
  const { id } = captures.openSpool('/s', 'eth0', async () => undefined);
  const warnings: string[] = [];
  warnOfProblems(captures, text => warnings.push(text));
  const say = (news: Partial<RecorderStatus>, isAlive = true): void =>
    captures.setLive(id, liveInfo(fakeStatus(fakePlan(), news), isAlive));
  return { say, warnings };
}

test('a recorder that works is not worth a word', () => {
  const { say, warnings } = watched();
  say({});
  expect(warnings).toEqual([]);
});

test('a problem is told once, however often its numbers move', () => {
  const { say, warnings } = watched();
  say({}, false);
  say({ spool: { ...fakeStatus(fakePlan()).spool, bytes: 5 } }, false);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^sipscope: The recorder ended without a word.*\n {2}What it had written/);
});

test('an input that stopped is named', () => {
  const { say, warnings } = watched();
  const problem = { code: 'SIPA_CAPTURE_STOPPED', message: 'the interface went away', hint: 'Plug it in.' };
  say({ inputs: [{ name: 'eth0', kind: 'interface', frames: 0, bytes: 0, refused: {}, problem }] });
  expect(warnings).toEqual(['sipscope: eth0: the interface went away\n  Plug it in.\n']);
});

test('a full disk is told with what to do', () => {
  const { say, warnings } = watched();
  say({ spool: { ...fakeStatus(fakePlan()).spool, isDiskFull: true } });
  expect(warnings[0]).toMatch(/disk of .* is full: frames are being lost[\s\S]*--spool-size/);
});
