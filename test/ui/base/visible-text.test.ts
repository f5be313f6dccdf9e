import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortLine, unseenText, visibleLine, visibleText } from '../../../ui/base/visible-text.ts';

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/;

test('control characters show their name', () => {
  expect(visibleText('a\u0000b\u001b[31m\u007f\r')).toBe('a⟨NUL⟩b⟨ESC⟩[31m⟨DEL⟩⟨CR⟩');
});
test('characters that turn the direction of writing show their number', () => {
  expect(visibleText('\u202eevil\u2066')).toBe('⟨U+202E⟩evil⟨U+2066⟩');
});
test('tabs and line feeds stay in a text and show their name in a line', () => {
  expect(visibleText('a\tb\n')).toBe('a\tb\n');
  expect(visibleLine('a\tb\n')).toBe('a⟨HT⟩b⟨LF⟩');
});
test('letters of every script stay as they are', () => {
  expect(visibleText('Weiß שלום 東京 🎧')).toBe('Weiß שלום 東京 🎧');
});
test('a long line is cut with an ellipsis', () => {
  expect(shortLine('x'.repeat(9000), 10)).toBe('xxxxxxxxx…');
  expect(shortLine('short', 10)).toBe('short');
});
test('whatever is sent, nothing unseen is left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => !UNSEEN.test(visibleText(text))),
    { seed: 7, numRuns: 500 },
  );
});

test('what was made visible is read back as it was; what only looks alike stays', () => {
  const text = 'a\u0000b\u001b[31m\u007f\r\u202ec\u2066\u00851\n\t';
  expect(unseenText(visibleText(text))).toBe(text);
  for (const alike of ['⟨U+0041⟩', '⟨U+202e⟩', '⟨ABC⟩', '⟨LF⟩', '⟨HT⟩', '⟨U+0000⟩', '⟨⟩'])
    expect(unseenText(alike)).toBe(alike);
});
