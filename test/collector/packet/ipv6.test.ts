import { expect, test } from 'vitest';
import { peelIpv6 } from '../../../collector/packet/ipv6.ts';
import { GO } from '../../../collector/packet/outcome.ts';
import { Packet } from '../../../collector/packet/packet.ts';
import { Bench, bytes, ethernet, frameOf, ipv6, udp } from '../../support/packet-builder.ts';

test('every field that later layers need is read, and nothing of an earlier packet stays', () => {
  const p = new Packet();
  p.load(frameOf(ipv6(Buffer.from('inside'), { nextHeader: 99, source: 7, destination: 8 })));
  p.isFragment = true;
  p.identification = 5;
  p.headerChecksum = 5;
  expect(peelIpv6(p)).toBe(GO);
  expect(p).toMatchObject({
    protocol: 99,
    hopLimit: 64,
    addressLength: 16,
    isFragment: false,
    identification: 0,
    headerChecksum: 0,
  });
  expect(p.bytes.toString('latin1', p.at, p.end)).toBe('inside');
  expect([p.addresses[p.sourceAddress + 15], p.addresses[p.destinationAddress + 15]]).toEqual([7, 8]);
});

test('padding behind the payload is dropped', () => {
  const bench = new Bench();
  bench.take(bytes(ethernet(ipv6(udp('hello', { length: 0 }))), Buffer.alloc(10)));
  expect(bench.datagrams).toMatchObject([{ payload: 'hello', missing: 0 }]);
});
