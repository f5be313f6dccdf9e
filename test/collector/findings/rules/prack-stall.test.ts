import { expect, test } from 'vitest';
import { story } from '../../../support/story.ts';

const RELIABLE = { toTag: 'b', headers: ['Require: 100rel', 'RSeq: 7'] };
const RACK = ['RAck: 7 1 INVITE'];

test('a reliable 180 that is repeated without PRACK is a stall', async () => {
  const found = await story()
    .request('INVITE')
    .response(180, 'INVITE', { ...RELIABLE, at: 100 })
    .repeat([500, 1500, 3500])
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'prack-stall',
      severity: 'warning',
      message: '10.0.0.1:5060 never sent the PRACK: 10.0.0.2:5060 sent its reliable 180 4 times in 3.5 s.',
    },
  ]);
});

test('a call that dies of it is an error', async () => {
  const found = await story()
    .request('INVITE')
    .response(183, 'INVITE', { ...RELIABLE, at: 100 })
    .repeat([500, 1500, 3500])
    .response(504, 'INVITE', { toTag: 'b', at: 32_100 })
    .findings('prack-stall');
  expect(found).toMatchObject([{ severity: 'error' }]);
});

test('a PRACK that was lost once is healthy', async () => {
  const found = await story()
    .request('INVITE')
    .response(180, 'INVITE', { ...RELIABLE, at: 100 })
    .repeat([500])
    .request('PRACK', { at: 700, toTag: 'b', cseq: 2, headers: RACK })
    .response(200, 'PRACK', { toTag: 'b', cseq: 2 })
    .findings();
  expect(found).toEqual([]);
});

test('a 180 without RSeq is repeated as a reminder', async () => {
  const found = await story()
    .request('INVITE')
    .response(180, 'INVITE', { toTag: 'b', at: 100 })
    .repeat([60_000, 120_000, 180_000])
    .findings();
  expect(found).toEqual([]);
});

test('a PRACK that changes nothing does not arrive', async () => {
  const found = await story()
    .request('INVITE')
    .response(180, 'INVITE', { ...RELIABLE, at: 100 })
    .request('PRACK', { at: 120, toTag: 'b', cseq: 2, headers: RACK })
    .response(180, 'INVITE', { ...RELIABLE, at: 600 })
    .repeat([1000, 3000, 7000])
    .findings('prack-stall');
  expect(found).toMatchObject([{ message: expect.stringContaining('does not reach the other side') }]);
});
