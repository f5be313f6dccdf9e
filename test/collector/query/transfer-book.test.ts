import { expect, test } from 'vitest';
import { TransferBook } from '../../../collector/query/transfer-book.ts';
import { readMessage } from '../../../collector/sip/message.ts';
import { messageText, trace } from '../../support/trace.ts';

function bookOf(texts: readonly string[], build: (t: ReturnType<typeof trace>) => void): TransferBook {
  const t = trace();
  build(t);
  const book = new TransferBook(t.store, row => readMessage(Buffer.from(texts[row] ?? texts[0])));
  while (book.step());
  return book;
}

test('NOTIFYs belong to the REFER that their id names', () => {
  const refer = messageText('REFER sip:b SIP/2.0', 'REFER', {
    headers: ['Refer-To: <sip:c@x?Replaces=1%40x%3Bto-tag%3Da>'],
  });
  const notify = (id: number, line: string): string =>
    messageText('NOTIFY sip:a SIP/2.0', 'NOTIFY', {
      headers: [`Event: refer;id=${id}`, 'Content-Type: message/sipfrag'],
      body: line,
    });
  const book = bookOf(
    [refer, refer, notify(2, 'SIP/2.0 200 OK'), notify(1, 'SIP/2.0 603 Decline'), notify(1, 'nonsense\u001b')],
    t =>
      t
        .request('REFER', { cseq: 1, toTag: 'b' })
        .request('REFER', { cseq: 2, toTag: 'b' })
        .request('NOTIFY', { cseq: 7, toTag: 'a' })
        .request('NOTIFY', { cseq: 8, toTag: 'a' })
        .request('NOTIFY', { cseq: 9, toTag: 'a' }),
  );
  expect(book.transfers).toMatchObject([
    { replaces: '1@x', target: 'sip:c@x', progress: [{ code: 603 }, { code: 0, text: 'nonsense\\x1b' }] },
    { progress: [{ code: 200 }] },
  ]);
  expect(book.of(0)).toHaveLength(2);
  expect(book.of(9)).toEqual([]);
});

test('NOTIFYs of legs without a REFER are not read', () => {
  const t = trace().request('NOTIFY', { toTag: 'a' });
  const book = new TransferBook(t.store, () => {
    throw new Error('read');
  });
  while (book.step());
  expect(book.transfers).toEqual([]);
});
