import { expect, test } from 'vitest';
import { type Story, story } from '../../../support/story.ts';

const A = '10.0.0.5:5060';
const B = '10.0.0.6:5060';

/** The INVITE goes from A to B and back to A, and again; `uriOf` is the Request-URI of each pass. */
function circle(uriOf: (pass: number) => string): Story {
  const told = story().request('INVITE', { to: A, uri: uriOf(0) });
  for (let pass = 0; pass < 3; pass++) {
    const via = Array.from({ length: 2 + pass * 2 }, (_, i) => `p${pass}-${i}`);
    told.request('INVITE', { from: A, to: B, via, branch: `z9hG4bK-a${pass}`, uri: uriOf(pass) });
    told.request('INVITE', { from: B, to: A, via: ['b', ...via], branch: `z9hG4bK-b${pass}`, uri: uriOf(pass) });
  }
  return told;
}

test('the same INVITE again and again between the same two, with the same target, is a circle', async () => {
  const found = await circle(() => 'sip:bob@example.net')
    .response(483, 'INVITE', { from: A, toTag: 'x' })
    .findings('routing-loop');
  expect(found).toMatchObject([
    {
      severity: 'error',
      confidence: 'high',
      message: `The same INVITE passed from ${A} to ${B} 3 times, with the same target each time: it goes round in a circle. It ended with 483.`,
    },
  ]);
});

test('483 alone tells that Max-Forwards ran out', async () => {
  const found = await story().request('INVITE').response(483, 'INVITE', { toTag: 'b' }).request('ACK').findings();
  expect(found).toMatchObject([{ rule: 'routing-loop', severity: 'error', rfc: 'RFC 3261 §21.4.21' }]);
});

test('a spiral, which comes back with another target, is legal', async () => {
  const found = await circle(pass => `sip:bob${pass}@example.net`).findings('routing-loop');
  expect(found).toEqual([]);
});

test('482 to one branch of a fork that was answered by another is healthy', async () => {
  const found = await story()
    .request('INVITE', { to: A })
    .request('INVITE', { from: A, to: B, via: ['p', 'ua'], branch: 'z9hG4bK-1' })
    .request('INVITE', { from: A, to: B, via: ['p', 'ua'], branch: 'z9hG4bK-2' })
    .response(482, 'INVITE', { from: B, to: A, via: ['p', 'ua'], branch: 'z9hG4bK-2', toTag: 'x' })
    .response(200, 'INVITE', { from: B, to: A, via: ['p', 'ua'], branch: 'z9hG4bK-1', toTag: 'b' })
    .response(200, 'INVITE', { from: A, toTag: 'b' })
    .request('ACK', { to: A, toTag: 'b', branch: 'z9hG4bK-ack' })
    .findings();
  expect(found).toEqual([]);
});
