import { expect, test } from 'vitest';
import { passedOnLate } from '../../../../collector/findings/rules/passed-on-late.ts';
import { type LegCase, pair } from '../../../support/passed-on.ts';
import { story, type TellOptions } from '../../../support/story.ts';
import { second, traceFacts } from '../../../support/trace-facts.ts';

const front: TellOptions = { callId: 'front', to: '10.0.0.5:5060' };
const behind = (at: number): TellOptions => ({
  callId: 'behind',
  from: '10.0.0.5:5060',
  headers: ['X-Call-ID: front'],
  at,
});
const back: TellOptions = { callId: 'front', from: '10.0.0.5:5060' };

const passedAfter = (at: number) =>
  story()
    .request('INVITE', { ...front, at: 0 })
    .response(100, 'INVITE', back)
    .request('INVITE', behind(at))
    .response(180, 'INVITE', { callId: 'behind', to: '10.0.0.5:5060', toTag: 'b' })
    .response(180, 'INVITE', { ...back, toTag: 'a' });

test('an INVITE that waited for five seconds is a notice, for nine a warning', async () => {
  expect(await passedAfter(5000).findings('passed-on-late')).toMatchObject([
    {
      severity: 'notice',
      callId: 'front',
      message:
        '10.0.0.5:5060 kept the INVITE of 10.0.0.1:5060 for 5 s before it passed the call on to 10.0.0.2:5060 (as leg behind, by header); the caller heard nothing meanwhile.',
    },
  ]);
  expect(await passedAfter(9000).findings('passed-on-late')).toMatchObject([{ severity: 'warning' }]);
});

test('one that is passed on within three seconds is healthy', async () => {
  expect(await passedAfter(3000).findings('passed-on-late')).toEqual([]);
});

test('an announcement before, and a caller who takes his time to answer a challenge, are healthy', async () => {
  const announced = story()
    .request('INVITE', { ...front, at: 0 })
    .response(183, 'INVITE', { ...back, toTag: 'a' })
    .request('INVITE', behind(6000));
  expect(await announced.findings('passed-on-late')).toEqual([]);
  const challenged = story()
    .request('INVITE', { ...front, at: 0 })
    .response(407, 'INVITE', { ...back, toTag: 'c' })
    .request('ACK', { ...front, toTag: 'c' })
    .request('INVITE', { ...front, cseq: 2, at: 8000, headers: ['Proxy-Authorization: Digest username="a"'] })
    .request('INVITE', behind(8050));
  expect(await challenged.findings('passed-on-late')).toEqual([]);
});

test.each<[string, LegCase, LegCase, number?]>([
  ['a second destination', {}, { startTime: second(7) }, 3],
  ['a leg that is not whole', { isUnclear: true }, { startTime: second(7) }],
])('not told: %s', (_, outer, inner, legs) => {
  const silent = { soundTime: undefined, answerTime: undefined, ...outer };
  expect(passedOnLate.check(traceFacts({ passedOn: [pair(silent, inner, legs)] }))).toEqual([]);
});
