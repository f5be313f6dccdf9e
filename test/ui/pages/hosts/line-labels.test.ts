import { expect, test } from 'vitest';
import { type Curve, placeLabels, pointAt } from '../../../../ui/pages/hosts/line-labels.ts';

const straight = (y: number): Curve => [0, y, 100, y, 200, y, 300, y];

test('a label stands in the middle of its line', () => {
  expect(placeLabels([{ curve: straight(50), text: '12' }])).toEqual([{ x: 150, y: 50 }]);
  expect(pointAt([0, 0, 0, 30, 90, 30, 90, 0], 0)).toEqual({ x: 0, y: 0 });
  expect(pointAt([0, 0, 0, 30, 90, 30, 90, 0], 1)).toEqual({ x: 90, y: 0 });
});

test('where two lines cross or run side by side, the later one makes way along its own', () => {
  const [first, second, far] = placeLabels([
    { curve: straight(50), text: '12 · 3 failed' },
    { curve: straight(56), text: '4' },
    { curve: straight(90), text: '4' },
  ]);
  expect([first?.x, far?.x, second?.y]).toEqual([150, 150, 56]);
  expect(Math.abs((second?.x ?? 0) - 150)).toBeGreaterThan(50);
});

test('where there is no room, it stands in the middle all the same', () => {
  const point: Curve = [5, 5, 5, 5, 5, 5, 5, 5];
  expect(placeLabels(Array.from({ length: 3 }, () => ({ curve: point, text: '1' })))).toEqual(
    Array.from({ length: 3 }, () => ({ x: 5, y: 5 })),
  );
});
