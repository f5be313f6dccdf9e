import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { HepSniff, sniffHep } from '../../../collector/hep/sniff.ts';
import { content, INVITE, kamailio, legacy } from '../../support/hep-builder.ts';
import { bytes, u8, u16 } from '../../support/packet-builder.ts';

const sniff = (payload: Buffer | string): number => {
  const whole = bytes('HEP3', payload, 'HEP3INVITE sip:');
  return sniffHep(whole, 4, whole.length - 15);
};

test('every version is recognised', () => {
  expect(sniff(kamailio(content()))).toBe(HepSniff.V3);
  expect(sniff(bytes('EEP3', u16(6)))).toBe(HepSniff.V3);
  expect(sniff(legacy(1, content()))).toBe(HepSniff.V1);
  expect(sniff(legacy(2, content()))).toBe(HepSniff.V2);
  expect(sniff(legacy(2, content({ payload: 'SIP/2.0 200 OK\r\n\r\n' })))).toBe(HepSniff.V2);
  expect(sniff(gzipSync(kamailio(content())))).toBe(HepSniff.Gzip);
});

test('a large frame that is gzip is known by its head', () => {
  const noise = Buffer.from(Array.from({ length: 60_000 }, (_, i) => (i * 7919 + (i >> 3)) & 0xff));
  expect(sniff(gzipSync(kamailio(content({ payload: noise }))))).toBe(HepSniff.Gzip);
});

describe('nothing else is taken for HEP', () => {
  test.each([
    ['nothing', ''],
    ['SIP', INVITE],
    ['a magic alone', 'HEP3'],
    ['a magic with a length below the header', bytes('HEP3', u16(5))],
    ['an HTTP request', 'HEAD / HTTP/1.1\r\n\r\n'],
    ['a gzip of something else', gzipSync(Buffer.from('{"version":"1.1","host":"example.org"}'))],
    ['a gzip header alone', u8(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1)],
    ['a gzip bomb', gzipSync(Buffer.alloc(10_000_000)).subarray(0, 5000)],
    // A STUN binding response, RADIUS (access request), DNS, NetFlow: first byte 1 or 2.
    ['STUN', bytes(u16(0x0101, 0x0010, 0x2112, 0xa442), Buffer.alloc(28, 1))],
    ['RADIUS', bytes(u8(1, 16), u16(64), Buffer.alloc(60, 2))],
    ['zeros', Buffer.alloc(200)],
    ['twos', Buffer.alloc(200, 2)],
  ])('%s', (_, payload) => {
    expect(sniff(payload)).toBe(HepSniff.No);
  });

  const v1 = legacy(1, content());
  const changed = (at: number, ...values: number[]): Buffer => {
    const copy = Buffer.from(v1);
    copy.set(values, at);
    return copy;
  };
  test.each([
    ['another header length', changed(1, 17)],
    ['another family', changed(2, 3)],
    ['IPv6 in so few bytes', changed(2, 10)],
    ['a protocol that carries no SIP', changed(3, 47)],
    ['no ports', changed(4, 0, 0, 0, 0)],
    ['no addresses', changed(8, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['no SIP behind the header', changed(16, 0)],
    ['a method in small letters', changed(16, 0x69)],
    ['version 2, for which the time is missing', changed(0, 2)],
    ['nothing behind the header', v1.subarray(0, 16)],
  ])('version 1 with %s', (_, payload) => {
    expect(sniff(payload)).toBe(HepSniff.No);
  });
});
