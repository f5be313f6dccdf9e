import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTokens as readOfCollector } from '../../../collector/query/filter-lexer.ts';
import { readTokens } from '../../../ui/filter/tokens.ts';

/** Text that is full of what the language gives a meaning to. */
const SPEECH = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'"\'\\()[]{}=!~<>&|.,: \t\nnxu0aF'),
      fc.constantFrom('and', '..', '[::1]:5060', '\\u0041', '\\x41', '\\d'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 30 },
  )
  .map(parts => parts.join(''));

test('tokens are those of the collector', () => {
  fc.assert(
    fc.property(SPEECH, expression => {
      const theirs = readOfCollector(expression);
      const ours = readTokens(expression);
      if (theirs.ok) expect(ours).toEqual(theirs.tokens.slice(0, -1));
      else expect(ours.at(-1)).toMatchObject({ isOpen: true, position: theirs.error.position });
    }),
    { numRuns: 1000 },
  );
});

test('every character is in a token, or a blank between two', () => {
  fc.assert(
    fc.property(SPEECH, expression => {
      let at = 0;
      for (const { position, length } of readTokens(expression)) {
        expect(expression.slice(at, position).trim()).toBe('');
        at = position + length;
      }
      expect(expression.slice(at).trim()).toBe('');
    }),
  );
});

test('a text whose closing quote is not typed yet reaches to the end', () => {
  expect(readTokens('from ~ "+49 and')).toMatchObject([
    { text: 'from' },
    { text: '~' },
    { type: 'string', text: '+49 and', position: 7, length: 8, isOpen: true },
  ]);
});
