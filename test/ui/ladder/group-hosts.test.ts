import { describe, expect, test } from 'vitest';
import type { LadderDiagram } from '../../../server/wire/types.ts';
import { endpointText, groupHosts, nameOf } from '../../../ui/ladder/group-hosts.ts';
import { ladderMessage } from '../../support/ui-ladder.ts';

/** A proxy of two addresses under one name between a phone and a host with two ports. */
const DIAGRAM: LadderDiagram = {
  hosts: [
    { column: 0, label: '10.0.0.1', address: '10.0.0.1', ports: [5060] },
    { column: 1, label: 'proxy', address: '10.0.0.2', addresses: ['10.0.0.2', '10.0.0.3'], ports: [5060] },
    { column: 2, label: 'core', address: '10.0.0.4', ports: [5060, 5080] },
  ],
  rows: [
    ladderMessage(0, { from: 0, to: 1, destinationAddress: '10.0.0.2' }),
    ladderMessage(1, { from: 1, to: 2, sourceAddress: '10.0.0.3', destinationPort: 5080 }),
    { type: 'gap', time: 1, duration: 6000 },
    ladderMessage(2, { from: 1, to: 2, sourceAddress: '10.0.0.3' }),
    { type: 'event', kind: 'media', time: 9, from: 0, to: 2, text: 'RTP' },
  ],
  omitted: 0,
};
const ends = (diagram: LadderDiagram, group: 'name' | 'address' | 'port') => {
  const { hosts, rows } = groupHosts(diagram, group, true);
  return rows.flatMap(row =>
    row.type === 'gap' || row.type === 'seam' ? [] : [`${hosts[row.from ?? -1]?.key} → ${hosts[row.to ?? -1]?.key}`],
  );
};

test('by name the columns stand as they were drawn, each with a key', () => {
  const { hosts, rows } = groupHosts(DIAGRAM, 'name', true);
  expect(hosts.map(host => [host.key, host.messages])).toEqual([
    ['10.0.0.1', 1],
    ['proxy', 3],
    ['10.0.0.4', 2],
  ]);
  expect(rows).toBe(DIAGRAM.rows);
});
test('by address a name of several addresses has a column for each, where it stood', () => {
  expect(ends(DIAGRAM, 'address')).toEqual([
    '10.0.0.1 → 10.0.0.2',
    '10.0.0.3 → 10.0.0.4',
    '10.0.0.3 → 10.0.0.4',
    '10.0.0.1 → 10.0.0.4',
  ]);
  expect(groupHosts(DIAGRAM, 'address', true).hosts.map(host => host.label)).toEqual([
    '10.0.0.1',
    'proxy',
    'proxy',
    'core',
  ]);
});
test('by port each endpoint has a column; media, whose ports are none of them, go to the first', () => {
  expect(ends(DIAGRAM, 'port')).toEqual([
    '10.0.0.1:5060 → 10.0.0.2:5060',
    '10.0.0.3:5060 → 10.0.0.4:5080',
    '10.0.0.3:5060 → 10.0.0.4:5060',
    '10.0.0.1:5060 → 10.0.0.4:5080',
  ]);
});

describe('one address that talks to itself', () => {
  const self: LadderDiagram = {
    hosts: [
      { column: 0, label: 'phone', address: '127.0.0.1', ports: [5060] },
      { column: 1, label: '127.0.0.1:5080', address: '127.0.0.1', ports: [5080] },
    ],
    rows: [ladderMessage(0, { destinationPort: 5080 })],
    omitted: 0,
  };
  test('has keys with ports, for its columns differ in nothing else', () => {
    expect(groupHosts(self, 'name', true).hosts.map(host => host.key)).toEqual(['127.0.0.1:5060', '127.0.0.1:5080']);
  });
  test('is one column by address, called by its address because it has two names', () => {
    const { hosts, rows } = groupHosts(self, 'address', true);
    expect(hosts).toMatchObject([{ key: '127.0.0.1', label: '127.0.0.1', ports: [5060, 5080], messages: 1 }]);
    expect(rows[0]).toMatchObject({ from: 0, to: 0 });
  });
});

test('a host that only media go to keeps a column', () => {
  const hosts = [...DIAGRAM.hosts, { column: 3, label: 'mixer', address: '10.0.0.9', ports: [] }];
  expect(groupHosts({ ...DIAGRAM, hosts }, 'port', true).hosts.at(-1)).toMatchObject({
    key: '10.0.0.9',
    label: 'mixer',
  });
});
test('without names a head is its address', () => {
  expect(groupHosts(DIAGRAM, 'name', false).hosts.map(host => host.label)).toEqual([
    '10.0.0.1',
    '10.0.0.2',
    '10.0.0.4',
  ]);
});
test('an address, with its port or without, is no name', () => {
  const host = { column: 0, address: '2001:db8::7', ports: [5060] };
  expect(nameOf({ ...host, label: endpointText('2001:db8::7', 5060) })).toBeUndefined();
  expect(nameOf({ ...host, label: 'sbc' })).toBe('sbc');
});
