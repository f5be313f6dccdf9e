import { html, render } from 'lit';
import { expect, test } from 'vitest';
import { emptyTime, timeCell } from '../../../ui/ladder/row-time.ts';
import { ladder } from '../../support/ui-ladder.ts';
import { rowFrame } from '../../support/ui-row-frame.ts';

test('the time counts from the first message of the whole ladder; the hint has the day', () => {
  const box = document.createElement('div');
  const frame = rowFrame(ladder(3));
  render(html`${timeCell(frame, (frame.ladder.start ?? 0) + 1500, 2)}${emptyTime()}`, box);
  const cells = [...box.querySelectorAll('.time')];
  expect(cells.map(cell => cell.textContent)).toEqual(['+0.001500', '']);
  expect(cells[0]?.getAttribute('title')).toBe('2026-01-15 10:02:11.001500 UTC');
});
