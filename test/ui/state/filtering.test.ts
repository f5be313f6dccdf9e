import { describe, expect, test } from 'vitest';
import {
  type Filtering,
  type FilteringChange,
  fieldNamesOf,
  onFiltering,
  START_FILTERING,
} from '../../../ui/state/filtering.ts';

const REPORT = { total: 1, all: 2, facets: [] };
const problem = { code: 'X', message: 'm', hint: 'h' };
const changed = (...changes: readonly FilteringChange[]): Filtering => changes.reduce(onFiltering, START_FILTERING);

test('the panel, its open and its long facets', () => {
  const { isPanelOpen, openFacets, longFacets } = changed(
    { kind: 'panel', isOpen: true },
    { kind: 'facet-open', facet: 'ua', isOpen: true },
    { kind: 'facet-open', facet: 'state', isOpen: false },
    { kind: 'facet-long', facet: 'ua', isLong: true },
    { kind: 'facet-long', facet: 'code', isLong: true },
    { kind: 'facet-long', facet: 'code', isLong: false },
  );
  expect(isPanelOpen).toBe(true);
  expect(openFacets).toContain('ua');
  expect(openFacets).not.toContain('state');
  expect(longFacets).toEqual(['ua']);
});

describe('facets', () => {
  test('stay on screen while others are asked for', () => {
    const first = changed({ kind: 'facets-asked', id: 'a' }, { kind: 'facets', id: 'a', value: REPORT });
    expect(onFiltering(first, { kind: 'facets-asked', id: 'b' }).facets).toMatchObject({ id: 'b', value: REPORT });
  });
  test('an answer to an older question is not shown', () => {
    const asked = changed({ kind: 'facets-asked', id: 'b' });
    expect(onFiltering(asked, { kind: 'facets', id: 'a', value: REPORT })).toBe(asked);
    expect(onFiltering(asked, { kind: 'facets-refused', id: 'a', problem })).toBe(asked);
    expect(onFiltering(asked, { kind: 'facets-refused', id: 'b', problem }).facets?.problem).toBe(problem);
  });
});

test('values for completion come and are refused by their question', () => {
  const value = { field: 'ua', values: [], distinct: 0, none: 0, omitted: 0, counted: 0, legs: 0 };
  const asked = changed({ kind: 'question', question: { field: 'ua', text: '' } }, { kind: 'values-asked', id: 'q' });
  expect(onFiltering(asked, { kind: 'values', id: 'q', value }).values?.value).toBe(value);
  expect(onFiltering(asked, { kind: 'values', id: 'p', value })).toBe(asked);
  expect(onFiltering(asked, { kind: 'values-refused', id: 'q', problem }).values?.problem).toBe(problem);
  expect(onFiltering(asked, { kind: 'values-refused', id: 'p', problem })).toBe(asked);
});

test('other names of a field are known once the server has told', () => {
  const fields = [{ name: 'code', aliases: ['status'], type: 'number', help: '' } as const];
  expect(fieldNamesOf(undefined).nameOf('Status')).toBe('status');
  const names = fieldNamesOf(changed({ kind: 'fields', fields }).fields);
  expect(names.nameOf('Status')).toBe('code');
  expect(names.isAnyCase('code')).toBe(false);
  expect(fieldNamesOf([{ name: 's', aliases: [], type: 'enum', values: ['a'], help: '' }]).isAnyCase('S')).toBe(true);
});
