import { expect, test } from 'vitest';
import { healthPill } from '../../ui/health-pill.ts';
import { progressOf } from '../support/ui-state.ts';

test('a capture without loss is green', () => {
  expect(healthPill(progressOf())).toEqual({ level: 'good', text: '0 lost' });
});
test('frames that were not decoded are told with their number', () => {
  expect(healthPill(progressOf({ notDecoded: 1312 }))).toEqual({ level: 'warn', text: '1,312 not decoded' });
});
test('a capture that cannot be read is red whatever else it counts', () => {
  expect(healthPill(progressOf({ state: 'failed', notDecoded: 5 }))).toEqual({ level: 'bad', text: 'not readable' });
});
