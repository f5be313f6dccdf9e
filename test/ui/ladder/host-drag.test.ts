import { expect, test } from 'vitest';
import { landing, pullOf } from '../../../ui/ladder/host-drag.ts';

test('a head lands where most of it stands, within the ladder', () => {
  expect([landing(1, 40, 100, 4), landing(1, 60, 100, 4), landing(1, -160, 100, 4), landing(3, 900, 100, 4)]).toEqual([
    1, 2, 0, 3,
  ]);
});
test('a ladder that is not measured yet does not divide by nothing', () => {
  expect(landing(0, 5, 0, 2)).toBe(1);
});
test('near an edge of what is in view the ladder is pulled along, and nowhere else', () => {
  expect([100, 139, 140, 400, 661, 900].map(x => pullOf(x, 100, 700))).toEqual([-12, -12, 0, 0, 12, 12]);
});
