import { expect, test } from 'vitest';
import { panelPlace } from '../../../ui/base/panel-place.ts';

const VIEW = { width: 800, height: 600 };

test('a panel opens below, at the left edge of what it belongs to', () => {
  expect(panelPlace({ left: 100, top: 20, bottom: 40 }, { width: 200, height: 300 }, VIEW)).toEqual({
    left: 100,
    top: 44,
    'max-height': 548,
  });
});
test('at the right edge it moves to the left, on a narrow screen to the edge', () => {
  expect(panelPlace({ left: 700, top: 20, bottom: 40 }, { width: 200, height: 300 }, VIEW).left).toBe(592);
  expect(panelPlace({ left: 100, top: 20, bottom: 40 }, { width: 900, height: 300 }, VIEW).left).toBe(8);
});
test('where there is more room above it opens there', () => {
  expect(panelPlace({ left: 0, top: 500, bottom: 520 }, { width: 200, height: 300 }, VIEW)).toMatchObject({ top: 196 });
});
