import { expect, test } from 'vitest';
import { segmentName, segmentSequence } from '../../../collector/record/segment-name.ts';

test('a name has the time in UTC and the number', () => {
  expect(segmentName(new Date(Date.UTC(2026, 10, 23, 9, 20, 11)), 42)).toBe('20261123T092011Z-00000042.pcapng');
});

test('the number is read back, from segments alone', () => {
  expect(segmentSequence('20261123T092011Z-00000042.pcapng')).toBe(42);
  expect(segmentSequence('recorder.json')).toBeUndefined();
  expect(segmentSequence('20261123T092011Z-42.pcapng')).toBeUndefined();
});
