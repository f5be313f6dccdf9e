import { expect, test } from 'vitest';
import { SegmentError } from '../../../collector/segment/error.ts';
import { CallStore } from '../../../collector/store/call-store.ts';
import { MessageBytes } from '../../../collector/store/message-bytes.ts';
import { MessageFlag } from '../../../collector/store/message-table.ts';
import { pcap } from '../../support/pcap-builder.ts';
import { openBytes } from '../../support/segment-frames.ts';

test('a message is read again from its segment, bit by bit', async () => {
  const content = pcap([{ bytes: Buffer.from('..OPTIONS \xff..', 'latin1') }]);
  const store = new CallStore();
  const row = store.messages.add();
  store.messages.offset[row] = content.indexOf('OPTIONS');
  store.messages.length[row] = 9;
  const bytes = new MessageBytes(store, await openBytes(content));
  expect(bytes.read(row)).toEqual(Buffer.from('OPTIONS \xff', 'latin1'));
});

test('a message that was put together is read from its copy; one that a limit refused is empty', async () => {
  const store = new CallStore();
  const { messages } = store;
  const [kept, refused] = [messages.add(), messages.add()];
  messages.flags.fill(MessageFlag.Derived, 0, 2);
  messages.offset[kept] = store.derived.keep(Buffer.from('BYE'), 0, 3);
  messages.length[kept] = 3;
  messages.offset[refused] = -1;
  messages.length[refused] = 500;
  const bytes = new MessageBytes(store, await openBytes(pcap([])));
  expect(bytes.read(kept).toString()).toBe('BYE');
  expect(bytes.read(refused)).toHaveLength(0);
});

test('bytes that are gone are told from bytes that cannot be read', async () => {
  const store = new CallStore();
  store.messages.add();
  const reader = await openBytes(pcap([{ bytes: Buffer.alloc(2000) }]));
  reader.readAt = () => {
    throw new SegmentError('SIPA_SEGMENT_EXPIRED', 'gone', 'read sooner');
  };
  const bytes = new MessageBytes(store, reader);
  expect(bytes.readIfKept(0)).toBeUndefined();
  expect(() => bytes.read(0)).toThrow('gone');
});
