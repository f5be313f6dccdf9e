import { expect, test } from 'vitest';
import { story } from '../../../support/story.ts';

test('503 is an error, with Retry-After', async () => {
  const found = await story()
    .request('INVITE')
    .response(503, 'INVITE', { toTag: 'b', reason: 'Service Unavailable', headers: ['Retry-After: 120'] })
    .request('ACK', { toTag: 'b' })
    .findings('server-failure');
  expect(found).toMatchObject([
    {
      severity: 'error',
      message: '10.0.0.2:5060 answered the INVITE with 503. It says "Service Unavailable"; Retry-After: 120.',
    },
  ]);
});

test('a second try that succeeds makes it a notice', async () => {
  const found = await story()
    .request('INVITE')
    .response(500, 'INVITE', { toTag: 'b' })
    .request('ACK', { toTag: 'b' })
    .request('INVITE', { cseq: 2 })
    .response(200, 'INVITE', { cseq: 2, toTag: 'c' })
    .request('ACK', { cseq: 2, toTag: 'c', branch: 'z9hG4bK-ack' })
    .findings('server-failure');
  expect(found).toMatchObject([{ severity: 'notice', message: expect.stringContaining('Another try succeeded.') }]);
});

test('inside a call it is a warning: the call goes on', async () => {
  const found = await story()
    .answered()
    .request('INFO', { toTag: 'b', cseq: 2 })
    .response(501, 'INFO', { toTag: 'b', cseq: 2 })
    .findings('server-failure');
  expect(found).toMatchObject([{ severity: 'warning' }]);
});

test('4xx and 6xx are no failures of a server', async () => {
  for (const code of [480, 486, 603]) {
    expect(await story().request('INVITE').response(code, 'INVITE', { toTag: 'b' }).findings()).toEqual([]);
  }
});
