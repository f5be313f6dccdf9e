import { describe, expect, test } from 'vitest';
import { Datagram, Transport } from '../../../collector/model/packet.ts';
import { GO } from '../../../collector/packet/outcome.ts';
import { Packet } from '../../../collector/packet/packet.ts';
import { fingerprintOf, readUdp } from '../../../collector/packet/udp.ts';
import { frameOf, udp } from '../../support/packet-builder.ts';

test('ports and payload are lent', () => {
  const p = new Packet();
  const d = new Datagram();
  d.transport = Transport.Tcp;
  p.load(frameOf(udp('payload', { sourcePort: 65_535, destinationPort: 1 })));
  expect(readUdp(p, d)).toBe(GO);
  expect(d).toMatchObject({ sourcePort: 65_535, destinationPort: 1, transport: Transport.Udp, missing: 0 });
  expect(d.bytes.toString('latin1', d.start, d.end)).toBe('payload');
});

describe('the fingerprint', () => {
  const base = [0x1234, 0x5678, 0x9abc, 500, 64] as const;
  test('is the same for the same fields, and 32 bits unsigned', () => {
    const print = fingerprintOf(...base);
    expect(fingerprintOf(...base)).toBe(print);
    expect(print).toBe(print >>> 0);
  });
  test.each([
    ['identification', 0],
    ['header checksum', 1],
    ['UDP checksum', 2],
    ['length', 3],
    ['TTL', 4],
  ])('changes with the %s', (_name, index) => {
    const prints = new Set<number>();
    for (let i = 0; i < 200; i++) {
      const fields: [number, number, number, number, number] = [...base];
      fields[index] += i;
      prints.add(fingerprintOf(...fields));
    }
    expect(prints.size).toBe(200);
  });
});
