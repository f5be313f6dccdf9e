import { afterEach, beforeEach, expect, test } from 'vitest';
import { CellHint } from '../../../ui/widgets/cell-hint.ts';

let values: Record<string, string | undefined> = {};
const asked: string[] = [];
let hint = new CellHint(() => undefined);
const box = document.createElement('div');
const cellOf = (row: string, column: string): HTMLElement =>
  box.querySelector(`.${row} [data-column=${column}]`) ?? document.body;
const pointAt = (target: Element): void => {
  target.dispatchEvent(new Event('mouseover', { bubbles: true }));
};

beforeEach(() => {
  box.innerHTML = `<div class="row a" data-index="3"><p class="cell" data-column="from"><b>x</b></p><p class="cell" data-column="to"></p></div>
    <div class="row cursor b" data-index="4"><p class="cell" data-column="from" title="whole 4.from"></p></div>`;
  document.body.append(box);
  values = { '3.from': 'whole 3.from', '4.from': 'whole 4.from' };
  asked.length = 0;
  hint = new CellHint((index, column) => {
    asked.push(`${index}.${column}`);
    return values[`${index}.${column}`];
  });
  box.onmouseover = event => hint.point(event);
});
afterEach(() => box.remove());

test('a cell has its whole value while the pointer is on it, or on what stands in it', () => {
  pointAt(cellOf('a', 'from').querySelector('b') ?? box);
  expect(cellOf('a', 'from').title).toBe('whole 3.from');
  pointAt(cellOf('a', 'from'));
  expect(asked).toEqual(['3.from']);
  pointAt(cellOf('a', 'to'));
  expect([cellOf('a', 'from').hasAttribute('title'), cellOf('a', 'to').hasAttribute('title')]).toEqual([false, false]);
});
test('it follows when another row comes under the pointer, and goes when that has none', () => {
  pointAt(cellOf('a', 'from'));
  values['3.from'] = 'another';
  hint.refresh();
  expect(cellOf('a', 'from').title).toBe('another');
  values['3.from'] = undefined;
  hint.refresh();
  expect(cellOf('a', 'from').hasAttribute('title')).toBe(false);
});
test('what the table tells of the row under the cursor stays when the pointer leaves', () => {
  pointAt(cellOf('b', 'from'));
  pointAt(box);
  expect(cellOf('b', 'from').title).toBe('whole 4.from');
});
