import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { type Story, story } from '../../../support/story.ts';

const CANCEL = { branch: 'z9hG4bK-INVITE-1' };

function crossed(): Story {
  return story()
    .request('INVITE', { at: 0 })
    .response(180, 'INVITE', { toTag: 'b' })
    .request('CANCEL', { at: 5000, ...CANCEL })
    .response(200, 'INVITE', { at: 5010, toTag: 'b' })
    .response(200, 'CANCEL', CANCEL)
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' });
}

test('a caller that gave up and does not hang up leaves a ghost', async () => {
  const found = await crossed().wait(20_000).findings();
  expect(found).toMatchObject([
    {
      rule: 'cancel-race',
      severity: 'warning',
      message:
        '10.0.0.1:5060 gave up, and the call was answered by 10.0.0.2:5060 all the same; it stayed up until the capture ended.',
    },
  ]);
});

test('a caller that hangs up at once acts rightly: a notice', async () => {
  const found = await crossed()
    .request('BYE', { toTag: 'b', cseq: 2 })
    .response(200, 'BYE', { toTag: 'b', cseq: 2 })
    .findings();
  expect(found).toMatchObject([{ severity: 'notice' }]);
  const capture = await readCapture(join(FIXTURES, 'cancel-race.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([
    { rule: 'cancel-race', severity: 'notice' },
  ]);
});

test('a CANCEL that is answered by 487 is healthy', async () => {
  const found = await story()
    .request('INVITE', { at: 0 })
    .response(180, 'INVITE', { toTag: 'b' })
    .request('CANCEL', { at: 5000, ...CANCEL })
    .response(200, 'CANCEL', CANCEL)
    .response(487, 'INVITE', { toTag: 'b' })
    .request('ACK', { toTag: 'b' })
    .findings();
  expect(found).toEqual([]);
});

test('a proxy that cancels the other branches of an answered call is healthy', async () => {
  const proxy = '10.0.0.5:5060';
  const one = { via: ['p', 'ua'], branch: 'z9hG4bK-one' };
  const two = { via: ['p', 'ua'], branch: 'z9hG4bK-two' };
  const found = await story()
    .request('INVITE', { to: proxy })
    .request('INVITE', { from: proxy, ...one })
    .request('INVITE', { from: proxy, to: '10.0.0.3:5060', ...two })
    .response(200, 'INVITE', { to: proxy, toTag: 'b', ...one })
    .response(200, 'INVITE', { from: proxy, toTag: 'b' })
    .request('CANCEL', { from: proxy, to: '10.0.0.3:5060', ...two })
    .response(200, 'CANCEL', { from: '10.0.0.3:5060', to: proxy, ...two })
    .response(487, 'INVITE', { from: '10.0.0.3:5060', to: proxy, toTag: 'c', ...two })
    .request('ACK', { to: proxy, toTag: 'b', branch: 'z9hG4bK-ack' })
    .wait(20_000)
    .findings('cancel-race');
  expect(found).toEqual([]);
});

test('a caller that goes on with the call wants it', async () => {
  const found = await crossed()
    .request('INFO', { at: 9000, toTag: 'b', cseq: 2 })
    .response(200, 'INFO', { toTag: 'b', cseq: 2 })
    .wait(20_000)
    .findings();
  expect(found).toEqual([]);
});

test('a branch that a proxy cancels because another was answered, and that is answered too, is no race of the caller', async () => {
  const capture = await readCapture(join(FIXTURES, 'fork-answered-twice.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([
    { rule: 'fork-answered-twice', severity: 'notice' },
  ]);
});
