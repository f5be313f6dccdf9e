import { describe, expect, test } from 'vitest';
import { HepFault, HepFrame } from '../../../collector/hep/hep-frame.ts';
import { legacyPayloadAt, scanLegacy, startsAsSip } from '../../../collector/hep/legacy.ts';
import { content, HEP_SECONDS, INVITE, legacy } from '../../support/hep-builder.ts';
import { bytes } from '../../support/packet-builder.ts';

const scan = (hep: Buffer): HepFrame => {
  const frame = new HepFrame();
  scanLegacy(hep, 0, hep.length, frame);
  return frame;
};

test('a frame as Kamailio sent it is read to its last field', () => {
  // Version 2, IPv4, UDP, 5060 → 5060, 10.10.0.11 → 10.10.0.10, little endian, agent 2001, two bytes of padding.
  const header = Buffer.from('0210021113c413c40a0a000b0a0a000ab60a046ba45a0000d1070000', 'hex');
  const frame = scan(bytes(header, INVITE));
  expect(frame).toMatchObject({
    version: 2,
    ipProtocol: 17,
    sourcePort: 5060,
    destinationPort: 5060,
    seconds: 0x6b040ab6,
    micros: 23_204,
    agentId: 2001,
    payloadStart: 28,
    faults: 0,
  });
  expect([...frame.addresses.subarray(0, 4), ...frame.addresses.subarray(16, 20)]).toEqual([
    10, 10, 0, 11, 10, 10, 0, 10,
  ]);
});

test('the time is little endian unless only the other order makes sense', () => {
  for (const isBigEndian of [false, true]) {
    expect(scan(legacy(2, content(), { isBigEndian }))).toMatchObject({
      seconds: HEP_SECONDS,
      micros: 123_456,
      agentId: 2001,
    });
  }
  // Absurd in both: told as it is, little endian.
  expect(scan(legacy(2, content({ seconds: 5 })))).toMatchObject({ seconds: 5 });
});

test('the families of other systems are IPv6 too', () => {
  const c = content({ source: '2001:db8::1', destination: '2001:db8::2' });
  for (const family of [10, 28, 30]) expect(scan(legacy(1, c, { family })).addressLength).toBe(16);
});

test('what is no frame says so', () => {
  expect(scan(bytes('hello')).faults).toBe(HepFault.NotHep);
  expect(legacyPayloadAt(bytes(''), 0, 0)).toBe(-1);
});

describe('SIP is recognised by its first words', () => {
  const starts = (text: string): boolean => {
    const buffer = bytes('x', text, 'sip:more');
    return startsAsSip(buffer, 1, 1 + text.length);
  };
  test.each([['INVITE sip:a@b SIP/2.0'], ['ACK sips:a@b'], ['X tel:+49'], ['BYE SIP:a@b'], ['SIP/2.0 200 OK']])(
    '%s',
    text => {
      expect(starts(text)).toBe(true);
    },
  );
  test.each([
    [''],
    ['INVITE'],
    ['INVITE '],
    ['INVITE sip'],
    ['INVITE http://a'],
    ['invite sip:a@b'],
    [' sip:a@b'],
    ['SIP/2.0'],
    ['SIP/1.0 200 OK'],
    ['ABCDEFGHIJKLMNOPQ sip:a@b'],
    ['NOTIFY sipx:a'],
  ])('not "%s"', text => {
    expect(starts(text)).toBe(false);
  });
});
