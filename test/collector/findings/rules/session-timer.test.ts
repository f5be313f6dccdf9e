import { expect, test } from 'vitest';
import { type Story, story } from '../../../support/story.ts';

const TIMER = ['Session-Expires: 90;refresher=uac'];

function up(headers: readonly string[] = TIMER): Story {
  return story()
    .request('INVITE', { at: 0 })
    .response(200, 'INVITE', { at: 1000, toTag: 'b', headers })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' });
}

function bye(told: Story, at: number): Story {
  const callee = { from: '10.0.0.2:5060', to: '10.0.0.1:5060', fromTag: 'b', toTag: 'a', cseq: 9 };
  return told.request('BYE', { at, ...callee }).response(200, 'BYE', { ...callee, from: callee.to, to: callee.from });
}

test('a BYE when the timer runs out, without a refresh before, is an error', async () => {
  const found = await bye(up(), 61_000).findings();
  expect(found).toMatchObject([
    {
      rule: 'session-timer',
      severity: 'error',
      confidence: 'medium',
      message:
        'The session timer of 90 s ran out: no refresh was sent, and 10.0.0.2:5060 hung up 1 min after the last one.',
      next: expect.stringContaining('10.0.0.1:5060'),
    },
  ]);
});

test('a call that goes on without refresh is a warning', async () => {
  const found = await up()
    .request('INFO', { at: 120_000, toTag: 'b', cseq: 2 })
    .response(200, 'INFO', { toTag: 'b', cseq: 2 })
    .findings();
  expect(found).toMatchObject([{ rule: 'session-timer', severity: 'warning' }]);
});

test('a refresh that fails is named', async () => {
  const told = up()
    .request('UPDATE', { at: 46_000, toTag: 'b', cseq: 2 })
    .response(500, 'UPDATE', { toTag: 'b', cseq: 2 });
  const found = await bye(told, 62_000).findings('session-timer');
  expect(found).toMatchObject([{ message: expect.stringContaining('the refresh by UPDATE was refused with 500') }]);
});

test('a call that is refreshed is healthy', async () => {
  const told = up()
    .request('UPDATE', { at: 46_000, toTag: 'b', cseq: 2 })
    .response(200, 'UPDATE', { toTag: 'b', cseq: 2, headers: TIMER });
  expect(await bye(told, 100_000).findings()).toEqual([]);
});

test('a call that ends before the timer is healthy', async () => {
  expect(await bye(up(), 50_000).findings()).toEqual([]);
});

test('a long call without a timer is healthy', async () => {
  expect(await bye(up([]), 500_000).findings()).toEqual([]);
});

test('422 and a larger interval that is accepted are healthy; 422 as the outcome is an error', async () => {
  const refused = story()
    .request('INVITE', { headers: ['Session-Expires: 90'] })
    .response(422, 'INVITE', { toTag: 'x', headers: ['Min-SE: 1800'] })
    .request('ACK', { toTag: 'x' });
  expect(await refused.findings()).toMatchObject([
    { rule: 'session-timer', rfc: 'RFC 4028 §7.3', message: expect.stringContaining('it wants at least 1800 s') },
  ]);
  const accepted = story()
    .request('INVITE', { headers: ['Session-Expires: 90'] })
    .response(422, 'INVITE', { toTag: 'x', headers: ['Min-SE: 1800'] })
    .request('ACK', { toTag: 'x' })
    .request('INVITE', { cseq: 2 })
    .response(200, 'INVITE', { cseq: 2, toTag: 'b' })
    .request('ACK', { cseq: 2, toTag: 'b', branch: 'z9hG4bK-ack' });
  expect(await accepted.findings()).toEqual([]);
});

test('481 to a refresh is a call that the other side has lost, and nothing of its route', async () => {
  const timer = { toTag: 'b', headers: ['Session-Expires: 90;refresher=uac'] };
  const refused = story()
    .request('INVITE')
    .response(200, 'INVITE', timer)
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' })
    .request('UPDATE', { ...timer, cseq: 2, at: 45_000 })
    .response(481, 'UPDATE', { toTag: 'b', cseq: 2 });
  expect(await refused.findings()).toMatchObject([
    { rule: 'session-timer', severity: 'warning', message: expect.stringContaining('did not hang up') },
  ]);
  const ended = refused.request('BYE', { toTag: 'b', cseq: 3 }).response(481, 'BYE', { toTag: 'b', cseq: 3 });
  expect(await ended.findings()).toMatchObject([
    { rule: 'session-timer', message: expect.stringContaining('hung up, as it should') },
  ]);
});

test('481 to an UPDATE that renews nothing is no matter of the timer', async () => {
  const found = await story()
    .answered()
    .request('UPDATE', { toTag: 'b', cseq: 2 })
    .response(481, 'UPDATE', { toTag: 'b', cseq: 2 })
    .findings('session-timer');
  expect(found).toEqual([]);
});
