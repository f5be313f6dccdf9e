import { describe, expect, test } from 'vitest';
import { addressText } from '../../../collector/bytes/address.ts';
import { DESTINATION_AT, HepFault, HepFrame } from '../../../collector/hep/hep-frame.ts';
import { scanHep } from '../../../collector/hep/scan.ts';
import { chunk, content, frame, INVITE, kamailio } from '../../support/hep-builder.ts';
import { bytes, u8, u16, u32 } from '../../support/packet-builder.ts';

/** Scans in the middle of other bytes, and copies out what was found. */
function scan(hep: Buffer) {
  const before = 9;
  const buffer = bytes(Buffer.alloc(before, 0xff), hep, Buffer.alloc(40, 0xff));
  const out = new HepFrame();
  const faults = scanHep(buffer, before, before + hep.length, out);
  const text = (start: number, end: number): string => buffer.toString('latin1', start, end);
  return {
    faults,
    version: out.version,
    length: out.end - before,
    source: addressText(out.addresses, 0, out.addressLength),
    destination: addressText(out.addresses, DESTINATION_AT, out.addressLength),
    sourcePort: out.sourcePort,
    destinationPort: out.destinationPort,
    protocol: out.ipProtocol,
    seconds: out.seconds,
    micros: out.micros,
    type: out.payloadType,
    agentId: out.agentId,
    name: text(out.agentNameStart, out.agentNameEnd),
    key: text(out.keyStart, out.keyEnd),
    correlation: text(out.correlationStart, out.correlationEnd),
    vlan: out.vlan,
    payload: text(out.payloadStart, out.payloadEnd),
    missing: out.payloadMissing,
    isCompressed: out.isCompressed,
  };
}

/** The example of the specification, HEP3 rev. 37. */
const VECTOR = Buffer.from(
  `48455033 0071 0000 0001 0007 02 0000 0002 0007 11 0000 0003 000a d4ca0001 0000 0004 000a 527400d3
   0000 0007 0008 2eea 0000 0008 0008 13c4 0000 0009 000a 4e4982cb 0000 000a 000a 0001d4c0
   0000 000b 0007 01 0000 000c 000a 000000e4 0000 000f 0014 494e56495445207369703a626f62`.replace(/\s/g, ''),
  'hex',
);

test('the example of the specification is read to its last field', () => {
  expect(VECTOR).toHaveLength(113);
  expect(scan(VECTOR)).toEqual({
    faults: HepFault.None,
    version: 3,
    length: 113,
    source: '212.202.0.1',
    destination: '82.116.0.211',
    sourcePort: 12_010,
    destinationPort: 5060,
    protocol: 17,
    seconds: 1_313_440_459,
    micros: 120_000,
    type: 1,
    agentId: 228,
    name: '',
    key: '',
    correlation: '',
    vlan: -1,
    payload: 'INVITE sip:bob',
    missing: 0,
    isCompressed: false,
  });
});

test('EEP3 is the same as HEP3', () => {
  const eep = Buffer.from(VECTOR);
  eep.write('EEP3', 0, 'latin1');
  expect(scan(eep)).toEqual(scan(VECTOR));
});

const whole = kamailio(content({ key: 'secret', correlation: 'leg-a@pbx' }));
/** The chunks of a frame, taken apart. */
function chunksOf(hep: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 6; at < hep.length; at += hep.readUInt16BE(at + 4)) {
    chunks.push(hep.subarray(at, at + hep.readUInt16BE(at + 4)));
  }
  return chunks;
}

test('chunks may come in any order', () => {
  const chunks = chunksOf(whole);
  const expected = scan(whole);
  expect(scan(frame(chunks.toReversed()))).toEqual(expected);
  for (let turn = 1; turn < chunks.length; turn++) {
    expect(scan(frame([...chunks.slice(turn), ...chunks.slice(0, turn)]))).toEqual(expected);
  }
});

test('of two chunks alike the last one counts, and that is told', () => {
  const twice = scan(frame([chunk(0x11, 'first'), ...chunksOf(whole), chunk(7, u16(7070))]));
  expect(twice).toMatchObject({ sourcePort: 7070, correlation: 'leg-a@pbx', faults: HepFault.DuplicateChunk });
});

test('chunks of other vendors and unknown types are skipped by their length', () => {
  const strange = [chunk(0x0f, 'not the payload', 5), chunk(0x4711, Buffer.alloc(300)), chunk(0x07, u16(1), 2)];
  expect(scan(frame([...strange, ...chunksOf(whole), ...strange]))).toEqual({
    ...scan(whole),
    length: whole.length + 2 * bytes(...strange).length,
  });
});

test.each([
  ['shorter than its header', u16(0, 0x11, 5)],
  ['of length 0', u16(0, 0x11, 0)],
  ['longer than the frame', bytes(u16(0, 0x11, 400), 'abc')],
  ['cut in its header', u16(0, 0x11)],
])('a chunk %s ends the reading and keeps what came before', (_, bad) => {
  expect(scan(frame([...chunksOf(whole), bad]))).toMatchObject({
    faults: HepFault.BadChunk,
    payload: INVITE,
    source: '192.0.2.1',
  });
});

test('a known chunk of a wrong size is skipped', () => {
  const odd = scan(frame([...chunksOf(whole), chunk(7, u8(1)), chunk(3, u8(1, 2, 3)), chunk(9, u16(1, 2, 3))]));
  expect(odd).toMatchObject({ sourcePort: 5060, source: '192.0.2.1', seconds: content().seconds });
  expect(odd.faults & HepFault.BadChunkSize).not.toBe(0);
});

test('an agent id of 16 bits is read too', () => {
  expect(scan(frame([...chunksOf(VECTOR), chunk(12, u16(77))])).agentId).toBe(77);
});

describe('addresses', () => {
  const ipv4 = [chunk(3, u8(10, 0, 0, 1)), chunk(4, u8(10, 0, 0, 2))];
  const ipv6 = [chunk(5, u16(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)), chunk(6, u16(0x2001, 0xdb8, 0, 0, 0, 0, 0, 2))];
  const rest = [chunk(15, INVITE)];

  test('tell their family when nobody else does', () => {
    expect(scan(frame([...ipv4, ...rest]))).toMatchObject({ source: '10.0.0.1', destination: '10.0.0.2', faults: 0 });
    expect(scan(frame([...ipv6, ...rest]))).toMatchObject({ source: '2001:db8::1', destination: '2001:db8::2' });
  });

  test('of the stated family are taken when both are there', () => {
    const both = [...ipv4, ...ipv6, ...rest];
    expect(scan(frame([chunk(1, u8(2)), ...both])).source).toBe('10.0.0.1');
    expect(scan(frame([chunk(1, u8(10)), ...both])).source).toBe('2001:db8::1');
    // AF_INET6 of FreeBSD and macOS.
    expect(scan(frame([chunk(1, u8(28)), ...both])).source).toBe('2001:db8::1');
    expect(scan(frame([chunk(1, u8(30)), ...both])).source).toBe('2001:db8::1');
  });

  test('that contradict the stated family win', () => {
    expect(scan(frame([chunk(1, u8(10)), ...ipv4, ...rest])).source).toBe('10.0.0.1');
    expect(scan(frame([chunk(1, u8(2)), ...ipv6, ...rest])).source).toBe('2001:db8::1');
  });

  test('of two families become a pair of IPv6', () => {
    expect(scan(frame([ipv4[0], ipv6[1], ...rest]))).toMatchObject({
      source: '::ffff:10.0.0.1',
      destination: '2001:db8::2',
      faults: 0,
    });
  });

  test('that are missing are told', () => {
    expect(scan(frame([ipv4[0], ...rest]))).toMatchObject({
      source: '10.0.0.1',
      destination: '0.0.0.0',
      faults: HepFault.NoAddress,
    });
    expect(scan(frame(rest))).toMatchObject({ source: '0.0.0.0', faults: HepFault.NoAddress });
  });
});

test('bytes behind the frame are no part of it', () => {
  expect(scan(bytes(VECTOR, 'HEP3'))).toEqual({ ...scan(VECTOR), faults: HepFault.TrailingBytes });
});

test('a payload cut short is kept as far as it goes, with what is missing', () => {
  expect(scan(VECTOR.subarray(0, 108))).toMatchObject({
    faults: HepFault.Truncated | HepFault.BadChunk,
    payload: 'INVITE si',
    missing: 5,
    source: '212.202.0.1',
  });
});

test('a frame without payload says so', () => {
  expect(scan(frame([chunk(13, u16(30)), chunk(12, u32(7))]))).toMatchObject({
    faults: HepFault.NoAddress | HepFault.NoPayload,
    agentId: 7,
  });
});

test('a frame shorter than its own header is none', () => {
  expect(scan(frame([], { length: 5 })).faults).toBe(HepFault.BadLength);
  expect(scan(bytes('HEP3')).faults).toBe(HepFault.NotHep);
  expect(scan(bytes('')).faults).toBe(HepFault.NotHep);
});
