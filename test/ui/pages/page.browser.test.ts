import { expect, test } from 'vitest';
import { adjust, go, isPage } from '../../../ui/pages/page.ts';
import { heard } from '../../support/ui-mount.ts';

test('a new place is a step of history, the same place seen differently is none', () => {
  const element = document.createElement('div');
  const steps = heard<unknown>(element, 'navigate');
  go(element, { page: 'capture' });
  adjust(element, { row: 7 });
  expect(steps).toEqual([
    { to: { page: 'capture' }, isReplacing: false },
    { to: { row: 7 }, isReplacing: true },
  ]);
});
test('a page is what keys can move', () => {
  const page = Object.assign(document.createElement('div'), { run: () => true });
  expect([isPage(page), isPage(document.createElement('div')), isPage(null)]).toEqual([true, false, false]);
});
