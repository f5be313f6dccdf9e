import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HepEncoder, type HepIdentity } from '../../../collector/hep/encode.ts';
import { MAX_INFLATED_BYTES } from '../../../collector/hep/limits.ts';
import { HepUnpacker, Unpacked } from '../../../collector/hep/unpack.ts';
import { Datagram, Transport } from '../../../collector/model/packet.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import { carried, HEP_SECONDS, INVITE } from '../../support/hep-builder.ts';
import { bytes } from '../../support/packet-builder.ts';

const US: HepIdentity = { agentId: 2002, agentName: 'scope', key: 'secret' };

function originOf(more: Partial<Datagram> = {}): Datagram {
  const d = new Datagram();
  d.addresses = Uint8Array.from([0, 192, 0, 2, 1, 198, 51, 100, 2]);
  d.sourceAddress = 1;
  d.destinationAddress = 5;
  d.sourcePort = 5060;
  d.destinationPort = 65_535;
  d.timeMicros = HEP_SECONDS * 1e6 + 7;
  return Object.assign(d, more);
}

/** Encodes a message in the middle of other bytes, with its Call-ID, and gives an own copy of the frame. */
function encode(payload: Buffer | string, origin = originOf(), identity = US, callId = ''): Buffer {
  const encoder = new HepEncoder(identity);
  const whole = bytes('before', payload, callId, 'after');
  const end = 6 + bytes(payload).length;
  const length = encoder.encode(origin, whole, 6, end, end, end + callId.length);
  return Buffer.from(encoder.out.subarray(0, length));
}

function unpack(frame: Buffer, time = HEP_SECONDS * 1e6) {
  const points = new CapturePoints();
  const unpacker = new HepUnpacker(points, 'secret');
  const result = unpacker.unpack(carried(frame, time));
  const d = unpacker.datagram;
  return {
    result,
    payload: Buffer.from(d.bytes.subarray(d.start, d.end)),
    source: [...d.addresses.subarray(d.sourceAddress, d.sourceAddress + d.addressLength)],
    destination: [...d.addresses.subarray(d.destinationAddress, d.destinationAddress + d.addressLength)],
    sourcePort: d.sourcePort,
    destinationPort: d.destinationPort,
    time: d.timeMicros,
    transport: d.transport,
    point: points.get(d.point)?.name,
    correlation: unpacker.correlationId,
  };
}

test('a frame is what the specification says, byte by byte', () => {
  const origin = originOf({ addresses: Uint8Array.from([0, 212, 202, 0, 1, 82, 116, 0, 211]) });
  Object.assign(origin, { sourcePort: 12_010, destinationPort: 5060, timeMicros: 1_313_440_459_120_000 });
  // The example of HEP3 rev. 37, which has neither key nor name.
  const hex =
    '4845503300710000000100070200000002000711000000030 00ad4ca000100000004000a527400d3' +
    '0000000700082eea00000008000813c400000009000a4e4982cb0000000a000a0001d4c0' +
    '0000000b0007010000000c000a000000e40000000f0014494e56495445207369703a626f62';
  const frame = encode('INVITE sip:bob', origin, { agentId: 228, agentName: '' });
  expect(frame.toString('hex')).toBe(hex.replace(' ', ''));
});

test('what is encoded is what is decoded', () => {
  const address = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  const origins = fc.constantFrom<4 | 16>(4, 16).chain(addressLength =>
    fc.record({
      // No zeros in front: those are what FreeSWITCH leaves of an IPv6 address.
      addresses: address(2 * addressLength).map(a => a.map(byte => byte | 1)),
      addressLength: fc.constant(addressLength),
      sourceAddress: fc.constant(0),
      destinationAddress: fc.constant(addressLength),
      sourcePort: fc.integer({ min: 0, max: 65_535 }),
      destinationPort: fc.integer({ min: 0, max: 65_535 }),
      timeMicros: fc.integer({ min: 946_684_800_000_000, max: 4_294_967_295_999_999 }),
      transport: fc.constantFrom(Transport.Udp, Transport.Tcp, Transport.Tls, Transport.Sctp),
    }),
  );
  const payloads = fc.uint8Array({ minLength: 1, maxLength: 3000 }).map(list => Buffer.from(list));
  fc.assert(
    fc.property(origins, payloads, fc.stringMatching(/^[!-~]{0,100}$/), (more, payload, callId) => {
      const origin = originOf(more);
      const seen = unpack(encode(payload, origin, US, callId), origin.timeMicros);
      expect(seen).toEqual({
        result: Unpacked.Sip,
        payload,
        source: [...origin.addresses.subarray(0, origin.addressLength)],
        destination: [...origin.addresses.subarray(origin.addressLength)],
        sourcePort: origin.sourcePort,
        destinationPort: origin.destinationPort,
        time: origin.timeMicros,
        transport: origin.transport,
        point: 'HEP 2002 (scope)',
        correlation: callId,
      });
    }),
    { seed: 42, numRuns: 300 },
  );
});

test('a WebSocket is told as what carries it', () => {
  const told = (transport: Transport) => unpack(encode(INVITE, originOf({ transport }))).transport;
  expect(told(Transport.Ws)).toBe(Transport.Tcp);
  expect(told(Transport.Wss)).toBe(Transport.Tls);
});

describe('a message of over 64 KiB', () => {
  test('goes compressed', () => {
    const large = Buffer.from(INVITE + 'abcdefghij'.repeat(20_000));
    const frame = encode(large);
    expect(frame.length).toBeLessThan(10_000);
    // So regular a text is beyond the ratio that a receiver takes for honest; one like real bodies is not.
    const body = Buffer.from(Array.from({ length: 30_000 }, (_, i) => String((i * i) % 9973)).join(','));
    expect(unpack(encode(body)).payload.equals(body)).toBe(true);
  });

  test('that does not shrink is refused', () => {
    let state = 1;
    const noise = Buffer.from(
      Array.from({ length: 70_000 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return state >>> 24;
      }),
    );
    expect(encode(noise)).toHaveLength(0);
    expect(encode(Buffer.alloc(MAX_INFLATED_BYTES + 1))).toHaveLength(0);
  });

  test('and one that just fits goes as it is', () => {
    const room = 65_535 - encode('').length;
    expect(encode('x'.repeat(room))).toHaveLength(65_535);
    expect(unpack(encode('x'.repeat(room))).payload).toHaveLength(room);
  });
});

test('names and correlation ids are cut at their limits', () => {
  const seen = unpack(encode(INVITE, originOf(), { ...US, agentName: 'n'.repeat(500) }, 'c'.repeat(5000)));
  expect(seen.point).toBe(`HEP 2002 (${'n'.repeat(64)})`);
  expect(seen.correlation).toBe('c'.repeat(256));
});
