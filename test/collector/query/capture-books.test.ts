import { expect, test } from 'vitest';
import { CaptureBooks, upToDate } from '../../../collector/query/capture-books.ts';
import { MessageBytes } from '../../../collector/store/message-bytes.ts';
import { MessageFlag } from '../../../collector/store/message-table.ts';
import { pcap } from '../../support/pcap-builder.ts';
import { openBytes } from '../../support/segment-frames.ts';
import { trace } from '../../support/trace.ts';

test('a book is made once, and messages without bytes are counted', async () => {
  const t = trace().request('REGISTER').response(200, 'REGISTER');
  // Bytes that the limit for reassembled messages refused are not there.
  t.store.messages.flags[0] |= MessageFlag.Derived;
  t.store.messages.offset[0] = -1;
  const books = new CaptureBooks(
    t.store,
    new MessageBytes(t.store, await openBytes(pcap([{ bytes: Buffer.alloc(2000) }]))),
  );
  const book = upToDate(books.registrations);
  expect(books.registrations).toBe(book);
  expect(books.unreadable).toBe(1);
});
