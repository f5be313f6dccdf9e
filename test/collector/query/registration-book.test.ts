import { expect, test } from 'vitest';
import { RegistrationBook } from '../../../collector/query/registration-book.ts';
import { readMessage } from '../../../collector/sip/message.ts';
import { messageText, trace } from '../../support/trace.ts';

test('a granted REGISTER is read once, its 200 too, a challenged one not at all', () => {
  const t = trace();
  const reads: number[] = [];
  const text = Buffer.from(messageText('REGISTER sip:x SIP/2.0', 'REGISTER', { headers: ['Contact: <sip:a@b>'] }));
  const book = new RegistrationBook(t.store, row => {
    reads.push(row);
    return readMessage(text);
  });
  t.request('REGISTER', { cseq: 1 }).response(401, 'REGISTER', { cseq: 1 });
  t.request('REGISTER', { cseq: 2 }).response(200, 'REGISTER', { cseq: 2 });
  while (book.step());
  while (book.step());
  expect(reads).toEqual([2, 3]);
  t.request('REGISTER', { cseq: 3 });
  while (book.step());
  while (book.step());
  t.response(200, 'REGISTER', { cseq: 3 });
  while (book.step());
  expect(reads).toEqual([2, 3, 4, 5]);
  expect(book.bindings).toHaveLength(1);
});
