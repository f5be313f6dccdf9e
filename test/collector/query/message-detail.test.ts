import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detailMessage, type MessageSources } from '../../../collector/query/message-detail.ts';
import { MessageBytes } from '../../../collector/store/message-bytes.ts';
import { MessageFlag } from '../../../collector/store/message-table.ts';
import { FIXTURES, readCapture, sipCapture } from '../../support/captures.ts';
import { pcap } from '../../support/pcap-builder.ts';
import { openBytes } from '../../support/segment-frames.ts';
import { EPOCH, messageText, type Trace, trace } from '../../support/trace.ts';

async function sourcesOf(t: Trace): Promise<MessageSources> {
  const bytes = new MessageBytes(t.store, await openBytes(pcap([])));
  return { captureId: 'c', store: t.store, bytes, points: t.points, sourceOf: () => 'f' };
}

const INVITE = messageText('INVITE sip:bob@example.net SIP/2.0', 'INVITE', {});

test('a message knows where it came from', async () => {
  const capture = await sipCapture([{ text: INVITE, at: 5, from: '10.0.0.1:5060', to: '10.0.0.2:5070' }]);
  expect(capture.message(0)).toMatchObject({
    id: 'c:0',
    index: 0,
    leg: 0,
    callId: 'call-1',
    time: EPOCH + 5000,
    source: '10.0.0.1:5060',
    destination: '10.0.0.2:5070',
    transport: 'UDP',
    frameNumber: 1,
    file: expect.stringMatching(/made\.pcap$/),
    startLine: 'INVITE sip:bob@example.net SIP/2.0',
    raw: INVITE,
    length: INVITE.length,
    retransmission: false,
    duplicates: 0,
  });
});

test('a retransmission says so', async () => {
  const capture = await sipCapture([
    { text: INVITE, at: 0 },
    { text: INVITE, at: 500 },
  ]);
  expect([0, 1].map(index => capture.message(index)?.retransmission)).toEqual([false, true]);
});

test('copies of the same frame are counted on the first', async () => {
  const t = trace();
  for (let at = 0; at < 3; at++) t.request('INVITE', { at, fingerprint: 7 });
  const detail = detailMessage(await sourcesOf(t), 0).duplicates;
  expect(detail).toBe(2);
});

test('a message cut by the snap length says that it is not whole', async () => {
  const capture = await readCapture(join(FIXTURES, 'format-snaplen-450.pcap'));
  const problems = capture.message(0)?.problems ?? [];
  expect(problems[0]).toMatch(/does not hold all of this message/);
});

test('a message whose bytes a limit refused says so, and is still a message', async () => {
  const t = trace().request('INVITE');
  t.store.messages.flags[0] |= MessageFlag.Derived;
  t.store.messages.offset[0] = -1;
  const detail = detailMessage(await sourcesOf(t), 0);
  expect(detail.problems[0]).toMatch(/were not kept/);
  expect(detail).toMatchObject({ raw: '', callId: 'call-1' });
});
