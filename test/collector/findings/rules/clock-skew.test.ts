import { expect, test } from 'vitest';
import { clockSkew } from '../../../../collector/findings/rules/clock-skew.ts';
import { copies, host, point, second, type TraceCase, traceFacts } from '../../../support/trace-facts.ts';

const check = (what: TraceCase) => clockSkew.check(traceFacts(what));
const MS = 1000;
/** The capture began on Thu, 01 Jan 2026 00:00:00 GMT. */
const date = (time: string) => `Date: Thu, 01 Jan 2026 ${time} GMT`;
const hosts = [
  host('10.0.0.1', { firstFinal: 1 }),
  host('10.0.0.2', { firstFinal: 2 }),
  host('10.0.0.3', { firstRequest: 3 }),
];

test('an agent whose clock is behind, and one whose clock is ahead', () => {
  const foreign = { foreignTimes: 9, firstForeign: 4 };
  const behind = check({
    traffic: { points: [point('agent 7', { ...foreign, lagMin: 5000 * MS, lagMax: 6000 * MS })] },
  });
  expect(behind).toMatchObject([{ severity: 'notice', evidence: [4], confidence: 'medium' }]);
  expect(behind[0].message).toContain('The clock of agent 7 is at least 5 s behind');
  const ahead = check({
    traffic: { points: [point('agent 7', { ...foreign, lagMin: -900 * MS, lagMax: -800 * MS })] },
  });
  expect(ahead[0].message).toContain('at least 0.8 s ahead');
});

test('two points that disagree about the same messages', () => {
  const found = check({ traffic: { copies: [copies(-2100 * MS, -2000 * MS)] } });
  expect(found).toMatchObject([{ evidence: [4, 5], confidence: 'high' }]);
  expect(found[0].message).toContain('agent 7 shows 20 messages at least 2 s earlier than eth0');
});

test('a host whose Date is off while another one’s is right', () => {
  const headers = { 1: date('00:10:00'), 2: date('00:00:01') };
  const found = check({ traffic: { hosts }, headers });
  expect(found).toMatchObject([{ evidence: [1], confidence: 'high' }]);
  expect(found[0].message).toBe('The clock of 10.0.0.1 is 10 min ahead of this capture, by its Date header.');
});

test('all hosts off by the same: it is the capture', () => {
  const headers = { 1: date('01:00:00'), 2: date('01:00:02'), 3: date('01:00:10') };
  const found = check({ traffic: { hosts }, headers, times: { 3: second(10) } });
  expect(found).toMatchObject([{ evidence: [1, 2, 3] }]);
  expect(found[0].message).toContain('The times of this capture are 60 min behind the Date of all 3 hosts');
});

test.each<[string, TraceCase]>([
  [
    'an agent that takes half a second to send',
    { traffic: { points: [point('a', { foreignTimes: 9, lagMin: 500 * MS, lagMax: 3000 * MS })] } },
  ],
  [
    'an agent that was slow at times',
    { traffic: { points: [point('a', { foreignTimes: 9, lagMin: 0, lagMax: 30_000 * MS })] } },
  ],
  ['points 20 ms apart, as hops are', { traffic: { copies: [copies(15 * MS, 30 * MS)] } }],
  ['points that were late at times', { traffic: { copies: [copies(10 * MS, 3000 * MS)] } }],
  ['two copies only', { traffic: { copies: [copies(2000 * MS, 2100 * MS, 2)] } }],
  ['Date half a minute old', { traffic: { hosts }, headers: { 1: date('00:00:30') } }],
  ['a Date that cannot be read', { traffic: { hosts }, headers: { 1: 'Date: yesterday' } }],
  ['no Date', { traffic: { hosts }, headers: { 1: 'Server: x' } }],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
