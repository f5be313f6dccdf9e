import { expect, test } from 'vitest';
import { CapturePoints } from '../../../collector/model/points.ts';

test('a point keeps its id and the kind it came with', () => {
  const points = new CapturePoints();
  expect([points.idOf('eth0', 'interface'), points.idOf('HEP 2001', 'hep'), points.idOf('eth0', 'file')]).toEqual([
    0, 1, 0,
  ]);
  expect(points.get(0)).toEqual({ name: 'eth0', kind: 'interface' });
  expect(points.get(2)).toBeUndefined();
});

test('agents that invent names share the last id and are counted', () => {
  const points = new CapturePoints();
  for (let i = 0; i < 5000; i++) points.idOf(`agent ${i}`, 'hep');
  expect(points.count).toBe(4096);
  expect(points.get(4095)?.name).toBe('other capture points');
  expect(points.refused).toBe(5000 - 4096);
});

test('a point that ended before another began precedes it; what overlaps or says nothing does not', () => {
  const points = new CapturePoints();
  points.begin(0);
  points.begin(1);
  points.end(0);
  points.begin(2);
  points.begin(2);
  points.end(1);
  expect([points.precedes(0, 1), points.precedes(0, 2), points.precedes(1, 2)]).toEqual([false, true, false]);
  expect([points.precedes(7, 2), points.precedes(0, 7)]).toEqual([false, false]);
});

test('a point that comes back lives again', () => {
  const points = new CapturePoints();
  points.begin(0);
  points.end(0);
  points.begin(0);
  points.begin(1);
  expect(points.precedes(0, 1)).toBe(false);
});
