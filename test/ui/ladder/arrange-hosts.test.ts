import { expect, test } from 'vitest';
import { arrangeHosts, movedColumns } from '../../../ui/ladder/arrange-hosts.ts';
import { groupHosts } from '../../../ui/ladder/group-hosts.ts';
import { ladderMessage } from '../../support/ui-ladder.ts';

const grouped = groupHosts(
  {
    hosts: ['a', 'b', 'c'].map((address, column) => ({ column, label: address, address, ports: [5060] })),
    rows: [
      ladderMessage(0, { from: 0, to: 1 }),
      ladderMessage(1, { from: 1, to: 2 }),
      { type: 'event', kind: 'icmp', time: 1, from: 2, to: 1, text: 'unreachable' },
      { type: 'event', kind: 'loss', time: 2, text: 'lost' },
    ],
    omitted: 0,
  },
  'name',
  true,
);

test('columns that are named come first, the others follow in their own order', () => {
  const { hosts, rows } = arrangeHosts(grouped, ['c', 'nowhere'], []);
  expect(hosts.map(host => [host.key, host.column])).toEqual([
    ['c', 0],
    ['a', 1],
    ['b', 2],
  ]);
  expect(rows[1]).toMatchObject({ from: 2, to: 0 });
});
test('what goes to and from a hidden host goes with it, and is counted; what crosses the ladder stays', () => {
  const { hosts, rows, hidden, behindHosts } = arrangeHosts(grouped, [], ['c']);
  expect(hosts.map(host => host.key)).toEqual(['a', 'b']);
  expect(hidden.map(host => [host.key, host.messages])).toEqual([['c', 1]]);
  expect(rows.map(row => row.type)).toEqual(['message', 'event']);
  expect(behindHosts).toBe(1);
});
test('not all hosts can be hidden', () => {
  expect(arrangeHosts(grouped, [], ['a', 'b', 'c']).hosts).toHaveLength(3);
});
test('a column that is moved leaves the others in their order', () => {
  expect([
    movedColumns(grouped.hosts, 0, 2),
    movedColumns(grouped.hosts, 2, 0),
    movedColumns(grouped.hosts, 0, -1),
  ]).toEqual([
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ]);
});
