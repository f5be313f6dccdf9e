import { describe, expect, test } from 'vitest';
import { LinkType } from '../../../collector/model/frame.ts';
import { readAddress, UdpHeaders, wrapInUdp } from '../../../collector/record/hep-listener-wrap.ts';
import { content, kamailio } from '../../support/hep-builder.ts';
import { addressText, Bench } from '../../support/packet-builder.ts';

const HEP = kamailio(content());

function read(packet: Buffer) {
  const bench = new Bench();
  bench.take(packet, { linkType: LinkType.Raw });
  const [seen] = bench.datagrams;
  return seen;
}

test.each([
  ['10.0.0.9', '10.0.0.1', '10.0.0.9', '10.0.0.1'],
  ['::ffff:10.0.0.9', '::ffff:10.0.0.1', '10.0.0.9', '10.0.0.1'],
  ['10.0.0.9', '::', '10.0.0.9', '0.0.0.0'],
  ['2001:db8::9', '2001:db8:0:1::1', '2001:db8::9', '2001:db8:0:1::1'],
  ['fe80::9%eth0', '::', 'fe80::9', '::'],
])('%s to %s reads as a packet of its own', (remote, local, source, destination) => {
  const text = (address: string): string => addressText(readAddress(address), 0, readAddress(address).length);
  const seen = read(wrapInUdp(HEP, remote, 40_000, local, 9060));
  expect(seen).toMatchObject({
    payload: HEP.toString('latin1'),
    source: text(source),
    destination: text(destination),
    sourcePort: 40_000,
    destinationPort: 9060,
    missing: 0,
  });
});

describe('a frame that fits into no length', () => {
  test.each(['10.0.0.9', '2001:db8::9'])('reads whole (%s)', remote => {
    for (const size of [65_499, 65_507, 65_508, 65_527, 65_528, 65_535]) {
      const large = Buffer.alloc(size, 0x41);
      expect(read(wrapInUdp(large, remote, 1, remote, 2)).payload).toHaveLength(size);
    }
  });
});

test('a frame that is sent twice has another identification, the headers are right', () => {
  const headers = new UdpHeaders();
  const first = Buffer.from(headers.before(100, '10.0.0.9', 1, '10.0.0.1', 2));
  const second = headers.before(100, '10.0.0.9', 1, '10.0.0.1', 2);
  expect(first.readUInt16BE(4)).not.toBe(second.readUInt16BE(4));
  for (const header of [first, second]) {
    let sum = 0;
    for (let i = 0; i < 20; i += 2) sum += header.readUInt16BE(i);
    expect((sum & 0xffff) + (sum >>> 16)).toBe(0xffff);
    expect(header).toHaveLength(28);
  }
  expect(headers.before(100, '::1', 1, '::1', 2)).toHaveLength(48);
  // And back: nothing of the IPv6 header is left over.
  expect(read(Buffer.concat([headers.before(HEP.length, '10.0.0.9', 1, '10.0.0.1', 2), HEP]))).toMatchObject({
    source: '10.0.0.9',
    destination: '10.0.0.1',
  });
});

test('addresses are read as they are written', () => {
  const hex = (text: string): string => readAddress(text).toString('hex');
  expect(hex('192.0.2.1')).toBe('c0000201');
  expect(hex('::ffff:192.0.2.1')).toBe('c0000201');
  expect(hex('::')).toBe('0'.repeat(32));
  expect(hex('::1')).toBe(`${'0'.repeat(31)}1`);
  expect(hex('2001:db8::')).toBe(`20010db8${'0'.repeat(24)}`);
  expect(hex('1:2:3:4:5:6:7:8')).toBe('00010002000300040005000600070008');
  expect(hex('64:ff9b::192.0.2.33')).toBe('0064ff9b0000000000000000c0000221');
  expect(hex('nonsense')).toBe('00000000');
});

test('addresses without end do not take memory without end', () => {
  const headers = new UdpHeaders();
  for (let i = 0; i < 20_000; i++) headers.before(1, `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, 1, '10.0.0.1', 2);
  expect(headers.before(1, '10.1.2.3', 1, '10.0.0.1', 2).subarray(12, 16)).toEqual(Buffer.from([10, 1, 2, 3]));
});
