import { expect, test } from 'vitest';
import { isCallKind, legRow } from '../../../collector/query/report-leg.ts';
import { trace } from '../../support/trace.ts';

test('times are ISO 8601 with microseconds, durations ms; the page’s own keys are not there', () => {
  const t = trace().request('INVITE', { at: 0.123 }).response(180, 'INVITE', { at: 250.5, toTag: 'b' });
  const row = legRow(t.store, t.store.legs[0]);
  expect(row).toMatchObject({ startTime: '2026-01-01T00:00:00.000123Z', pdd: 250.377, callId: 'call-1', flags: [] });
  expect(row).not.toHaveProperty('id');
  expect(row).not.toHaveProperty('index');
  expect(JSON.parse(JSON.stringify(row))).not.toHaveProperty('answerTime');
});

test('only a leg of kind call is a call', () => {
  const t = trace().request('INVITE').request('OPTIONS', { callId: 'o' });
  expect(t.store.legs.map(isCallKind)).toEqual([true, false]);
});
