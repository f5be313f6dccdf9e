import { expect, test } from 'vitest';
import { lossText, qualityOf, STREAM_COLUMNS, streamEdge } from '../../../../ui/pages/streams/columns.ts';
import { stream } from '../../../support/ui-meaning.ts';

test('quality goes by MOS, and by loss where no MOS can be given', () => {
  const of = (mos: number | undefined, lostPercent: number) => qualityOf({ ...stream(0), mos, lostPercent });
  expect([of(4.2, 0), of(3.8, 0), of(2.5, 0)]).toEqual(['good', 'warn', 'bad']);
  expect([of(undefined, 0), of(undefined, 1.5), of(undefined, 9)]).toEqual(['open', 'warn', 'bad']);
  expect(streamEdge(stream(0, { mos: 2 }))).toBe('var(--state-bad)');
});

test('a trace of loss is not shown as none', () => {
  expect(lossText({ lost: 0, lostPercent: 0 })).toBe('0');
  expect(lossText({ lost: 1, lostPercent: 0.01 })).toBe('< 0.1 %');
  expect(lossText({ lost: 12, lostPercent: 2.345 })).toBe('2.3 %');
});

test('every column has its own name and a title', () => {
  expect(new Set(STREAM_COLUMNS.map(column => column.id)).size).toBe(STREAM_COLUMNS.length);
  expect(STREAM_COLUMNS.every(column => column.title !== '')).toBe(true);
});
