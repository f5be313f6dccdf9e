import { describe, expect, test } from 'vitest';
import { Carrier, CLASSIFIED_BYTES, classify } from '../../../collector/stream/carrier.ts';
import { MASK, webSocketFrame } from '../../support/websocket.ts';

const INVITE = 'INVITE sip:bob@example.com SIP/2.0\r\n';
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const text = (value: string): Buffer => Buffer.from(value, 'latin1');
const carrier = (bytes: Buffer): Carrier => classify(bytes, 0, bytes.length);

const BEGINNINGS: readonly (readonly [name: string, bytes: Buffer, is: Carrier])[] = [
  ['SIP request', text(INVITE), Carrier.Sip],
  ['SIP response', text('SIP/2.0 200 OK\r\n'), Carrier.Sip],
  ['keep-alive', text('\r\n\r\n'), Carrier.Sip],
  ['SIP method like HTTP', text('GETTING sip:x SIP/2.0\r\n'), Carrier.Sip],
  ['SIP method GET', text('GET sip:x SIP/2.0\r\n'), Carrier.Sip],
  ['SIP method HEP', text('HEP sip:x SIP/2.0\r\n'), Carrier.Sip],
  ['ClientHello', hex('160301020001'), Carrier.Tls],
  ['TLS record in the middle', hex('1703030045aabb'), Carrier.Tls],
  ['alert', hex('15030000021'), Carrier.Tls],
  ['heartbeat', hex('1803040013'), Carrier.Tls],
  ['no TLS: type', hex('1903030045'), Carrier.Sip],
  ['no TLS: version', hex('1603050045'), Carrier.Sip],
  ['no TLS: record too large', hex('170303ffff'), Carrier.Sip],
  ['no TLS: empty record', hex('1703030000'), Carrier.Sip],
  ['HTTP request', text('GET /ws HTTP/1.1\r\n'), Carrier.Http],
  ['HTTP request with an absolute URI', text('GET http://a/ HTTP/1.1\r\n'), Carrier.Http],
  ['HTTP response', text('HTTP/1.1 101 Switching Protocols\r\n'), Carrier.Http],
  ['other HTTP', text('POST / HTTP/1.1\r\n'), Carrier.Sip],
  ['HEP3', hex('48455033007100000001'), Carrier.Hep],
  ['EEP3', hex('45455033007100000001'), Carrier.Hep],
  ['HEP3 with a length that cannot be', hex('484550330005'), Carrier.Sip],
  ['WebSocket', webSocketFrame(INVITE), Carrier.WebSocket],
  ['masked WebSocket', webSocketFrame(INVITE, { mask: MASK, opcode: 2 }), Carrier.WebSocket],
  ['WebSocket of something else', webSocketFrame('hello\r\n'), Carrier.Sip],
  ['noise', hex('c0ffee00c0ffee00'), Carrier.Sip],
];

test.each(BEGINNINGS)('%s', (_, bytes, is) => {
  expect(carrier(bytes)).toBe(is);
});

describe('at every cut', () => {
  test.each(BEGINNINGS)('the answer is the same once there is one: %s', (_, bytes, is) => {
    const answers = Array.from({ length: bytes.length }, (_none, i) => classify(bytes, 0, i + 1));
    const first = answers.findIndex(answer => answer !== Carrier.NeedsMore);
    expect(answers.slice(first)).toEqual(answers.slice(first).map(() => is));
  });

  test('there is always one in the end', () => {
    for (let first = 0; first < 256; first++) {
      for (const second of [0x00, 0x03, 0x7e, 0xfe, 0xff, 0x45]) {
        const bytes = Buffer.alloc(CLASSIFIED_BYTES, 0x41);
        bytes[0] = first;
        bytes[1] = second;
        expect(carrier(bytes)).not.toBe(Carrier.NeedsMore);
      }
    }
  });
});
