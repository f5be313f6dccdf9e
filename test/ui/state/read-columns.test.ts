import { expect, test } from 'vitest';
import { headerColumn, isReadColumn, READ_COLUMN_LIMIT, readColumns } from '../../../ui/state/read-columns.ts';

test('a header column says where and which', () => {
  expect(headerColumn('reply.Server')).toEqual({ place: 'reply', name: 'Server' });
  expect([headerColumn('state'), headerColumn('header.'), headerColumn('nowhere.To')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('only what must be read is asked for, up to the limit', () => {
  expect(readColumns('state,userAgent:200,from,header.X-Tenant')).toEqual(['userAgent', 'header.X-Tenant']);
  expect(isReadColumn('callId')).toBe(false);
  const many = Array.from({ length: 30 }, (_, at) => `header.X-${at}`).join(',');
  expect(readColumns(many)).toHaveLength(READ_COLUMN_LIMIT);
});
