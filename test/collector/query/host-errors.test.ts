import { expect, test } from 'vitest';
import { HostErrors, isServerError } from '../../../collector/query/host-errors.ts';
import { CallStore } from '../../../collector/store/call-store.ts';

test('500, 502, 503 and 504 say that the server could not', () => {
  expect([500, 501, 502, 503, 504, 505, 600].filter(isServerError)).toEqual([500, 502, 503, 504]);
});

test('of two minutes the worse one stands, of two alike the earlier', () => {
  const errors = new HostErrors(new CallStore());
  errors.note(1, 503);
  errors.note(2, 500);
  errors.closeMinute(60, 4);
  errors.note(9, 503);
  errors.note(10, 503);
  expect(errors.worst(120, 2)).toEqual({ start: 60, finals: 4, serverErrors: 2, messages: [1, 2] });
  errors.note(11, 504);
  expect(errors.worst(120, 3)).toEqual({ start: 120, finals: 3, serverErrors: 3, messages: [9, 10, 11] });
  expect([errors.count, errors.count503, errors.first503]).toEqual([5, 3, 1]);
});
