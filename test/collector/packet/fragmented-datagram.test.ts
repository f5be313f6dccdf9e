import { describe, expect, test } from 'vitest';
import { Added, FragmentedDatagram } from '../../../collector/packet/fragmented-datagram.ts';
import { peelIpv4 } from '../../../collector/packet/ipv4.ts';
import { Packet } from '../../../collector/packet/packet.ts';
import type { Ipv4Options } from '../../support/packet-builder.ts';
import { frameOf, ipv4 } from '../../support/packet-builder.ts';

function fragment(payload: string, fragmentOffset: number, moreFragments: boolean, o: Ipv4Options = {}): Packet {
  const p = new Packet();
  p.load(frameOf(ipv4(Buffer.from(payload), { fragmentOffset, moreFragments, ...o })));
  peelIpv4(p);
  return p;
}

describe('a datagram', () => {
  test('is whole when every byte up to its last fragment is there', () => {
    const last = fragment('CC', 16, false);
    const datagram = new FragmentedDatagram(0, last);
    expect(datagram.add(last)).toBe(Added.Waits);
    expect(datagram.add(fragment('AAAAAAAA', 0, true))).toBe(Added.Waits);
    const middle = fragment('BBBBBBBB', 8, true);
    expect(datagram.add(middle)).toBe(Added.Completes);
    datagram.assembleInto(middle);
    expect(middle.bytes.toString('latin1', middle.at, middle.end)).toBe('AAAAAAAABBBBBBBBCC');
    expect(middle).toMatchObject({ missing: 0, isFragment: false });
  });

  test('refuses a second end', () => {
    const last = fragment('CC', 16, false);
    const datagram = new FragmentedDatagram(0, last);
    datagram.add(last);
    expect(datagram.add(fragment('CCC', 16, false))).toBe(Added.Conflict);
    expect(datagram.add(fragment('C', 8, false))).toBe(Added.Conflict);
  });
});

test('source, destination, protocol and identification make a datagram', () => {
  const first = fragment('AAAAAAAA', 0, true);
  const datagram = new FragmentedDatagram(0, first);
  expect(datagram.isSame(fragment('x', 8, false, { ttl: 3 }))).toBe(true);
  for (const other of [{ source: '10.0.0.9' }, { destination: '10.0.0.9' }, { protocol: 6 }, { identification: 2 }]) {
    expect(datagram.isSame(fragment('x', 8, false, other))).toBe(false);
  }
});
