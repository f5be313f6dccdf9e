import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { classToken, codeInk, responseClass } from '../../../ui/base/response-class.ts';
import { shared } from '../../../ui/styles/shared.ts';

const CODES = [0, 100, 200, 302, 486, 503, 603, 700, 99];

test('a response has the class of its code, anything else that of a request', () => {
  expect(CODES.map(responseClass)).toEqual(['request', '1xx', '2xx', '3xx', '4xx', '5xx', '6xx', 'request', 'request']);
});

test('every class has its colour, as a token and as a word', () => {
  const theme = readFileSync(new URL('../../../ui/styles/theme.css', import.meta.url), 'utf8');
  for (const code of CODES) {
    expect(theme).toContain(`${classToken(code)}: light-dark(`);
    expect(shared.cssText).toMatch(new RegExp(`\\.${codeInk(code)} \\{\\s*color: var\\(${classToken(code)}\\);`));
  }
});
