import { expect, test } from 'vitest';
import { Subscription, SubscriptionBook } from '../../../collector/query/subscription-book.ts';
import { trace } from '../../support/trace.ts';

test('messages whose bytes are gone make no subscription, and no error', () => {
  const t = trace().request('SUBSCRIBE').response(200, 'SUBSCRIBE').request('NOTIFY');
  const book = new SubscriptionBook(t.store, () => undefined);
  while (book.step());
  expect(book.subscriptions).toEqual([]);
});

test('the history keeps the latest fifty', () => {
  const one = new Subscription(0, 0, 'presence', 'a', 'b', 0);
  for (let row = 0; row < 60; row++) one.note(row, 'active');
  expect([one.history.length, one.historyOmitted, one.history[0].row, one.last]).toEqual([50, 10, 10, 59]);
});
