import { expect, test } from 'vitest';
import { goneInfo, liveInfo } from '../../server/live-info.ts';
import { fakePlan, fakeStatus } from '../support/fake-recording.ts';

test('a recorder at work is told as it says', () => {
  const status = fakeStatus(fakePlan());
  const { plan, inputs, spool } = status;
  expect(liveInfo(status, true)).toEqual({ recorder: 'recording', plan, inputs, spool });
});

test.each(['starting', 'recording'] as const)('one that was %s and is dead is gone, with a way on', state => {
  expect(liveInfo(fakeStatus(fakePlan(), { state }), false)).toMatchObject({
    recorder: 'gone',
    problem: { code: 'SIPA_RECORDER_GONE', hint: expect.stringMatching(/[Ss]tart it again/) },
  });
});

test.each(['stopped', 'failed'] as const)('one that %s in order is not gone', state => {
  const problem = { code: 'C', message: 'm', hint: 'h' };
  expect(liveInfo(fakeStatus(fakePlan(), { state, problem }), false)).toMatchObject({ recorder: state, problem });
});

test('secrets stay here', () => {
  const plan = fakePlan({ hepKey: 'secret', hepPrivateKey: '/etc/key.pem' });
  expect(JSON.stringify([liveInfo(fakeStatus(plan), true), goneInfo(plan)])).not.toMatch(/secret|key\.pem/);
});

test('a spool that was removed, or cannot be read, says so', () => {
  expect(goneInfo(fakePlan()).problem?.message).toBe(
    'The spool /state/spool/eth0 says nothing of a recorder any more.',
  );
  expect(goneInfo(fakePlan(), new Error('EACCES')).problem?.message).toMatch(/\(EACCES\)/);
});
