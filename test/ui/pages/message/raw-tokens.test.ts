import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLOURED_LINES, type TokenLine, tokenise } from '../../../../ui/pages/message/raw-tokens.ts';

const shown = (line: TokenLine | undefined): string =>
  (line ?? []).map(token => `${token.kind}:${token.text}`).join('|');
const joined = (lines: readonly TokenLine[]): string =>
  lines.map(line => line.map(token => token.text).join('')).join('\n');

describe('a message', () => {
  const lines = tokenise(
    'INVITE sip:b@b SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK7;rport\r\nf: <sip:a@a>;tag=9\r\ni: 1@a\r\nSubject: a\r\n  b\r\nno colon\r\n\r\nv=0\r\nFrom: no header',
  );
  test('has its start line, names, values and what ties it to others in colours of their own', () => {
    expect(lines.slice(0, 4).map(shown)).toEqual([
      'start:INVITE sip:b@b SIP/2.0',
      'name:Via:|value: SIP/2.0/UDP a;branch=|id:z9hG4bK7|value:;rport',
      'name:f:|value: <sip:a@a>;tag=|id:9',
      'name:i:|id: 1@a',
    ]);
  });
  test('has folded lines as values and lines that are no header plain', () => {
    expect(lines.slice(5, 7).map(shown)).toEqual(['value:  b', 'plain:no colon']);
  });
  test('has a body in which nothing is a header', () => {
    expect(lines.slice(8).map(shown)).toEqual(['body:v=0', 'body:From: no header']);
  });
});

test('no character is lost, whatever the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ':', ';', '\n', ' ', 'tag=', '\t', '\u0000', '<'), maxLength: 300 }),
      text => {
        expect(joined(tokenise(text))).toBe(text);
      },
    ),
    { seed: 5, numRuns: 500 },
  );
});
test('a message of 64 KiB of newlines has a bounded number of lines', () => {
  const lines = tokenise('\n'.repeat(65_536));
  expect(lines).toHaveLength(COLOURED_LINES + 1);
  expect(joined(lines)).toHaveLength(65_536);
});
test('a header of 64 KiB of tags has a bounded number of words', () => {
  const value = ';tag=a'.repeat(11_000);
  const [, line] = tokenise(`X\nFrom: ${value}`);
  expect(line?.length).toBeLessThan(100);
  expect(joined([line ?? []])).toBe(`From: ${value}`);
});
