import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { type Story, story } from '../../../support/story.ts';

/** RFC 3261 §13.3.1.4: after T1, doubled up to T2. */
const REPEATS = [500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500];

function answeredAt(at: number): Story {
  return story()
    .request('INVITE', { at: 0 })
    .response(180, 'INVITE', { toTag: 'b' })
    .response(200, 'INVITE', { at, toTag: 'b' });
}

test('a 200 that is repeated for want of an ACK is an error, with the BYE that follows', async () => {
  const found = await answeredAt(2000)
    .repeat(REPEATS)
    .request('BYE', { at: 34_000, from: '10.0.0.2:5060', to: '10.0.0.1:5060', fromTag: 'b', toTag: 'a', cseq: 7 })
    .response(200, 'BYE', { from: '10.0.0.1:5060', to: '10.0.0.2:5060', fromTag: 'b', toTag: 'a', cseq: 7 })
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'ack-missing',
      severity: 'error',
      confidence: 'high',
      message:
        'The call was answered, but 10.0.0.1:5060 never sent the ACK: 10.0.0.2:5060 sent its 200 11 times in 31.5 s, ' +
        'and 10.0.0.2:5060 hung up after 32 s.',
    },
  ]);
  expect(found[0].evidence).toHaveLength(12);
});

test('a recorded call without ACK is told once', async () => {
  const capture = await readCapture(join(FIXTURES, 'ack-missing.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([{ rule: 'ack-missing' }]);
});

test('an ACK that does not stop the callee is lost behind the capture point', async () => {
  const found = await answeredAt(2000)
    .request('ACK', { at: 2010, toTag: 'b', branch: 'z9hG4bK-ack' })
    .response(200, 'INVITE', { at: 2500, toTag: 'b' })
    .repeat([1000, 3000, 7000])
    .findings();
  expect(found).toMatchObject([{ rule: 'ack-missing', message: expect.stringContaining('does not reach the callee') }]);
});

test('an ACK that was lost once, or comes late, is healthy', async () => {
  const found = await answeredAt(2000)
    .repeat([500])
    .request('ACK', { at: 2600, toTag: 'b', branch: 'z9hG4bK-ack' })
    .findings();
  expect(found).toEqual([]);
});

test('repeats that cross the ACK on the way are healthy', async () => {
  const found = await answeredAt(2000)
    .request('ACK', { at: 2490, toTag: 'b', branch: 'z9hG4bK-ack' })
    .response(200, 'INVITE', { at: 2500, toTag: 'b' })
    .request('ACK', { at: 2700, toTag: 'b', branch: 'z9hG4bK-ack' })
    .findings();
  expect(found).toEqual([]);
});

test('a 200 sent once without an ACK in sight says nothing: its sender would have repeated it', async () => {
  expect(await answeredAt(2000).wait(60_000).findings()).toEqual([]);
});

test('an answer at the very end of the capture says nothing', async () => {
  expect(await answeredAt(2000).repeat([500]).findings()).toEqual([]);
});
