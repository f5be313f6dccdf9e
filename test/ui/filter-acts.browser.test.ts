import { LitElement } from 'lit';
import { expect, test } from 'vitest';
import { FilterActs } from '../../ui/filter-acts.ts';
import type { Route } from '../../ui/state/route.ts';
import type { MenuEntry, MenuPoint } from '../../ui/widgets/value-menu.ts';
import { ValueMenu } from '../../ui/widgets/value-menu.ts';
import { at, storeWithRows } from '../support/ui-store.ts';

class Host extends LitElement {}
customElements.define('acts-host', Host);

function host(filter = '') {
  const store = storeWithRows(5, at({ capture: 'demo', filter }));
  const steps: Partial<Route>[] = [];
  let entries: readonly MenuEntry[] = [];
  const menu = new ValueMenu();
  menu.open = (_point: MenuPoint, _heading: string, _label: string, given: readonly MenuEntry[]) => {
    entries = given;
  };
  const element = new Host();
  new FilterActs(element, { store: () => store, menu: () => menu, navigate: to => steps.push(to) });
  document.body.append(element);
  const say = (name: string, detail: unknown): unknown => element.dispatchEvent(new CustomEvent(name, { detail }));
  return { store, steps, say, element, entries: () => entries };
}

const term = { field: 'fromUser', operator: '=', value: 'a"b' } as const;

test('a term becomes a step that can be gone back from', () => {
  const { say, steps, element } = host('x or y');
  say('filter-term', { act: 'include', term });
  expect(steps).toEqual([{ page: 'calls', filter: '(x or y) and fromUser = "a\\"b"', row: undefined }]);
  element.remove();
  say('filter-term', { act: 'include', term });
  expect(steps).toHaveLength(1);
});

test('what changes nothing is no step', () => {
  const { say, steps } = host('x');
  say('filter-set', 'x');
  expect(steps).toEqual([]);
  say('filter-set', '');
  expect(steps).toEqual([{ page: 'calls', filter: '', row: undefined }]);
});

test('a filter that would be too long is left as it is, and that is said', () => {
  const { say, steps, store } = host(`a = "${'x'.repeat(4080)}"`);
  say('filter-term', { act: 'exclude', term });
  expect(steps).toEqual([]);
  expect(store.state.problem?.code).toBe('SIPSCOPE_FILTER_TOO_LONG');
});

test('the menu of a value: what cannot be filtered by can be copied', () => {
  const { say, steps, entries } = host('x');
  say('value-menu', { term, value: 'a"b', row: 'r', x: 1, y: 2 });
  expect(entries().map(({ text }) => text)).toEqual(['Include', 'Exclude', 'Only this', 'Copy value', 'Copy row']);
  entries()[2]?.run();
  expect(steps).toEqual([{ page: 'calls', filter: 'fromUser = "a\\"b"', row: undefined }]);
  say('value-menu', { term: undefined, value: 'v', x: 1, y: 2 });
  expect(entries().map(({ text }) => text)).toEqual(['Copy value']);
});

test('a page that can be narrowed offers that too; several addresses are one part of the filter', () => {
  const { say, steps, entries } = host('x or y');
  let narrowed = 0;
  const here = { detail: 'severity:error', run: () => (narrowed += 1) };
  say('value-menu', { term: undefined, expression: '(ip = a or ip = b)', here, value: 'sbc', x: 1, y: 2 });
  expect(entries().map(({ text }) => text)).toEqual([
    'Include',
    'Exclude',
    'Only this',
    'Only these on this page',
    'Copy value',
  ]);
  for (const at of [0, 1, 2, 3]) entries()[at]?.run();
  expect(steps.map(({ filter }) => filter)).toEqual([
    '(x or y) and (ip = a or ip = b)',
    '(x or y) and not (ip = a or ip = b)',
    '(ip = a or ip = b)',
  ]);
  expect(narrowed).toBe(1);
});

test('saved filters are kept, and those of another window come in', () => {
  const { say, store, element } = host();
  const saved = [{ name: 'Busy', filter: 'state = busy' }];
  say('filters-saved', saved);
  expect(store.state.filtering.saved).toEqual(saved);
  expect(JSON.parse(localStorage.getItem('sipscope.filters.saved') ?? '')).toEqual(saved);
  localStorage.setItem('sipscope.filters.saved', '[{"name":"Other","filter":"x"}]');
  window.dispatchEvent(new StorageEvent('storage', { key: 'sipscope.theme' }));
  expect(store.state.filtering.saved).toEqual(saved);
  window.dispatchEvent(new StorageEvent('storage', { key: 'sipscope.filters.saved' }));
  expect(store.state.filtering.saved).toEqual([{ name: 'Other', filter: 'x' }]);
  localStorage.removeItem('sipscope.filters.saved');
  element.remove();
});
