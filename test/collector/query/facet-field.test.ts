import { expect, test } from 'vitest';
import { facetField, fieldOf, HEADER_NAMES, namedValues } from '../../../collector/query/facet-field.ts';
import { parseFilter } from '../../../collector/query/filter-parser.ts';

function node(expression: string) {
  const parsed = parseFilter(expression);
  if (!parsed.ok || parsed.node === undefined) throw new Error(expression);
  return parsed.node;
}

test.each([
  ['state', 'state'],
  ['STATUS', 'code'],
  ['header["X-Tenant"]', 'header[x-tenant]'],
  ['sip.Via', 'header[via]'],
  ['user-agent', 'ua'],
  ['header', HEADER_NAMES],
])('%s is the field %s', (written, name) => {
  expect(facetField(written)?.name).toBe(name);
});

test.each(['', 'a b', 'pdd', 'talkTime', 'startTime', 'state = busy or state', 'header["a:b"', 'nothing'])(
  '%j has no values to list',
  written => {
    expect(facetField(written)).toBeUndefined();
  },
);

test('a part of a filter is about one field, or about none', () => {
  expect(fieldOf(node('status = 486'))).toBe('code');
  expect(fieldOf(node('not (code = 486 or status >= 500)'))).toBe('code');
  expect(fieldOf(node('code = 486 or state = busy'))).toBeUndefined();
  expect(fieldOf(node('alice'))).toBeUndefined();
  expect(fieldOf(node('sip.Via ~ x or header["VIA"] ~ y'))).toBe('header[via]');
});

test('values that are named one by one', () => {
  expect(namedValues(node('not (code in {486, 500..599} or code = 4xx)'))).toEqual(['486', '4xx']);
  expect(namedValues(node('code > 400'))).toEqual([]);
});
