import { afterEach, describe, expect, test } from 'vitest';
import {
  isSavedName,
  keepSaved,
  NAME_LIMIT,
  renamed,
  SAVED_LIMIT,
  type SavedFilter,
  savedFilters,
  withImported,
  withoutSaved,
  withSaved,
  writeSaved,
} from '../../../ui/filter/saved-filters.ts';

const KEY = 'sipscope.filters.saved';
afterEach(() => localStorage.removeItem(KEY));

const SAVED: readonly SavedFilter[] = [
  { name: 'Busy', filter: 'state = busy' },
  { name: 'Slow', filter: 'pdd > 3s' },
];
const MANY = Array.from({ length: SAVED_LIMIT }, (_, at) => ({ name: `n${at}`, filter: 'a' }));
const fileOf = (...filters: readonly unknown[]): string =>
  JSON.stringify({ format: 'sipscope-filters', version: 1, filters });

describe('a filter', () => {
  test('is saved under a name, and again in the same place', () => {
    const next = withSaved(SAVED, '  Not \n found ', ' code = 404 ');
    expect(next).toEqual({ saved: [...SAVED, { name: 'Not found', filter: 'code = 404' }] });
    expect(withSaved(SAVED, 'busy', 'code = 486')).toEqual({
      saved: [{ name: 'busy', filter: 'code = 486' }, SAVED[1]],
    });
  });
  test.each([
    [' ', 'a', 'no-name'],
    ['x'.repeat(NAME_LIMIT + 1), 'a', 'long-name'],
    ['n', ' ', 'no-filter'],
    ['n', 'state =', 'unreadable-filter'],
    ['n', `"${'x'.repeat(5000)}"`, 'unreadable-filter'],
  ])('is not saved: %s, %s', (name, filter, fault) => {
    expect(withSaved(SAVED, name, filter)).toEqual({ fault });
  });
  test('has no room beside two hundred, but takes the place of one', () => {
    expect(withSaved(MANY, 'new', 'a')).toEqual({ fault: 'too-many' });
    expect(withSaved(MANY, 'n7', 'b')).toHaveProperty('saved');
  });
  test('gets another name, not one that is taken; and is deleted', () => {
    expect(renamed(SAVED, 'Busy', 'BUSY')).toEqual({ saved: [{ name: 'BUSY', filter: 'state = busy' }, SAVED[1]] });
    expect(renamed(SAVED, 'Busy', 'slow')).toEqual({ fault: 'taken-name' });
    expect(renamed(SAVED, 'Busy', '')).toEqual({ fault: 'no-name' });
    expect(renamed(SAVED, 'gone', 'x')).toEqual({ saved: SAVED });
    expect(withoutSaved(SAVED, 'Busy')).toEqual([SAVED[1]]);
    expect([isSavedName(SAVED, ' busy'), isSavedName(SAVED, 'x')]).toEqual([true, false]);
  });
});

test('the browser keeps them, and what somebody else left there does no harm', () => {
  keepSaved(SAVED);
  expect(savedFilters()).toEqual(SAVED);
  for (const kept of ['no json', '{}', '[null, 7, {"name":"x"}, {"name":"x","filter":"("}]']) {
    localStorage.setItem(KEY, kept);
    expect(savedFilters()).toEqual([]);
  }
});

describe('a file', () => {
  test('that was written is read back', () => {
    expect(withImported([], writeSaved(SAVED))).toEqual({ saved: SAVED, added: 2, known: 0, renamed: 0 });
  });
  test('overwrites nothing: what differs under the same name gets a number', () => {
    const file = fileOf(
      { name: 'BUSY', filter: 'x' },
      { name: 'Slow', filter: 'pdd > 3s' },
      { name: 'N', filter: 'y' },
    );
    const next = withImported(SAVED, file);
    expect(next).toMatchObject({ added: 1, known: 1, renamed: 1 });
    expect('saved' in next && next.saved.map(({ name }) => name)).toEqual(['Busy', 'Slow', 'BUSY (2)', 'N']);
  });
  test.each([
    ['{', { fault: 'not-json' }],
    ['[]', { fault: 'not-ours' }],
    ['{"format":"sipscope-filters","version":2,"filters":[]}', { fault: 'not-ours' }],
    ['{"format":"sipscope-filters","version":1,"filters":{}}', { fault: 'not-ours' }],
    [fileOf({ name: 'a', filter: 'x' }, { name: 'b', filter: '(' }), { fault: 'unreadable-filter', entry: 2 }],
    [fileOf({ name: 7, filter: 'x' }), { fault: 'no-name', entry: 1 }],
    [fileOf(...MANY, { name: 'x', filter: 'a' }), { fault: 'too-many' }],
    [' '.repeat(4 * 1024 * 1024 + 1), { fault: 'too-large' }],
  ])('that is wrong changes nothing', (text, refused) => {
    expect(withImported(SAVED, text)).toEqual(refused);
  });
  test('is refused when there is no room for all of it', () => {
    expect(withImported(MANY, fileOf({ name: 'x', filter: 'a' }))).toEqual({ fault: 'too-many' });
  });
});
