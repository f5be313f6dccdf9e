import { expect, test } from 'vitest';
import { type Story, story } from '../../../support/story.ts';

function twice(): Story {
  return story()
    .request('INVITE', { at: 0 })
    .response(200, 'INVITE', { at: 1000, toTag: 'b' })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ackb' })
    .response(200, 'INVITE', { at: 1100, toTag: 'c' });
}

test('a second answer that is never acknowledged is an error', async () => {
  const found = await twice().wait(60_000).findings('fork-answered-twice');
  expect(found).toMatchObject([
    {
      severity: 'error',
      message:
        '2 callees answered one INVITE of 10.0.0.1:5060 (through 10.0.0.2:5060), and one of them never got an ACK.',
    },
  ]);
});

test('two that are acknowledged and stay up are a warning', async () => {
  const found = await twice()
    .request('ACK', { toTag: 'c', branch: 'z9hG4bK-ackc' })
    .wait(60_000)
    .findings('fork-answered-twice');
  expect(found).toMatchObject([{ severity: 'warning', message: expect.stringContaining('hung up on none') }]);
});

test('a second answer that is acknowledged and hung up at once is a notice', async () => {
  const found = await twice()
    .request('ACK', { toTag: 'c', branch: 'z9hG4bK-ackc' })
    .request('BYE', { toTag: 'c', cseq: 2 })
    .response(200, 'BYE', { toTag: 'c', cseq: 2 })
    .wait(60_000)
    .findings('fork-answered-twice');
  expect(found).toMatchObject([{ severity: 'notice', message: expect.stringContaining('as it should') }]);
});

test('before 32 s are over the caller may still hang up', async () => {
  expect(await twice().wait(10_000).findings('fork-answered-twice')).toEqual([]);
});

test('a B2BUA that changes the tag shows one answer on each side', async () => {
  const b2bua = '10.0.0.5:5060';
  const found = await story()
    .request('INVITE', { to: b2bua })
    .request('INVITE', { from: b2bua, via: ['p'], branch: 'z9hG4bK-2' })
    .response(200, 'INVITE', { to: b2bua, via: ['p'], branch: 'z9hG4bK-2', toTag: 'c' })
    .response(200, 'INVITE', { from: b2bua, toTag: 'b' })
    .request('ACK', { to: b2bua, toTag: 'b', branch: 'z9hG4bK-ack' })
    .request('ACK', { from: b2bua, via: ['p'], toTag: 'c', branch: 'z9hG4bK-ack2' })
    .wait(60_000)
    .findings('fork-answered-twice');
  expect(found).toEqual([]);
});
