import { expect, test } from 'vitest';
import { type IcmpEvent, IcmpLog } from '../../../collector/store/icmp-log.ts';

const EVENT: IcmpEvent = {
  time: 0,
  reporter: '10.0.0.9',
  source: 0,
  destination: 1,
  words: 'port unreachable',
  message: 3,
};

test('events are kept by leg', () => {
  const log = new IcmpLog();
  log.add(4, EVENT);
  expect(log.of(4)).toEqual([EVENT]);
  expect(log.of(5)).toEqual([]);
});

test('the same error captured again within 50 ms is one event', () => {
  const log = new IcmpLog();
  for (const time of [0, 50_000, 100_001]) log.add(4, { ...EVENT, time });
  expect(log.of(4)).toHaveLength(2);
});

test('a leg keeps a hundred, what is beyond is counted', () => {
  const log = new IcmpLog();
  for (let i = 0; i < 130; i++) if (log.hasRoom(4)) log.add(4, { ...EVENT, time: i * 1_000_000 });
  expect(log.of(4)).toHaveLength(100);
  expect(log.refused).toBe(30);
  expect(log.hasRoom(5)).toBe(true);
});
