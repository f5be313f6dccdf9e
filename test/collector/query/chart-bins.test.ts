import { expect, test } from 'vitest';
import { Bins, MOS_EDGES, MosSamples, PDD_EDGES } from '../../../collector/query/chart-bins.ts';
import { compileFilter } from '../../../collector/query/filter.ts';

test('a value lies in the bin that begins at it, and no value in none', () => {
  const bins = new Bins('pdd', [0, 500, 1000]);
  for (const value of [0, 499.999, 500, 999, 1000, 7_000_000, undefined]) bins.add(value);
  const { count, bins: rows } = bins.histogram();
  expect(count).toBe(6);
  expect(rows).toEqual([
    { name: '0 – 500ms', low: 0, high: 500, count: 2, filter: 'pdd >= 0 and pdd < 500ms' },
    { name: '500ms – 1s', low: 500, high: 1000, count: 2, filter: 'pdd >= 500ms and pdd < 1s' },
    { name: '≥ 1s', low: 1000, count: 2, filter: 'pdd >= 1s' },
  ]);
});

test.each([
  ['pdd', PDD_EDGES],
  ['mos', MOS_EDGES],
] as const)('the filters of %s can be read', (field, edges) => {
  for (const { filter } of new Bins(field, edges).histogram().bins) expect(compileFilter(filter).ok, filter).toBe(true);
});

test('quantiles of MOS are by nearest rank', () => {
  const samples = new MosSamples();
  expect(samples.figures()).toEqual({ count: 0, p50: null, p5: null });
  for (let i = 0; i < 19; i++) samples.add(4.41);
  samples.add(1.5);
  expect(samples.figures()).toEqual({ count: 20, p50: 4.41, p5: 1.5 });
  samples.add(4.41);
  expect(samples.figures().p5).toBe(4.41);
});
