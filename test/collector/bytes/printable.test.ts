import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, printableAscii } from '../../../collector/bytes/printable.ts';

test.each([
  ['plain text, "quoted" <sip:ä@é> 電話', 'plain text, "quoted" <sip:ä@é> 電話'],
  ['a\r\n\tb', 'a\\r\\n\\tb'],
  ['\x1b[31mred\x07', '\\x1b[31mred\\x07'],
  ['\x9b2J', '\\x9b2J'],
  ['\u202egnp.exe\u202c', '\\u202egnp.exe\\u202c'],
  ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
  ['line\u2028paragraph\u2029', 'line\\u2028paragraph\\u2029'],
  ['tag\u{e0041}', 'tag\\u{e0041}'],
  ['lone \ud800 surrogate', 'lone \\ud800 surrogate'],
  ['\u3164\uffff', '\\u3164\\uffff'],
])('%j is shown as %s', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('printable text stays as it is when made printable again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => printable(printable(text)) === printable(text)),
    { seed: 1, numRuns: 1000 },
  );
});

test('ASCII escapes everything else', () => {
  expect(printableAscii('é→😀\x7f')).toBe('\\xe9\\u2192\\u{1f600}\\x7f');
});
