import { describe, expect, test } from 'vitest';
import { LinkType } from '../../../collector/model/frame.ts';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, ipv4, pppoe, u8, udp } from '../../support/packet-builder.ts';

const v4 = ipv4(udp('hello'));
const ppp = { linkType: LinkType.Ppp };

describe('PPP', () => {
  test.each([
    ['with address and control bytes', bytes(u8(0xff, 3, 0, 0x21), v4)],
    ['with a compressed protocol', bytes(u8(0x21), v4)],
    ['with both', bytes(u8(0xff, 3, 0x21), v4)],
    ['as Cisco HDLC', bytes(u8(0x0f, 0, 8, 0), v4)],
  ])('%s carries IP', (_name, packet) => {
    const bench = new Bench();
    expect(bench.take(packet, ppp)).toBe(Outcome.Handed);
    expect(bench.datagrams[0]?.payload).toBe('hello');
  });

  test('its control protocols are not IP', () => {
    expect(new Bench().take(u8(0xff, 3, 0xc0, 0x21, 1, 1, 0, 4), ppp)).toBe(Reason.NotIp);
    expect(new Bench().take(u8(0x8f, 0, 0x80, 0x35, 0, 0, 0, 0), ppp)).toBe(Reason.NotIp);
  });
});

describe('PPPoE', () => {
  const take = (packet: Buffer) => new Bench().take(ethernet(packet, 0x8864));
  test('a code other than session data is not IP', () => {
    expect(take(pppoe(v4, { code: 0xa7 }))).toBe(Reason.NotIp);
  });
  test('another version or type is malformed', () => {
    expect(take(pppoe(v4, { version: 0x21 }))).toBe(Reason.MalformedPacket);
  });
  test('a length that ends inside the IP header is malformed', () => {
    expect(take(pppoe(v4, { length: 12 }))).toBe(Reason.MalformedPacket);
  });
  test('a length that ends inside the payload cuts it', () => {
    const bench = new Bench();
    bench.take(ethernet(pppoe(v4, { length: 2 + v4.length - 2 }), 0x8864));
    expect(bench.datagrams).toMatchObject([{ payload: 'hel', missing: 2 }]);
  });
});
