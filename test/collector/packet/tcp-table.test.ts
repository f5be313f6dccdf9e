import { describe, expect, test } from 'vitest';
import { peelIpv4 } from '../../../collector/packet/ipv4.ts';
import { peelIpv6 } from '../../../collector/packet/ipv6.ts';
import { Packet } from '../../../collector/packet/packet.ts';
import { TcpTable } from '../../../collector/packet/tcp-table.ts';
import { frameOf, ipv4, ipv6 } from '../../support/packet-builder.ts';

function packet4(source = '10.0.0.1', destination = '10.0.0.2'): Packet {
  const p = new Packet();
  p.load(frameOf(ipv4(Buffer.alloc(0), { source, destination })));
  peelIpv4(p);
  return p;
}

function packet6(source: number, destination: number): Packet {
  const p = new Packet();
  p.load(frameOf(ipv6(Buffer.alloc(0), { source, destination })));
  peelIpv6(p);
  return p;
}

describe('finding', () => {
  test('a stream is found by its addresses and ports, in its direction', () => {
    const table = new TcpTable();
    const stream = table.add(packet4(), 1, 2);
    expect(table.find(packet4(), 1, 2)).toBe(stream);
    expect(table.find(packet4(), 2, 1)).toBeUndefined();
    expect(table.find(packet4('10.0.0.2', '10.0.0.1'), 2, 1)).toBeUndefined();
    expect(table.findReverse(packet4('10.0.0.2', '10.0.0.1'), 2, 1)).toBe(stream);
    expect([...stream.addresses]).toEqual([10, 0, 0, 1, 10, 0, 0, 2]);
  });

  test('all of very many streams are found, and none that was removed', () => {
    const table = new TcpTable();
    const streams = Array.from({ length: 6000 }, (_, i) => table.add(packet6(i & 7, 9), i, 5060));
    expect(table.size).toBe(6000);
    streams.forEach((stream, i) => {
      expect(table.find(packet6(i & 7, 9), i, 5060)).toBe(stream);
    });
    for (let i = 0; i < 6000; i += 2) table.remove(streams[i]);
    expect(table.size).toBe(3000);
    streams.forEach((stream, i) => {
      expect(table.find(packet6(i & 7, 9), i, 5060)).toBe(i % 2 === 0 ? undefined : stream);
    });
  });

  test('removing a stream unties it from its other direction', () => {
    const table = new TcpTable();
    const one = table.add(packet4(), 1, 2);
    const two = table.add(packet4('10.0.0.2', '10.0.0.1'), 2, 1);
    one.reverse = two;
    two.reverse = one;
    table.remove(one);
    expect(two.reverse).toBeUndefined();
  });
});

test('the longest silent stream is the oldest', () => {
  const table = new TcpTable();
  const [a, b, c] = [1, 2, 3].map(port => table.add(packet4(), port, 5060));
  expect(table.oldest).toBe(a);
  table.touch(a, 10);
  expect(table.oldest).toBe(b);
  table.touch(c, 11);
  table.remove(b);
  expect(table.oldest).toBe(a);
  table.remove(a);
  table.remove(c);
  expect(table.oldest).toBeUndefined();
});
