import { expect, test } from 'vitest';
import { type Compared, changeOf } from '../../../../ui/pages/overview/change.ts';
import { percentText } from '../../../../ui/pages/overview/tiles.ts';
import { EPOCH } from '../../../support/trace.ts';
import { kpiReport } from '../../../support/ui-kpi.ts';

const previous = { ...kpiReport(), from: EPOCH, to: EPOCH + 60_000_000, isCovered: true };
const compared = (more: Partial<Compared>): Compared => ({
  now: 0.6,
  before: 0.5,
  unit: 'points',
  better: 'more',
  write: percentText,
  ...more,
});

test('ratios differ by points of a per cent, and the word says which way is good', () => {
  const change = changeOf(compared({}), previous, EPOCH);
  expect(change).toMatchObject({ short: '▲ 10.0 pp', meaning: 'good' });
  expect(change.long).toBe('10.0 pp more than before. Before (2026-01-01 00:00:00 – 00:01:00): 50.0 %');
  expect(changeOf(compared({ better: 'less' }), previous, EPOCH).meaning).toBe('bad');
  expect(changeOf(compared({ better: undefined }), previous, EPOCH).meaning).toBe('even');
});

test('other figures differ by a share of what they were', () => {
  const relative = (now: number, before: number): string =>
    changeOf(compared({ now, before, unit: 'relative', write: String }), previous, EPOCH).short;
  expect([relative(3, 2), relative(2, 4), relative(104, 100), relative(5, 0)]).toEqual([
    '▲ 50 %',
    '▼ 50 %',
    '▲ 4.0 %',
    '▲ 5',
  ]);
});

test('what is written the same is the same', () => {
  expect(changeOf(compared({ now: 0.5001 }), previous, EPOCH)).toMatchObject({ short: '=', meaning: 'even' });
});

test('without anything to compare with it says why', () => {
  expect(changeOf(compared({}), undefined, EPOCH)).toMatchObject({
    short: '',
    long: expect.stringContaining('No range before'),
  });
  expect(changeOf(compared({}), { ...previous, isCovered: false }, EPOCH).long).toContain('begins at 2026-01-01');
  expect(changeOf(compared({ before: null }), previous, EPOCH).long).toContain('Nothing was counted');
});
