import { describe, expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { Outcome } from '../../../collector/packet/outcome.ts';
import { Bench, bytes, ethernet, ipv4, ipv6, pppoe, snap, u16, udp, vlan } from '../../support/packet-builder.ts';

const v4 = ipv4(udp('hello'));

describe('tags', () => {
  test.each([
    ['802.1Q', [0x8100]],
    ['802.1ad QinQ', [0x88a8, 0x8100]],
    ['QinQ of old switches', [0x9100, 0x8100]],
    ['eight tags', Array.from({ length: 8 }, () => 0x8100)],
  ])('%s are peeled', (_name, tags) => {
    const bench = new Bench();
    expect(bench.take(vlan(tags, v4))).toBe(Outcome.Handed);
    expect(bench.take(vlan(tags, ipv6(udp('six'))))).toBe(Outcome.Handed);
    expect(bench.datagrams.map(d => d.payload)).toEqual(['hello', 'six']);
  });

  test('a ninth tag is malformed', () => {
    expect(
      new Bench().take(
        vlan(
          Array.from({ length: 9 }, () => 0x8100),
          v4,
        ),
      ),
    ).toBe(Reason.MalformedPacket);
  });

  test('a tag that the capture cut is truncated', () => {
    expect(new Bench().take(vlan([0x8100], v4), { snap: 16 })).toBe(Reason.Truncated);
  });

  test('a tagged frame that is not IP is not IP', () => {
    expect(new Bench().take(vlan([0x8100], Buffer.alloc(28), 0x0806))).toBe(Reason.NotIp);
  });
});

describe('802.3', () => {
  test('SNAP carries IP, and its length leaves out the padding', () => {
    const bench = new Bench();
    expect(bench.take(bytes(snap(ipv4(udp('snapped', { length: 0 }), { totalLength: 0 })), Buffer.alloc(9)))).toBe(
      Outcome.Handed,
    );
    expect(bench.datagrams[0]?.payload).toBe('snapped');
  });
  test('SNAP with another protocol is not IP', () => {
    expect(new Bench().take(snap(Buffer.alloc(20), 0x2000))).toBe(Reason.NotIp);
  });
  test('a length too short for LLC is not IP', () => {
    expect(new Bench().take(ethernet(Buffer.alloc(46), 3))).toBe(Reason.NotIp);
  });
});

test('a PPPoE session inside a tag carries IP', () => {
  const bench = new Bench();
  expect(bench.take(vlan([0x8100], pppoe(v4), 0x8864))).toBe(Outcome.Handed);
  expect(bench.datagrams[0]?.payload).toBe('hello');
});

test('PPPoE discovery is not IP', () => {
  expect(new Bench().take(ethernet(bytes(Buffer.from([0x11, 9]), u16(0, 0)), 0x8863))).toBe(Reason.NotIp);
});
