import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DtmfLog, EVENTS, eventDuration, eventName } from '../../../collector/media/dtmf-log.ts';

/** [event, timestamp, duration, E bit, marker] of each packet, 20 ms apart. */
type Packet = readonly [number, number, number, boolean?, boolean?];

function log(packets: readonly Packet[]): DtmfLog {
  const dtmf = new DtmfLog();
  packets.forEach(([event, timestamp, duration, isEnd = false, marker = false], i) => {
    const bytes = Buffer.from([event, (isEnd ? 0x80 : 0) | 10, duration >> 8, duration & 0xff]);
    dtmf.see(bytes, 0, 4, i * 20_000.5, timestamp, Number(marker), 8000);
  });
  return dtmf;
}

function told(packets: readonly Packet[]): string[] {
  return log(packets).events.map(
    event => `${eventName(event.event)} ${eventDuration(event)}${event.isEnded ? '' : ' open'}`,
  );
}

/** A key of so many ms as phones send it: every 20 ms, then the end three times. */
function key(event: number, timestamp: number, millis: number): Packet[] {
  const steps = Array.from(
    { length: millis / 20 },
    (_, i): Packet => [event, timestamp, (i + 1) * 160, false, i === 0],
  );
  const end: Packet = [event, timestamp, millis * 8, true];
  return [...steps, end, end, end];
}

describe('an event (RFC 4733)', () => {
  test('is one, however many packets tell of it, its end three times among them', () => {
    expect(told([...key(5, 1000, 100), ...key(5, 9000, 60)])).toEqual(['5 100', '5 60']);
  });

  test('without its end lasted as long as the last packet says', () => {
    expect(told([...key(1, 1000, 100).slice(0, 4), ...key(2, 9000, 40)])).toEqual(['1 80 open', '2 40']);
  });

  test('of which only an end came is one', () => {
    expect(told([[11, 500, 800, true]])).toEqual(['# 100']);
  });

  test('of two at once the timestamps differ; the same key twice in a row too', () => {
    expect(told([...key(1, 1000, 40), ...key(1, 1400, 40), ...key(2, 1800, 40)])).toEqual(['1 40', '1 40', '2 40']);
  });

  test('is not begun anew by a packet that comes late, of it or of the one before', () => {
    expect(
      told([...key(1, 1000, 40), [2, 2000, 160, false, true], [1, 1000, 320, true], [2, 2000, 320], [2, 2000, 160]]),
    ).toEqual(['1 40', '2 40 open']);
  });

  test('longer than 65,535 units goes on in another segment (§2.5.1.3)', () => {
    const long: Packet[] = [
      [3, 1000, 160, false, true],
      [3, 1000, 0xffff],
      [3, 1000 + 0xffff, 160],
      [3, 1000 + 0xffff, 4465, true],
    ];
    // 65,535 + 4465 units of 1/8 ms.
    expect(told(long)).toEqual(['3 8750']);
    const another: Packet[] = [
      [3, 1000, 0xffff, true],
      [3, 1000 + 0xffff, 160, false, true],
    ];
    expect(told(another)).toEqual(['3 8191.875', '3 20 open']);
  });

  test('has the time of its first packet', () => {
    expect(log([...key(1, 1000, 40), ...key(2, 9000, 40)]).events.map(({ time }) => time)).toEqual([0, 100_002]);
  });
});

test('names are keys, the flash hook, or numbers', () => {
  expect([0, 9, 10, 11, 12, 15, 16, 33].map(eventName)).toEqual(['0', '9', '*', '#', 'A', 'D', 'flash', 'event 33']);
});

test('without a clock there is no duration', () => {
  expect(eventDuration({ event: 1, time: 0, duration: 800, clockHz: 0, isEnded: true })).toBe(0);
});

test('too many events, and packets that are too short, are counted', () => {
  const many = log(Array.from({ length: EVENTS + 5 }, (_, i): Packet => [1, i * 1000, 160, true]));
  expect([many.events.length, many.refused]).toEqual([EVENTS, 5]);
  const dtmf = new DtmfLog();
  dtmf.see(Buffer.from([1, 2, 3]), 0, 3, 0, 0, 0, 8000);
  expect(dtmf).toMatchObject({ unreadable: 1, events: [] });
});

test('keys are told whatever of their packets is lost or repeated, as long as one of each comes', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(15), fc.nat(200), fc.nat(8)), { minLength: 1, maxLength: 12 }), keys => {
      const packets = keys.flatMap(([event, , keep], i) => {
        const all = key(event, 1000 + i * 4000, 100);
        const kept = all.filter((_, at) => at === keep % all.length || (at * 7 + keep) % 3 === 0);
        return keys[i][1] % 2 === 0 ? kept : kept.flatMap(packet => [packet, packet]);
      });
      expect(log(packets).events.map(({ event }) => event)).toEqual(keys.map(([event]) => event));
    }),
  );
});
