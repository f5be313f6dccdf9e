import { expect, test } from 'vitest';
import { nextPlace } from '../../../ui/widgets/chart-steps.ts';

test('arrows walk the points and stop at the ends', () => {
  const first = nextPlace(undefined, 'ArrowRight', false, [3, 3]);
  expect(first).toEqual({ series: 0, index: 0 });
  expect(nextPlace(undefined, 'ArrowLeft', false, [3, 3])).toEqual({ series: 0, index: 2 });
  expect(nextPlace({ series: 0, index: 2 }, 'ArrowRight', false, [3, 3])).toEqual({ series: 0, index: 2 });
  expect(nextPlace({ series: 0, index: 0 }, 'ArrowLeft', false, [3, 3])).toEqual({ series: 0, index: 0 });
  expect(nextPlace({ series: 0, index: 1 }, 'End', false, [3, 3])).toEqual({ series: 0, index: 2 });
  expect(nextPlace({ series: 0, index: 1 }, 'Home', false, [3, 3])).toEqual({ series: 0, index: 0 });
});

test('up and down go round the series, as far as they reach', () => {
  expect(nextPlace({ series: 0, index: 2 }, 'ArrowUp', false, [3, 2])).toEqual({ series: 1, index: 1 });
  expect(nextPlace({ series: 0, index: 0 }, 'ArrowDown', false, [3, 2])).toEqual({ series: 1, index: 0 });
});

test('Shift keeps where the walk began', () => {
  const one = nextPlace({ series: 0, index: 1 }, 'ArrowRight', true, [5]);
  expect(one).toEqual({ series: 0, index: 2, anchor: 1 });
  expect(nextPlace(one, 'ArrowRight', true, [5])).toEqual({ series: 0, index: 3, anchor: 1 });
  expect(nextPlace(one, 'ArrowRight', false, [5])).toEqual({ series: 0, index: 3 });
  expect(nextPlace(undefined, 'ArrowRight', true, [5])).toEqual({ series: 0, index: 0, anchor: 0 });
});

test('other keys and charts without points move nothing', () => {
  expect(nextPlace({ series: 0, index: 1 }, 'x', false, [3])).toBeUndefined();
  expect(nextPlace(undefined, 'ArrowRight', false, [0, 0])).toBeUndefined();
});
