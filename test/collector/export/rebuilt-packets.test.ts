import { expect, test } from 'vitest';
import { RebuiltPackets } from '../../../collector/export/rebuilt-packets.ts';
import { LinkType } from '../../../collector/model/frame.ts';
import { EndpointTable } from '../../../collector/store/endpoint-table.ts';
import { Bench } from '../../support/packet-builder.ts';

function endpoints(length: 4 | 16): { table: EndpointTable; source: number; destination: number } {
  const table = new EndpointTable();
  const address = (last: number): Uint8Array =>
    Uint8Array.from({ length }, (_, at) => (at === length - 1 ? last : 0x20));
  return {
    table,
    source: table.intern(address(1), 0, length, 5061),
    destination: table.intern(address(2), 0, length, 5060),
  };
}

/** RFC 1071: over all that it covers, the checksum in it, the sum is all ones. */
function sumsTo(bytes: Buffer): number {
  let sum = 0;
  const even = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
  for (let at = 0; at < even.length; at += 2) sum += even.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
}

test.each([4, 16] as const)('UDP over addresses of %i bytes: decoded again, with checksums that are right', length => {
  const { table, source, destination } = endpoints(length);
  for (const text of ['BYE sip:b SIP/2.0', 'odd']) {
    const [packet] = new RebuiltPackets(table).around(Buffer.from(text), { source, destination, isTcp: false });
    const bench = new Bench();
    bench.take(packet, { linkType: LinkType.Raw });
    expect(bench.datagrams).toMatchObject([{ payload: text, sourcePort: 5061, destinationPort: 5060 }]);
    const at = length === 4 ? 20 : 40;
    if (length === 4) expect(sumsTo(packet.subarray(0, at))).toBe(0xffff);
    const pseudo = Buffer.from([0, 17, 0, packet.length - at]);
    expect(sumsTo(Buffer.concat([packet.subarray(length === 4 ? 12 : 8, at), pseudo, packet.subarray(at)]))).toBe(
      0xffff,
    );
  }
});

test('TCP counts on in each direction, and a long message takes several segments', () => {
  const { table, source, destination } = endpoints(4);
  const packets = new RebuiltPackets(table);
  const there = { source, destination, isTcp: true };
  const back = { source: destination, destination: source, isTcp: true };
  const long = 'x'.repeat(100_000);
  const all = [
    ...packets.around(Buffer.from('one'), there),
    ...packets.around(Buffer.from('two!'), back),
    ...packets.around(Buffer.from(long), there),
  ];
  expect(all).toHaveLength(4);
  const numbers = all.map(packet => [packet.readUInt32BE(24), packet.readUInt32BE(28)]);
  expect(numbers.slice(0, 3)).toEqual([
    [1, 1],
    [1, 4],
    [4, 5],
  ]);
  const bench = new Bench();
  for (const packet of all) bench.take(packet, { linkType: LinkType.Raw });
  const heard = bench.events.flatMap(event => (event.kind === 'bytes' ? [event.seen.payload] : [])).join('');
  expect(heard).toContain('one');
  expect(heard).toContain(long);
});

test('what does not fit into UDP goes by TCP', () => {
  const { table, source, destination } = endpoints(4);
  const [first] = new RebuiltPackets(table).around(Buffer.alloc(70_000), { source, destination, isTcp: false });
  expect(first[9]).toBe(6);
});
