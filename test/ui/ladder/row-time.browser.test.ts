import { html, render } from 'lit';
import { expect, test } from 'vitest';
import { NARROW_TIME_WIDTH, TIME_WIDTH } from '../../../ui/ladder/layout.ts';
import { emptyTime, timeCell } from '../../../ui/ladder/row-time.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';
import { rowFrame } from '../../support/ui-row-frame.ts';

test('by the clock a new day is told where it begins, and the first one where there is a second', () => {
  const hour = 3_600_000_000;
  const evening = 1_768_518_131_000_000;
  const said = (timeWidth: number, ...hours: readonly number[]): (string | undefined)[] => {
    const rows = hours.map((at, index) => ladderMessage(index, { time: evening + at * hour }));
    const plain = rowFrame({ ...ladder(0), rows });
    const frame = { ...plain, layout: { ...plain.layout, timeWidth }, timeMode: 'absolute' as const };
    const box = document.createElement('div');
    render(html`${rows.map(({ time }, at) => timeCell(frame, time, at))}`, box);
    return [...box.querySelectorAll('.time')].map(cell => cell.textContent ?? '');
  };
  expect(said(TIME_WIDTH, 0, 0, 1)).toEqual(['01-15 23:02:11', '23:02:11.000000', '01-16 00:02:11']);
  expect(said(NARROW_TIME_WIDTH, 0, 0, 1)).toEqual(['01-15 23:02', '23:02:11.000', '01-16 00:02']);
  expect(said(TIME_WIDTH, 0, 0)).toEqual(['23:02:11.000000', '23:02:11.000000']);
});
test('the time counts from the first message of the whole ladder; the hint has the day', () => {
  const box = document.createElement('div');
  const frame = rowFrame(ladder(3));
  render(html`${timeCell(frame, (frame.ladder.start ?? 0) + 1500, 2)}${emptyTime()}`, box);
  const cells = [...box.querySelectorAll('.time')];
  expect(cells.map(cell => cell.textContent)).toEqual(['+0.001500', '']);
  expect(cells[0]?.getAttribute('title')).toBe('2026-01-15 10:02:11.001500 UTC');
});
