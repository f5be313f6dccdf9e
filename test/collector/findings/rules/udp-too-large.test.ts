import { expect, test } from 'vitest';
import { story } from '../../../support/story.ts';

const LARGE = { body: 'x'.repeat(1600) };

test('a large request that gets lost while a small one passed is an error of high confidence', async () => {
  const found = await story()
    .request('INVITE')
    .response(407, 'INVITE', { toTag: 'b' })
    .request('ACK', { toTag: 'b' })
    .request('INVITE', { cseq: 2, ...LARGE })
    .repeat([500, 1500, 3500])
    .findings('udp-too-large');
  expect(found).toMatchObject([
    {
      severity: 'error',
      confidence: 'high',
      message: expect.stringMatching(
        /^The INVITE to 10\.0\.0\.2:5060 has \d{4} bytes, so it travels in fragments, and none of the 4/,
      ),
    },
  ]);
});

test('a large request that is answered is healthy', async () => {
  const found = await story()
    .request('INVITE', LARGE)
    .repeat([500])
    .response(486, 'INVITE', { toTag: 'b' })
    .request('ACK', { toTag: 'b' })
    .findings();
  expect(found).toEqual([]);
});

test('a small request that gets lost is not too large', async () => {
  expect(await story().request('INVITE').repeat([500, 1500]).findings('udp-too-large')).toEqual([]);
});

test('a large request that was just sent says nothing', async () => {
  expect(await story().request('INVITE', LARGE).findings()).toEqual([]);
});
