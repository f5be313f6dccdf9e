import { expect, test } from 'vitest';
import { peelIpv4 } from '../../../collector/packet/ipv4.ts';
import { GO } from '../../../collector/packet/outcome.ts';
import { Packet } from '../../../collector/packet/packet.ts';
import { Bench, ethernet, frameOf, ipv4, udp } from '../../support/packet-builder.ts';

function peel(packet: Buffer): Packet {
  const p = new Packet();
  p.load(frameOf(packet));
  expect(peelIpv4(p)).toBe(GO);
  return p;
}

test('every field that later layers need is read', () => {
  const p = peel(
    ipv4(Buffer.from('inside'), {
      identification: 0xbeef,
      ttl: 7,
      protocol: 99,
      moreFragments: true,
      fragmentOffset: 65_528,
    }),
  );
  expect(p).toMatchObject({
    identification: 0xbeef,
    hopLimit: 7,
    protocol: 99,
    isFragment: true,
    moreFragments: true,
    fragmentOffset: 65_528,
    addressLength: 4,
  });
  expect(p.bytes.toString('latin1', p.at, p.end)).toBe('inside');
  expect([...p.addresses.subarray(p.sourceAddress, p.sourceAddress + 8)]).toEqual([10, 0, 0, 1, 10, 0, 0, 2]);
});

test('"do not fragment" is no fragment', () => {
  const packet = ipv4(Buffer.alloc(8));
  packet[6] = 0x40;
  expect(peel(packet)).toMatchObject({ isFragment: false, moreFragments: false });
});

test.each([4, 12, 40])('%i bytes of options are skipped', length => {
  const bench = new Bench();
  bench.take(ethernet(ipv4(udp('hello'), { options: Buffer.alloc(length, 1) })));
  expect(bench.datagrams).toMatchObject([{ payload: 'hello', source: '10.0.0.1', offset: 1000 + 42 + length }]);
});
