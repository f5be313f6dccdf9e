import { describe, expect, test } from 'vitest';
import { Transport } from '../../../collector/model/packet.ts';
import { isEverydayOutcome, Oddity } from '../../../collector/store/oddities.ts';
import { answeredCall, HEALTHY_LEGS } from '../../support/healthy-legs.ts';
import { type Trace, trace } from '../../support/trace.ts';

function isOdd(t: Trace): boolean {
  return t.store.legs[0].oddities !== 0;
}

test.each(HEALTHY_LEGS)('nothing is odd about %s', (_, t) => {
  expect(isOdd(t)).toBe(false);
});

describe('odd is', () => {
  const proved = { cseq: 2, headers: ['Authorization: Digest x'] };
  test.each<[string, Trace]>([
    ['a refusal that is not of every day', trace().request('INVITE').response(503, 'INVITE', { toTag: 'b' })],
    ['credentials that are refused', trace().request('REGISTER', proved).response(401, 'REGISTER', proved)],
    [
      'an ACK that brings credentials after the refusal',
      trace()
        .request('INVITE')
        .response(407, 'INVITE', { toTag: 'b' })
        .request('ACK', { toTag: 'b', headers: ['Proxy-Authorization: Digest x'] }),
    ],
    ['a CANCEL', trace().request('INVITE').request('CANCEL', { branch: 'z9hG4bK-INVITE-1' })],
    ['a REFER', answeredCall().request('REFER', { toTag: 'b', cseq: 2 })],
    ['a request too large for UDP', trace().request('INVITE', { body: 'x'.repeat(1300) })],
    ['a response without its request', trace().response(200, 'OPTIONS', { toTag: 'b' })],
    ['a request behind its response', trace().response(180, 'INVITE', { toTag: 'b' }).request('INVITE')],
    ['a timer that passed', trace().request('OPTIONS').wait(40_000)],
    [
      'a request that comes by again',
      trace()
        .request('INVITE', { via: ['10.0.0.1'] })
        .request('INVITE', { via: ['10.0.0.3', '10.0.0.1'], branch: 'z9hG4bK-again' }),
    ],
  ])('%s', (_, t) => {
    expect(isOdd(t)).toBe(true);
  });
});

test('a BYE that came when the session timer was due, and none that came before', () => {
  const ended = (at: number): Trace =>
    trace()
      .request('INVITE')
      .response(200, 'INVITE', { at: 1000, toTag: 'b', headers: ['Session-Expires: 90'] })
      .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' })
      .request('BYE', { at, toTag: 'b', cseq: 2 });
  expect(ended(61_000).store.legs[0].oddities).toBe(Oddity.TimerDue);
  expect(isOdd(ended(50_000))).toBe(false);
});

test('a large request is nothing odd where the transport delivers it', () => {
  expect(isOdd(trace().request('INVITE', { body: 'x'.repeat(1300), transport: Transport.Tcp }))).toBe(false);
});

test('outcomes of every day', () => {
  expect([100, 200, 302, 401, 407, 480, 486, 487, 600, 603].every(isEverydayOutcome)).toBe(true);
  expect([400, 403, 404, 481, 488, 500, 503, 604, 699].some(isEverydayOutcome)).toBe(false);
});
