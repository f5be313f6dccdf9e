import { expect, test } from 'vitest';
import { InstantMessageBook } from '../../../collector/query/instant-message-book.ts';
import { readMessage } from '../../../collector/sip/message.ts';
import { messageText, trace } from '../../support/trace.ts';

test('hops of a request are one entry; REFER in a dialog is a transfer and none of these', () => {
  const t = trace()
    .request('MESSAGE', { branch: 'z9hG4bK-1' })
    .request('MESSAGE', { branch: 'z9hG4bK-2', via: ['proxy', 'ua'] })
    .request('MESSAGE', { cseq: 2 })
    .request('REFER', { toTag: 'b', cseq: 3 })
    .request('REFER', { cseq: 4 });
  const bytes = Buffer.from(messageText('MESSAGE sip:x SIP/2.0', 'MESSAGE', {}));
  const book = new InstantMessageBook(t.store, () => readMessage(bytes));
  while (book.step());
  expect(book.requests.map(one => one.row)).toEqual([0, 2, 4]);
});
