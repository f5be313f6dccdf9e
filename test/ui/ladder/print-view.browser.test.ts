import { render } from 'lit';
import { expect, test } from 'vitest';
import type { LadderDiagram } from '../../../server/wire/types.ts';
import { printView } from '../../../ui/ladder/print-view.ts';
import { ladder } from '../../support/ui-ladder.ts';
import { textOf } from '../../support/ui-mount.ts';
import { rowFrame } from '../../support/ui-row-frame.ts';

function paper(diagram: LadderDiagram): HTMLElement {
  const box = document.createElement('div');
  render(printView(rowFrame(diagram)), box);
  return box;
}

test('every row is on paper, below heads that each page repeats', () => {
  const page = paper(ladder(300));
  expect(page.querySelectorAll('tbody .row')).toHaveLength(300);
  expect(page.querySelectorAll('thead .host')).toHaveLength(2);
});
test('a ladder wider than a page is made smaller', () => {
  const hosts = Array.from({ length: 20 }, (_, column) => ({
    column,
    label: `h${column}`,
    address: `10.0.0.${column}`,
    ports: [5060],
  }));
  const sheet = paper({ ...ladder(3), hosts }).querySelector<HTMLElement>('.paper');
  expect(Number(sheet?.style.getPropertyValue('zoom'))).toBeLessThan(0.4);
});
test('what is not on it is told', () => {
  expect(textOf(paper({ ...ladder(3), omitted: 7 }))).toContain('7 messages more');
});
