import { expect, test } from 'vitest';
import { matchWords } from '../../../ui/base/match-words.ts';

const best = (question: string, ...texts: readonly string[]): string | undefined =>
  texts
    .map(text => ({ text, match: matchWords(question, text) }))
    .filter(each => each.match !== undefined)
    .sort((a, b) => (b.match?.score ?? 0) - (a.match?.score ?? 0))[0]?.text;

test('letters are found in their order, whatever their case and the blanks between', () => {
  expect(matchWords('RAW m', 'Raw message')?.at).toEqual([0, 1, 2, 4]);
  expect(matchWords('war', 'Raw')).toBeUndefined();
});
test('a letter that begins a word goes before one within', () => {
  expect(matchWords('mc', 'Media, calls')?.at).toEqual([0, 7]);
});
test('beginnings go before what lies within, short before long', () => {
  expect(best('call', 'Recall it', 'Calls')).toBe('Calls');
  expect(best('call', 'Calls of a capture', 'Calls')).toBe('Calls');
});
test('no letters match everything alike', () => {
  expect(matchWords('  ', 'Calls')).toEqual({ score: -0.05, at: [] });
});
