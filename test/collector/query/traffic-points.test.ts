import { expect, test } from 'vitest';
import { TrafficPoints } from '../../../collector/query/traffic-points.ts';
import { type Trace, trace } from '../../support/trace.ts';

function pointsOf(t: Trace): TrafficPoints {
  const points = new TrafficPoints(t.store);
  for (let row = 0; row < t.store.messages.count; row++) points.see(row);
  return points;
}
const nameOf = (t: Trace) => (id: number) => t.points.get(id)?.name ?? '';

test('a point that shows the same frame twice', () => {
  const t = trace().request('OPTIONS', { at: 0, fingerprint: 7 }).request('OPTIONS', { at: 1, fingerprint: 7 });
  expect(pointsOf(t).facts(nameOf(t))).toMatchObject([
    { name: 'eth0', messages: 2, ownDuplicates: 1, firstOwnDuplicates: [1], foreignTimes: 0 },
  ]);
});

test('the same message at two points is a copy; the smaller point is the first, whoever was quicker', () => {
  const t = trace()
    .request('OPTIONS', { at: 0, point: 'eth0' })
    .request('OPTIONS', { at: 30, point: 'eth1' })
    .request('OPTIONS', { at: 100, point: 'eth1', cseq: 2 })
    .request('OPTIONS', { at: 110, point: 'eth0', cseq: 2 });
  const points = pointsOf(t);
  expect(points.facts(nameOf(t)).map(point => point.ownDuplicates)).toEqual([0, 0]);
  expect(points.copyFacts(nameOf(t))).toEqual([
    { first: 'eth0', second: 'eth1', copies: 2, lateMin: -10_000, lateMax: 30_000, example: [0, 1] },
  ]);
});

test('how far the clock of an agent is off', () => {
  const t = trace()
    .request('OPTIONS', { at: 5000, agentAt: 4000, point: 'agent' })
    .response(200, 'OPTIONS', { at: 5100, agentAt: 4050, point: 'agent' });
  expect(pointsOf(t).facts(nameOf(t))).toMatchObject([
    { name: 'agent', foreignTimes: 2, lagMin: 1_000_000, lagMax: 1_050_000, firstForeign: 0 },
  ]);
});
