import { expect, test } from 'vitest';
import { nextOrder, sortHosts } from '../../../../ui/pages/hosts/host-table.ts';
import { host } from '../../../support/ui-hosts.ts';

const HOSTS = [
  host('b', 5, { name: 'zeta' }, { unanswered: 1 }),
  host('a', 9, {}, { response: { count: 0, p50: null, p95: null, p99: null } }),
  host('c', 5, { options: 'down' }, { unanswered: 3 }),
];
const keys = (order: string): string =>
  sortHosts(HOSTS, order)
    .map(each => each.key)
    .join('');

test('every column sorts both ways, equal rows keep their place; no order is that of the collector', () => {
  expect([keys(''), keys('key'), keys('-asked'), keys('-unanswered'), keys('p95')]).toEqual([
    'bac',
    'acb',
    'abc',
    'cba',
    'abc',
  ]);
  expect(keys('nonsense')).toBe('bac');
});
test('a click on a number begins with the largest, on a word with the first; the third click ends it', () => {
  expect([nextOrder('asked', ''), nextOrder('asked', '-asked'), nextOrder('asked', 'asked')]).toEqual([
    '-asked',
    'asked',
    '',
  ]);
  expect([nextOrder('key', ''), nextOrder('key', 'key'), nextOrder('key', '-key')]).toEqual(['key', '-key', '']);
});
