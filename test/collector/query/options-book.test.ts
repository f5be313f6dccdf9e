import { expect, test } from 'vitest';
import { OptionsBook, Peer } from '../../../collector/query/options-book.ts';
import { trace } from '../../support/trace.ts';

test('OPTIONS inside a dialog are no keep-alives', () => {
  const t = trace().request('OPTIONS', { toTag: 'b' });
  const book = new OptionsBook(t.store);
  while (book.step());
  expect(book.peers).toEqual([]);
});

test('an answer without its ping counts, and has no round trip', () => {
  const t = trace().response(200, 'OPTIONS', { toTag: 'b' });
  const book = new OptionsBook(t.store);
  while (book.step());
  expect(book.peers).toMatchObject([{ sent: 0, answered: 1, rtts: [] }]);
});

test('going down is an outage, never having been up is none', () => {
  const peer = new Peer(0, 0, 0);
  peer.note(false, 1);
  peer.note(true, 2);
  peer.note(true, 3);
  peer.note(false, 4);
  expect([peer.outages, peer.since]).toEqual([1, 4]);
});
