import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { addressText } from '../../../collector/bytes/address.ts';
import { HepUnpacker, Unpacked } from '../../../collector/hep/unpack.ts';
import { type Datagram, TRANSPORT_NAMES } from '../../../collector/model/packet.ts';
import { CapturePoints } from '../../../collector/model/points.ts';
import * as hep from '../../support/hep-builder.ts';
import { carried, chunk, content, frame, HEP_SECONDS, INVITE } from '../../support/hep-builder.ts';
import { bytes, u8, u16, u32 } from '../../support/packet-builder.ts';

const TIME = HEP_SECONDS * 1e6;

function unpack(d: Datagram, key?: string) {
  const points = new CapturePoints();
  const unpacker = new HepUnpacker(points, key);
  const result = unpacker.unpack(d);
  const inner = unpacker.datagram;
  const address = (at: number): string => addressText(inner.addresses, at, inner.addressLength);
  const port = (number: number): string => (inner.addressLength === 4 ? `:${number}` : `]:${number}`);
  const open = inner.addressLength === 4 ? '' : '[';
  return {
    result,
    unpacker,
    counters: unpacker.counters,
    payload: inner.bytes.toString('latin1', inner.start, inner.end),
    flow:
      `${open}${address(inner.sourceAddress)}${port(inner.sourcePort)} → ` +
      `${open}${address(inner.destinationAddress)}${port(inner.destinationPort)}`,
    transport: TRANSPORT_NAMES[inner.transport],
    time: inner.timeMicros,
    isForeignTime: inner.isForeignTime,
    point: points.get(inner.point),
    correlation: unpacker.correlationId,
    offset: inner.offset,
    fingerprint: inner.fingerprint,
    missing: inner.missing,
  };
}

const FLOW = '192.0.2.1:5060 → 198.51.100.2:5062';

/** What every sender means by `content()`. */
const RIGHT = {
  result: Unpacked.Sip,
  payload: INVITE,
  flow: FLOW,
  transport: 'UDP',
  time: TIME + 123_456,
  isForeignTime: true,
  point: { name: 'HEP 2001', kind: 'hep' },
  missing: 0,
};

describe('frames as real senders build them', () => {
  test('Kamailio: TLS and WebSockets as protocol 22, correlation before the key', () => {
    const d = carried(hep.kamailio(content({ protocol: 22, key: 'k', correlation: 'a@b' })));
    expect(unpack(d, 'k')).toMatchObject({ ...RIGHT, transport: 'TLS', correlation: 'a@b' });
  });

  test('FreeSWITCH: the payload follows the addresses, nothing else is there', () => {
    expect(unpack(carried(hep.freeswitch(content({ agentId: 200 }))))).toMatchObject({
      ...RIGHT,
      point: { name: 'HEP 200', kind: 'hep' },
      correlation: '',
    });
  });

  test('FreeSWITCH: IPv6 addresses that are not in the frame are unknown, not hosts of their own', () => {
    const c = content({ source: '2001:db8::1', destination: '2001:db8::2' });
    for (const label of [0, 0x000a_bcde]) {
      expect(unpack(carried(hep.freeswitch(c, label)))).toMatchObject({
        result: Unpacked.Sip,
        payload: INVITE,
        flow: '[::]:5060 → [::]:5062',
      });
    }
  });

  test('FreeSWITCH: a payload larger than its buffer is kept as far as it goes', () => {
    const long = INVITE + 'x'.repeat(20_000);
    const seen = unpack(carried(hep.freeswitch(content({ payload: long }))));
    expect(seen).toMatchObject({ ...RIGHT, payload: long.slice(0, seen.payload.length), missing: seen.missing });
    expect(seen.missing).toBeGreaterThan(0);
    expect(seen.payload.length + seen.missing).toBe(long.length);
  });

  test('Asterisk: TLS as TCP, a name, and times of whole milliseconds as they are', () => {
    const c = content({ protocol: 6, micros: 123_000, agentName: 'pbx1', correlation: 'hep-call@192.0.2.1' });
    expect(unpack(carried(hep.asterisk(c)))).toMatchObject({
      ...RIGHT,
      transport: 'TCP',
      time: TIME + 123_000,
      point: { name: 'HEP 2001 (pbx1)', kind: 'hep' },
      correlation: 'hep-call@192.0.2.1',
    });
  });

  test('OpenSIPS: the correlation behind the payload, or as JSON in a chunk of its own', () => {
    expect(unpack(carried(hep.opensips(content({ correlation: 'a@b' }))))).toMatchObject({
      ...RIGHT,
      correlation: 'a@b',
    });
    const json = hep.opensips(content(), { json: { xlog: 'other', sip: 'leg@opensips' } });
    expect(unpack(carried(json))).toMatchObject({ ...RIGHT, correlation: 'leg@opensips' });
    const other = hep.opensips(content(), { json: { rest: 'x1' } });
    expect(unpack(carried(other)).correlation).toBe('x1');
  });

  test('OpenSIPS: payloads compressed with zlib or gzip', () => {
    for (const compressed of ['zlib', 'gzip'] as const) {
      const seen = unpack(carried(hep.opensips(content(), { compressed })));
      expect(seen).toMatchObject({ ...RIGHT, offset: -1 });
      expect(seen.counters.compressed).toBe(1);
    }
  });

  test('OpenSIPS: a log line as JSON is a frame without SIP', () => {
    const log = hep.opensips(content({ payload: '{"text": "hello"}', type: 0x56 }), { json: { sip: 'a@b' } });
    expect(unpack(carried(log)).result).toBe(Unpacked.Other);
  });

  test('rtpengine: RTCP reports are frames without SIP', () => {
    const seen = unpack(carried(hep.rtpengine(content({ payload: '{"type":200}', type: 5, correlation: 'c' }))));
    expect(seen).toMatchObject({ result: Unpacked.Other, correlation: 'c' });
    expect(seen.unpacker.frame.payloadType).toBe(5);
  });

  test('heplify: VLAN 0 is no VLAN, an empty key no key', () => {
    const seen = unpack(carried(hep.heplify(content({ agentId: 2002, agentName: 'edge' }))));
    expect(seen).toMatchObject({ ...RIGHT, point: { name: 'HEP 2002 (edge)', kind: 'hep' } });
    expect(seen.unpacker.frame.vlan).toBe(-1);
    expect(unpack(carried(hep.heplify(content())), 'k').result).toBe(Unpacked.WrongKey);
  });

  test('heplify: a frame that is gzip as a whole', () => {
    expect(unpack(carried(gzipSync(hep.heplify(content()))))).toMatchObject({ ...RIGHT, offset: -1 });
  });

  test('captagent: its number in the upper half of the field, a zlib payload', () => {
    expect(unpack(carried(hep.captagent(content({ key: 'k' }), true)), 'k')).toMatchObject(RIGHT);
    expect(unpack(carried(hep.captagent(content())))).toMatchObject(RIGHT);
  });

  test('version 1 has no time and no agent: the frame tells the time', () => {
    const seen = unpack(carried(hep.legacy(1, content())));
    expect(seen).toMatchObject({
      ...RIGHT,
      time: TIME,
      isForeignTime: false,
      point: { name: 'HEP', kind: 'hep' },
    });
    expect(seen.counters).toMatchObject({ badTimes: 0, versions: [0, 1, 0, 0] });
  });

  test.each([
    ['Kamailio', {}],
    ['FreeSWITCH, which counts the time header', { countsTime: true }],
    ['a sender without padding', { timeBytes: 10 }],
    ['a big-endian machine', { isBigEndian: true }],
    ['a big-endian machine without padding that counts all', { isBigEndian: true, timeBytes: 10, countsTime: true }],
  ] as const)('version 2 of %s', (_, o) => {
    expect(unpack(carried(hep.legacy(2, content(), o)))).toMatchObject(RIGHT);
  });

  test('version 2 over IPv6', () => {
    const c = content({ source: '2001:db8::1', destination: '2001:db8::2' });
    expect(unpack(carried(hep.legacy(2, c)))).toMatchObject({
      ...RIGHT,
      flow: '[2001:db8::1]:5060 → [2001:db8::2]:5062',
    });
  });
});

test('what lies contiguous keeps its place in the segment', () => {
  const packet = hep.kamailio(content());
  const d = carried(packet);
  const seen = unpack(d);
  expect(seen.offset).toBe(5000 + packet.indexOf('INVITE'));
  expect(seen.unpacker.datagram.bytes).toBe(d.bytes);
  d.offset = -1;
  expect(unpack(d).offset).toBe(-1);
});

describe('time', () => {
  const timeOf = (more: Parameters<typeof content>[0], outer = TIME) =>
    unpack(carried(hep.kamailio(content(more)), outer));

  test('of an agent is foreign and loses no precision', () => {
    expect(timeOf({})).toMatchObject({ time: TIME + 123_456, isForeignTime: true });
  });

  test('that is absurd is replaced by that of the frame, and counted', () => {
    const day = 86_400;
    for (const more of [
      { seconds: 0 },
      { seconds: 946_684_799 },
      { seconds: HEP_SECONDS + day + 1 },
      { seconds: HEP_SECONDS - day - 1 },
      { micros: 1_000_000 },
    ]) {
      const seen = timeOf(more);
      expect(seen).toMatchObject({ time: TIME, isForeignTime: false });
      expect(seen.counters.badTimes).toBe(1);
      expect(seen.unpacker.datagram.nanos).toBe(789);
    }
    expect(timeOf({ seconds: HEP_SECONDS + day - 1 })).toMatchObject({ isForeignTime: true });
  });

  test('that is missing is that of the frame', () => {
    const seen = unpack(carried(frame([chunk(15, INVITE)])));
    expect(seen).toMatchObject({ time: TIME, isForeignTime: false, point: { name: 'HEP', kind: 'hep' } });
    expect(seen.counters).toMatchObject({ badTimes: 1, noAddress: 1 });
  });

  test('without µs is a whole second', () => {
    expect(unpack(carried(frame([chunk(9, u32(HEP_SECONDS + 1)), chunk(15, INVITE)])))).toMatchObject({
      time: TIME + 1_000_000,
      isForeignTime: true,
    });
  });
});

describe('the fingerprint', () => {
  const printOf = (c: Parameters<typeof content>[0], change: (d: Datagram) => void = () => {}) => {
    const d = carried(hep.kamailio(content(c)));
    change(d);
    return unpack(d).fingerprint;
  };

  test('is repeated by a second capture of the same HEP frame', () => {
    const other = printOf({}, d => {
      d.fingerprint = 7;
      d.timeMicros += 20_000;
      d.frameNumber = 99;
    });
    expect(other).toBe(printOf({}));
  });

  test('is another for a retransmission, another agent, another payload', () => {
    const prints = [{}, { micros: 623_456 }, { seconds: HEP_SECONDS + 1 }, { agentId: 2 }, { payload: `${INVITE} ` }];
    expect(new Set(prints.map(one => printOf(one))).size).toBe(prints.length);
  });

  test('of version 1 follows the packet that carried it', () => {
    const d = carried(hep.legacy(1, content()));
    const first = unpack(d).fingerprint;
    expect(unpack(d).fingerprint).toBe(first);
    d.fingerprint = 43;
    expect(unpack(d).fingerprint).not.toBe(first);
  });
});

describe('the key', () => {
  test.each([
    ['secret', Unpacked.Sip],
    ['Secret', Unpacked.WrongKey],
    ['secre', Unpacked.WrongKey],
    ['secret1', Unpacked.WrongKey],
  ])('%s against secret', (key, result) => {
    const seen = unpack(carried(hep.kamailio(content({ key }))), 'secret');
    expect(seen.result).toBe(result);
    expect(seen.counters.wrongKey).toBe(result === Unpacked.WrongKey ? 1 : 0);
  });

  test('cannot be in a frame of version 1 or 2', () => {
    expect(unpack(carried(hep.legacy(2, content())), 'secret').result).toBe(Unpacked.WrongKey);
  });

  test('that nobody asked for is no matter', () => {
    expect(unpack(carried(hep.kamailio(content({ key: 'whatever' })))).result).toBe(Unpacked.Sip);
  });
});

describe('what is no SIP', () => {
  test.each([[0x64], [4], [5], [0x3d], [35]])('payload type %d', type => {
    expect(unpack(carried(hep.kamailio(content({ type })))).result).toBe(Unpacked.Other);
  });

  test('a keep-alive without payload', () => {
    expect(unpack(carried(frame([chunk(12, u32(2001)), chunk(13, u16(30))]))).result).toBe(Unpacked.Other);
    expect(unpack(carried(hep.kamailio(content({ payload: '' })))).result).toBe(Unpacked.Other);
  });

  test('a payload without type is what it looks like', () => {
    expect(unpack(carried(frame([chunk(15, INVITE)]))).result).toBe(Unpacked.Sip);
    expect(unpack(carried(frame([chunk(15, '{"a": 1}')]))).result).toBe(Unpacked.Other);
  });
});

describe('what is broken', () => {
  test.each([
    ['no HEP', bytes('GET / HTTP/1.1\r\n\r\n')],
    ['a length below the header', frame([], { length: 3 })],
    ['a payload that does not inflate', frame([chunk(0x10, bytes(u8(0x78, 0x9c), 'not zlib at all'))])],
    ['a gzip that is damaged', gzipSync(hep.heplify(content())).subarray(0, 100)],
    ['a gzip of something else', gzipSync(Buffer.from('hello'))],
    ['nothing but a bad chunk', frame([u16(0, 15, 3)])],
    ['nothing', u8()],
  ])('%s', (_, packet) => {
    const seen = unpack(carried(packet));
    expect(seen.result).toBe(Unpacked.Malformed);
    expect(seen.counters.malformed).toBe(1);
  });

  test('a message before a bad chunk is still a message', () => {
    const seen = unpack(carried(frame([chunk(15, INVITE), bytes(u16(0, 17, 999), 'x')])));
    expect(seen).toMatchObject({ result: Unpacked.Sip, payload: INVITE });
    expect(seen.counters.badChunks).toBe(1);
  });

  test('bombs stay closed and are counted', () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
    const inside = unpack(carried(frame([chunk(0x10, bomb.subarray(0, 60_000))])));
    expect(inside.result).toBe(Unpacked.Malformed);
    expect(inside.counters.bombs).toBe(1);
    const outside = unpack(carried(bomb.subarray(0, 60_000)));
    expect(outside.result).toBe(Unpacked.Malformed);
    expect(outside.counters.bombs).toBe(1);
  });
});

test('names of agents are bounded and shown safely', () => {
  const name = (agentName: string) => unpack(carried(hep.asterisk(content({ agentName })))).point?.name;
  expect(name('a\u001b[31m')).toBe('HEP 2001 (a\\x1b[31m)');
  expect(name('node\0')).toBe('HEP 2001 (node)');
  expect(name('x'.repeat(500))).toBe(`HEP 2001 (${'x'.repeat(64)})`);
});

test('correlation ids are bounded', () => {
  expect(unpack(carried(hep.kamailio(content({ correlation: 'x'.repeat(5000) })))).correlation).toBe('x'.repeat(256));
  expect(unpack(carried(hep.kamailio(content({ correlation: 'id\0' })))).correlation).toBe('id');
  expect(unpack(carried(frame([chunk(15, INVITE), chunk(0x65, 'no json')]))).correlation).toBe('');
  expect(unpack(carried(frame([chunk(15, INVITE), chunk(0x65, '[1]')]))).correlation).toBe('');
});
