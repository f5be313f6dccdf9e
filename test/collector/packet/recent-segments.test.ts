import { expect, test } from 'vitest';
import { RecentSegments } from '../../../collector/packet/recent-segments.ts';

test('the same stream, sequence and identification within 50 ms is a copy', () => {
  const recent = new RecentSegments();
  expect(recent.note(1, 100, 7, 0, 0)).toBe(false);
  expect(recent.note(1, 100, 7, 0, 50_000)).toBe(true);
  expect(recent.note(1, 100, 7, 0, 50_001)).toBe(false);
});

test('another stream, sequence or identification is none', () => {
  const recent = new RecentSegments();
  recent.note(1, 100, 7, 0, 0);
  expect(recent.note(2, 100, 7, 0, 0)).toBe(false);
  expect(recent.note(1, 101, 7, 0, 0)).toBe(false);
  expect(recent.note(1, 100, 8, 0, 0)).toBe(false);
});

test('without identification the checksum tells copies apart, and is no identification', () => {
  const recent = new RecentSegments();
  recent.note(1, 100, 0, 7, 0);
  expect(recent.note(1, 100, 0, 8, 0)).toBe(false);
  expect(recent.note(1, 100, 0, 8, 0)).toBe(true);
  expect(recent.note(1, 100, 8, 0, 0)).toBe(false);
});
