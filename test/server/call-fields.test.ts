import { expect, test } from 'vitest';
import { ALL_FIELDS, fieldOf, readFields } from '../../server/call-fields.ts';
import { callRow } from '../support/ui-state.ts';

test('every field of a row has a text', () => {
  const row = callRow(3, {
    pdd: 12.5,
    answerTime: 1_768_471_331_000_001,
    flags: ['forked', 'onHold'],
    values: { 'header.X': 'a' },
  });
  for (const field of ALL_FIELDS)
    expect(['string', 'number', 'undefined'], field).toContain(typeof fieldOf(row, field));
  expect(['index', 'pdd', 'answerTime', 'flags', 'header.X', 'mos'].map(field => fieldOf(row, field))).toEqual([
    3,
    12.5,
    '2026-01-15T10:02:11.000001Z',
    'forked onHold',
    'a',
    undefined,
  ]);
});

test('what is no field of a row is read from messages', () => {
  expect(readFields(['state', 'header.X', 'userAgent', 'constructor'])).toEqual([
    'header.X',
    'userAgent',
    'constructor',
  ]);
});
