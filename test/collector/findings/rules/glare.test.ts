import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { type Story, story } from '../../../support/story.ts';

function collided(): Story {
  return story()
    .answered()
    .request('INVITE', { at: 3000, toTag: 'b', cseq: 2 })
    .response(491, 'INVITE', { toTag: 'b', cseq: 2 })
    .request('ACK', { toTag: 'b', cseq: 2, branch: 'z9hG4bK-INVITE-2' });
}

test('glare that resolves is a notice, and says how', async () => {
  const found = await collided()
    .request('INVITE', { at: 6000, toTag: 'b', cseq: 3 })
    .response(200, 'INVITE', { toTag: 'b', cseq: 3 })
    .request('ACK', { toTag: 'b', cseq: 3, branch: 'z9hG4bK-ack3' })
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'glare',
      severity: 'notice',
      message: expect.stringContaining('It was tried again 3 s later, with success.'),
    },
  ]);
});

test('recorded glare is told', async () => {
  const capture = await readCapture(join(FIXTURES, 'glare.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([
    { rule: 'glare', severity: 'notice' },
  ]);
});

test('glare that nobody mends is a warning', async () => {
  expect(await collided().wait(20_000).findings()).toMatchObject([{ rule: 'glare', severity: 'warning' }]);
});

test('glare at the end of the capture may still resolve', async () => {
  expect(await collided().findings()).toEqual([]);
});

test('two changes one after the other do not collide', async () => {
  const found = await story()
    .answered()
    .request('INVITE', { toTag: 'b', cseq: 2 })
    .response(200, 'INVITE', { toTag: 'b', cseq: 2 })
    .request('ACK', { toTag: 'b', cseq: 2, branch: 'z9hG4bK-ack2' })
    .findings();
  expect(found).toEqual([]);
});
