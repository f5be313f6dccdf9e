import { expect, test } from 'vitest';
import { CALL_STATES, LEG_STATES } from '../../../collector/model/leg.ts';
import { HostCounts, STATE_GROUPS, stateGroupOf } from '../../../collector/query/chart-counts.ts';

test('every state of a call is in one group, and there are no more groups than colours', () => {
  expect(STATE_GROUPS.flatMap(({ states }) => states).sort()).toEqual([...CALL_STATES].sort());
  expect(STATE_GROUPS.length).toBeLessThanOrEqual(8);
  expect(STATE_GROUPS[stateGroupOf(LEG_STATES.indexOf('declined'))]).toMatchObject({
    name: 'busy or declined',
    filter: 'state in {busy, declined}',
  });
  expect(() => stateGroupOf(LEG_STATES.indexOf('pending'))).toThrow('pending');
});

test('hosts are counted whatever their port, most calls first', () => {
  const addresses = ['10.0.0.1', '10.0.0.1', '::ffff:10.0.0.1', '2001:db8::1'];
  const hosts = new HostCounts('source', id => addresses[id] ?? '');
  hosts.add(0, 1, 1, false);
  hosts.add(1, 1, 0, true);
  hosts.add(2, 0, 0, false);
  hosts.add(3, 0, 0, false);
  expect(hosts.top()).toEqual({
    rows: [
      { name: '10.0.0.1', count: 3, filter: 'source = 10.0.0.1', attempts: 2, answered: 1, asr: 0.5, failed: 1 },
      { name: '2001:db8::1', count: 1, filter: 'source = 2001:db8::1', attempts: 0, answered: 0, asr: null, failed: 0 },
    ],
    omitted: 0,
  });
});

test('of very many hosts the first are told, and how many more there are', () => {
  const hosts = new HostCounts('destination', id => `10.0.${id >> 8}.${id & 255}`);
  for (let id = 0; id < 60; id++) hosts.add(id, 1, 1, false);
  expect(hosts.top().rows).toHaveLength(50);
  expect(hosts.top().omitted).toBe(10);
});
