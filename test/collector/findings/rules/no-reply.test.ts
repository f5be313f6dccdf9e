import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIXTURES, readCapture } from '../../../support/captures.ts';
import { story } from '../../../support/story.ts';

const TIMER_A = [500, 1500, 3500, 7500, 15_500, 31_500];

test('an INVITE sent seven times that nothing comes back for is an error, proved by all of them', async () => {
  const found = await story().request('INVITE').repeat(TIMER_A).wait(40_000).findings();
  expect(found).toMatchObject([
    {
      rule: 'no-reply',
      severity: 'error',
      confidence: 'high',
      message: '10.0.0.2:5060 never answered the INVITE, sent 7 times in 31.5 s.',
      evidence: [0, 1, 2, 3, 4, 5, 6],
    },
  ]);
});

test('a recorded INVITE to nobody is told once', async () => {
  const capture = await readCapture(join(FIXTURES, 'timeout-no-reply.pcap'));
  expect(capture.answers.findings({ offset: 0, limit: 10 }).items).toMatchObject([
    { rule: 'no-reply', severity: 'error' },
  ]);
});

test('a request repeated a few times when the capture ends is told with less confidence', async () => {
  const found = await story().request('REGISTER').repeat([500, 1500]).findings();
  expect(found).toMatchObject([
    { message: '10.0.0.2:5060 has not answered the REGISTER, sent 3 times in 1.5 s.', confidence: 'medium' },
  ]);
});

test('a capture that ends before the caller tries again says nothing', async () => {
  expect(await story().request('INVITE').repeat([500]).findings()).toEqual([]);
});

test('a request sent once whose answer was not captured says nothing: its sender would have repeated it', async () => {
  expect(await story().request('INVITE').wait(60_000).findings()).toEqual([]);
});

test('a provisional response after several repeats is an answer', async () => {
  const found = await story()
    .request('INVITE')
    .repeat([500, 1500])
    .response(100, 'INVITE', { at: 1600 })
    .response(486, 'INVITE', { at: 2000, toTag: 'b' })
    .request('ACK', { toTag: 'b' })
    .findings('no-reply');
  expect(found).toEqual([]);
});

test('an ACK shows that its sender had the answer that the capture does not show', async () => {
  const found = await story().request('INVITE').repeat([500, 1500]).request('ACK', { toTag: 'b' }).findings();
  expect(found).toEqual([]);
});

test('a hop that is silent while the call goes on by another is a warning', async () => {
  const proxy = '10.0.0.5:5060';
  const found = await story()
    .request('INVITE', { to: proxy })
    .response(100, 'INVITE', { from: proxy })
    .request('INVITE', { from: proxy, to: '10.0.0.8:5060', via: ['p', 'ua'], branch: 'z9hG4bK-p1' })
    .repeat([500, 1500, 3500])
    .request('INVITE', { from: proxy, to: '10.0.0.9:5060', via: ['p', 'ua'], branch: 'z9hG4bK-p2' })
    .response(200, 'INVITE', { from: '10.0.0.9:5060', to: proxy, via: ['p', 'ua'], branch: 'z9hG4bK-p2', toTag: 'b' })
    .response(200, 'INVITE', { from: proxy, toTag: 'b' })
    .request('ACK', { to: proxy, toTag: 'b', branch: 'z9hG4bK-ack' })
    .findings('no-reply');
  expect(found).toMatchObject([{ severity: 'warning', message: expect.stringContaining('10.0.0.8:5060') }]);
});
