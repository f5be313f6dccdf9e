import { expect, test } from 'vitest';
import { compileFilter } from '../../../../collector/query/filter.ts';
import { writeTerm } from '../../../../ui/filter/terms.ts';
import { headerTerm } from '../../../../ui/pages/message/header-term.ts';

const HEADERS = [
  { name: 'v', canonical: 'Via', value: 'SIP/2.0/UDP a;branch=z9hG4bK7', parts: [], problems: [] },
  { name: 'X"y', canonical: 'X"y', value: '\u202e"<b>', parts: [], problems: [] },
  { name: 'a b', canonical: 'a b', value: 'x', parts: [], problems: [] },
];

test.each([
  ['h0', 'SIP/2.0/UDP a;branch=z9hG4bK7', 'header["Via"] = "SIP/2.0/UDP a;branch=z9hG4bK7"'],
  ['h0.1', 'z9hG4bK7', 'header["Via"] ~ "z9hG4bK7"'],
  ['h0.0.2', 'udp', 'header["Via"] ~ "udp"'],
  ['h1', '\u202e"<b>', 'header["X\\"y"] = "\\u202e\\"<b>"'],
])('%s is %s', (id, value, written) => {
  const term = headerTerm({ id, value }, HEADERS);
  expect(term && writeTerm(term)).toBe(written);
  expect(compileFilter(written)).toMatchObject({ ok: true });
});
test.each([
  ['s', 'INVITE sip:b SIP/2.0'],
  ['s.0', 'INVITE'],
  ['h0.0', 'decoded claim'],
  ['h0.0', ''],
  ['h2', 'x'],
  ['h9', 'x'],
])('%s is nothing that can be filtered by', (id, value) => {
  expect(headerTerm({ id, value }, HEADERS)).toBeUndefined();
});
