import { expect, test } from 'vitest';
import { story } from '../../../support/story.ts';

test('a number that nobody has is a notice, with the number and the words of the server', async () => {
  const found = await story()
    .request('INVITE', { uri: 'sip:1234@example.net' })
    .response(404, 'INVITE', { toTag: 'b', reason: 'Not Found', headers: ['Reason: Q.850;cause=1'] })
    .request('ACK', { toTag: 'b' })
    .findings();
  expect(found).toMatchObject([
    {
      rule: 'forbidden-or-unknown',
      severity: 'notice',
      message:
        '10.0.0.2:5060 answered the INVITE to sip:1234@example.net with 404: it says that nobody of that name or number is there. ' +
        'It says "Not Found"; Reason: Q.850;cause=1.',
    },
  ]);
});

test('forbidden is a warning', async () => {
  const found = await story().request('INVITE').response(403, 'INVITE', { toTag: 'b' }).request('ACK').findings();
  expect(found).toMatchObject([{ rule: 'forbidden-or-unknown', severity: 'warning' }]);
});

test('busy, declined and not there are everyday outcomes', async () => {
  for (const code of [480, 486, 600, 603]) {
    const found = await story().request('INVITE').response(code, 'INVITE', { toTag: 'b' }).request('ACK').findings();
    expect(found, String(code)).toEqual([]);
  }
});

test('a branch that does not know the number while another answers is how forking works', async () => {
  const proxy = '10.0.0.5:5060';
  const found = await story()
    .request('INVITE', { to: proxy })
    .request('INVITE', { from: proxy, to: '10.0.0.8:5060', via: ['p', 'ua'], branch: 'z9hG4bK-1' })
    .response(404, 'INVITE', { from: '10.0.0.8:5060', to: proxy, via: ['p', 'ua'], branch: 'z9hG4bK-1', toTag: 'x' })
    .request('INVITE', { from: proxy, via: ['p', 'ua'], branch: 'z9hG4bK-2' })
    .response(200, 'INVITE', { to: proxy, via: ['p', 'ua'], branch: 'z9hG4bK-2', toTag: 'b' })
    .response(200, 'INVITE', { from: proxy, toTag: 'b' })
    .request('ACK', { to: proxy, toTag: 'b', branch: 'z9hG4bK-ack' })
    .findings();
  expect(found).toEqual([]);
});

test('404 to a keep-alive shows that the server lives', async () => {
  expect(await story().request('OPTIONS').response(404, 'OPTIONS', { toTag: 'b' }).findings()).toEqual([]);
});
