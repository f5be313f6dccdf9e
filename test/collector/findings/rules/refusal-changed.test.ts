import { expect, test } from 'vitest';
import { refusalChanged } from '../../../../collector/findings/rules/refusal-changed.ts';
import { type LegCase, pair } from '../../../support/passed-on.ts';
import { story } from '../../../support/story.ts';
import { second, traceFacts } from '../../../support/trace-facts.ts';

const failed = (statusCode: number, at: number): LegCase => ({
  state: 'failed',
  statusCode,
  answerTime: undefined,
  endTime: second(at),
});
const check = (outer: LegCase, inner: LegCase, legs = 2) =>
  refusalChanged.check(traceFacts({ passedOn: [pair(outer, inner, legs)] }));

test('busy behind, a server failure in front', () => {
  const found = check(failed(503, 3.1), { ...failed(486, 3), state: 'busy' });
  expect(found).toMatchObject([
    {
      severity: 'warning',
      leg: 0,
      callId: 'outer@x',
      evidence: [9, 8],
      rfc: 'RFC 3261 §21.5',
      covers: { rules: ['server-failure'], message: 8 },
    },
  ]);
  expect(found[0].message).toBe(
    '10.0.0.2:5060 refused with 486, and 10.0.0.5:5060, which had passed the call on (as leg inner@x, by session-id), told 10.0.0.1:5060 503: that a server failed.',
  );
});

test('a 4xx that became a 6xx is a notice', () => {
  const [found] = check(failed(603, 3.1), failed(480, 3));
  expect(found).toMatchObject({ severity: 'notice', rfc: 'RFC 3261 §21.6' });
  expect(found).not.toHaveProperty('covers');
});

test.each<[string, LegCase, LegCase, number?]>([
  ['the same code', failed(486, 3.1), failed(486, 3)],
  ['another 4xx', failed(480, 3.1), failed(486, 3)],
  ['a server that failed', failed(500, 3.1), failed(503, 3)],
  ['a failure long after the refusal: voice mail was tried', failed(503, 9), failed(486, 3)],
  ['a failure before the refusal', failed(503, 2), failed(486, 3)],
  ['one of several destinations', failed(503, 3.1), failed(486, 3), 3],
  ['a call that was answered all the same', { ...failed(503, 3.1), answerTime: second(3.05) }, failed(486, 3)],
  ['a leg that began before the capture', { ...failed(503, 3.1), isUnclear: true }, failed(486, 3)],
  ['a call that went well', {}, {}],
])('not told: %s', (_, outer, inner, legs) => {
  expect(check(outer, inner, legs)).toEqual([]);
});

test('told message by message, by the header that joins the two legs', async () => {
  const front = { callId: 'front', to: '10.0.0.5:5060' };
  const behind = { callId: 'behind', from: '10.0.0.5:5060', headers: ['X-Call-ID: front'] };
  const refused = (code: number) =>
    story()
      .request('INVITE', front)
      .request('INVITE', behind)
      .response(486, 'INVITE', { callId: 'behind', to: '10.0.0.5:5060', toTag: 'b' })
      .request('ACK', { callId: 'behind', from: '10.0.0.5:5060', toTag: 'b' })
      .response(code, 'INVITE', { callId: 'front', from: '10.0.0.5:5060', toTag: 'a' })
      .request('ACK', { ...front, toTag: 'a' });
  expect(await refused(500).findings('refusal-changed')).toMatchObject([{ callId: 'front', severity: 'warning' }]);
  expect(await refused(486).findings('refusal-changed')).toEqual([]);
});
