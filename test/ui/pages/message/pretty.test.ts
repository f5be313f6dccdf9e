import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prettyJson, prettyXml } from '../../../../ui/pages/message/pretty.ts';

test('JSON is indented, strings and numbers as they stand', () => {
  expect(prettyJson('{"a":[1,{"b, {":1e400}],"c":{ }}')).toBe(
    '{\n  "a": [\n    1,\n    {\n      "b, {": 1e400\n    }\n  ],\n  "c": {}\n}',
  );
});
test('XML is indented, an element of text stays on its line', () => {
  expect(prettyXml('<?xml version="1.0"?><a x="1"><b>t</b><c/><d></d><!-- n --></a>')).toBe(
    '<?xml version="1.0"?>\n<a x="1">\n  <b>t</b>\n  <c/>\n  <d></d>\n  <!-- n -->\n</a>',
  );
});
test('nothing but blanks is lost, whatever it is', () => {
  const squeezed = (text: string): string => text.replace(/\s/g, '');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>/"{}[],:ab \\!-') }), text => {
      expect(squeezed(prettyJson(text))).toBe(squeezed(text));
      expect(squeezed(prettyXml(text))).toBe(squeezed(text));
    }),
    { seed: 13, numRuns: 300 },
  );
});
