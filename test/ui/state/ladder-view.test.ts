import { expect, test } from 'vitest';
import {
  isFiltering,
  type LadderView,
  NO_FILTER,
  nextHostGroup,
  parseView,
  START_VIEW,
  toggled,
  writeView,
} from '../../../ui/state/ladder-view.ts';

const written = (view: LadderView): string => {
  const query = new URLSearchParams();
  writeView(view, query);
  return query.toString();
};

test('a ladder as it is drawn at first has no word in the address', () => {
  expect(written(START_VIEW)).toBe('');
  expect(parseView(new URLSearchParams())).toEqual(START_VIEW);
});
test('an address reads back what was written, commas and percent signs within names too', () => {
  const view: LadderView = {
    hosts: 'port',
    isNamed: false,
    columns: ['a,b', '50%2C', '[2001:db8::7]:5060'],
    hide: ['10.0.0.9'],
    methods: ['INVITE', 'BYE'],
    transaction: 42,
    leg: 7,
    isQuiet: true,
    isSdpOnly: true,
    isFinalOnly: true,
    isUnfolded: true,
  };
  expect(parseView(new URLSearchParams(written(view)))).toEqual(view);
});
test('what makes no sense is left out, and a list has an end', () => {
  const long = Array.from({ length: 500 }, (_, at) => `h${at}`).join(',');
  const view = parseView(
    new URLSearchParams({ hosts: 'planet', transaction: '-1', 'hide-hosts': long, 'host-order': ',,a,a' }),
  );
  expect(view).toMatchObject({ hosts: 'name', transaction: undefined, columns: ['a'] });
  expect(view.hide).toHaveLength(100);
});
test('hosts are no filter, the rest is', () => {
  expect(isFiltering({ ...START_VIEW, hosts: 'port', hide: ['a'], isUnfolded: true })).toBe(false);
  expect(isFiltering({ ...START_VIEW, isQuiet: true })).toBe(true);
  const narrowed: LadderView = { ...START_VIEW, isQuiet: true, leg: 3 };
  expect(isFiltering({ ...narrowed, ...NO_FILTER })).toBe(false);
});
test('a key walks the ways to make columns', () => {
  expect([nextHostGroup('name'), nextHostGroup('address'), nextHostGroup('port')]).toEqual(['address', 'port', 'name']);
});
test('an item is put in and taken out', () => {
  expect([toggled(['a'], 'b'), toggled(['a', 'b'], 'a')]).toEqual([['a', 'b'], ['b']]);
});
