import { expect, test } from 'vitest';
import { LinkBook, MAX_DECISIONS } from '../../../collector/links/link-book.ts';

test('the latest decision about a pair stands, whatever the order of its Call-IDs; reset takes it back', () => {
  const book = new LinkBook([{ from: 'a', to: 'b', action: 'cut' }]);
  expect(book.decisionOf('b', 'a')).toBe('cut');
  book.decide({ from: 'b', to: 'a', action: 'join' });
  expect([book.decisionOf('a', 'b'), book.all().length]).toEqual(['join', 1]);
  book.decide({ from: 'a', to: 'b', action: 'reset' });
  expect([book.decisionOf('a', 'b'), book.isEmpty, book.version]).toEqual([undefined, true, 3]);
});

test('there is an end to it', () => {
  const book = new LinkBook();
  for (let i = 0; i < MAX_DECISIONS; i++) book.decide({ from: `${i}`, to: 'x', action: 'cut' });
  expect(book.decide({ from: 'one', to: 'more', action: 'cut' })).toBe(false);
  expect(book.decide({ from: '7', to: 'x', action: 'join' })).toBe(true);
});
