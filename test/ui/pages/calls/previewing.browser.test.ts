import { expect, test } from 'vitest';
import { readKept } from '../../../../ui/base/keep.ts';
import { Previewing } from '../../../../ui/pages/calls/previewing.ts';
import { storeWithRows } from '../../../support/ui-store.ts';

test('goes below, to the right, away, and is kept there for the next visit', () => {
  const store = storeWithRows(5);
  const it = new Previewing(
    new EventTarget(),
    () => store,
    () => true,
  );
  const first = it.place;
  const places = [0, 1, 2].map(() => {
    it.cycle();
    return [it.place, readKept('preview')];
  });
  expect(new Set(places.map(([place]) => place)).size).toBe(3);
  expect(places.every(([place, kept]) => place === kept)).toBe(true);
  expect(it.place).toBe(first);
});
