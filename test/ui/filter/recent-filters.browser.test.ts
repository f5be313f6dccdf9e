import { afterEach, expect, test } from 'vitest';
import { recentFilters, rememberFilter } from '../../../ui/filter/recent-filters.ts';

const KEY = 'sipscope.filters.recent';
afterEach(() => localStorage.removeItem(KEY));

test('the latest first, each once, fifty of them', () => {
  for (let number = 0; number < 60; number += 1) rememberFilter(`code = ${number}`);
  rememberFilter(' code = 30 ');
  rememberFilter('');
  rememberFilter('x'.repeat(5000));
  expect(recentFilters()).toHaveLength(50);
  expect(recentFilters().slice(0, 2)).toEqual(['code = 30', 'code = 59']);
});

test.each(['no json', '{}', '[1, "", "state = busy", null]'])(
  'what somebody else left there does no harm: %s',
  kept => {
    localStorage.setItem(KEY, kept);
    expect(recentFilters()).toEqual(kept.startsWith('[') ? ['state = busy'] : []);
  },
);
