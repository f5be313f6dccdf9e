import { render } from 'lit';
import { expect, test } from 'vitest';
import { rowView } from '../../../ui/ladder/row-view.ts';
import type { ShownRow } from '../../../ui/ladder/shown.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';
import { rowFrame } from '../../support/ui-row-frame.ts';

test.each<[ShownRow, string]>([
  [ladderMessage(0), 'c-request'],
  [{ type: 'gap', time: 0, duration: 6000 }, 'gap'],
  [{ type: 'event', kind: 'loss', time: 0, text: '' }, 'event'],
  [{ type: 'seam', time: 0, leg: 1, position: 2, reasons: [], score: 0, text: '' }, 'seam'],
])('each kind of row has its view', (row, name) => {
  const box = document.createElement('div');
  render(rowView(rowFrame(ladder(1)), row, 0), box);
  expect(box.querySelector('[role=row]')?.classList.contains(name)).toBe(true);
});
