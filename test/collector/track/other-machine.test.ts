import { describe, expect, test } from 'vitest';
import { trace } from '../../support/trace.ts';

describe('a registration', () => {
  test('succeeds after its challenge', () => {
    const t = trace().request('REGISTER');
    expect(t.leg()).toMatchObject({ kind: 'registration', state: 'pending' });
    t.response(401, 'REGISTER', { toTag: 'r' });
    expect(t.leg()).toMatchObject({ state: 'challenged', statusCode: 401 });
    t.request('REGISTER', { cseq: 2 }).response(200, 'REGISTER', { cseq: 2, toTag: 'r' });
    expect(t.leg()).toMatchObject({ state: 'succeeded', statusCode: 200, flags: [] });
  });

  test('fails with the code of its last transaction', () => {
    const t = trace()
      .request('REGISTER')
      .response(200, 'REGISTER')
      .request('REGISTER', { cseq: 2 })
      .response(403, 'REGISTER', { cseq: 2 });
    expect(t.leg()).toMatchObject({ state: 'failed', statusCode: 403 });
  });

  test('without any answer times out by Timer F', () => {
    const t = trace().request('REGISTER', { at: 0 }).wait(32_000);
    expect(t.leg().state).toBe('timeout');
  });

  test('through a proxy has the outcome that its sender saw', () => {
    const t = trace().request('REGISTER', { to: '10.0.0.9:5060' });
    t.request('REGISTER', { from: '10.0.0.9:5060', branch: 'z9hG4bK-p', via: ['proxy', 'ua'] });
    t.response(500, 'REGISTER', { to: '10.0.0.9:5060', branch: 'z9hG4bK-p', via: ['proxy', 'ua'] });
    expect(t.leg().state).toBe('pending');
    t.response(408, 'REGISTER', { from: '10.0.0.9:5060' });
    expect(t.leg()).toMatchObject({ state: 'failed', statusCode: 408 });
  });
});

describe('a subscription', () => {
  const notify = (state: string, cseq: number) => ({
    from: '10.0.0.2:5060',
    to: '10.0.0.1:5060',
    fromTag: 'b',
    toTag: 'a',
    cseq,
    headers: ['Event: presence', `Subscription-State: ${state}`],
  });

  test('is pending, active and terminated by its NOTIFYs', () => {
    const t = trace().request('SUBSCRIBE').response(202, 'SUBSCRIBE', { toTag: 'b' });
    expect(t.leg()).toMatchObject({ kind: 'subscription', state: 'pending', dialogs: 1 });
    t.request('NOTIFY', notify('active;expires=600', 1));
    expect(t.leg().state).toBe('active');
    t.request('SUBSCRIBE', { cseq: 2, toTag: 'b' }).response(200, 'SUBSCRIBE', { cseq: 2, toTag: 'b' });
    expect(t.leg().state).toBe('active');
    t.request('NOTIFY', notify('terminated;reason=timeout', 2));
    expect(t.leg()).toMatchObject({ state: 'terminated', dialogs: 1 });
  });

  test('that is refused fails', () => {
    const t = trace().request('SUBSCRIBE').response(489, 'SUBSCRIBE', { toTag: 'b' });
    expect(t.leg()).toMatchObject({ state: 'failed', statusCode: 489 });
  });
});

test.each([
  ['MESSAGE', 'message'],
  ['OPTIONS', 'options'],
  ['PUBLISH', 'publish'],
  ['REFER', 'other'],
  ['FANCY', 'other'],
])('%s makes a leg of kind %s that succeeds with 200', (method, kind) => {
  const t = trace().request(method).response(200, method, { toTag: 'b' });
  expect(t.leg()).toMatchObject({ kind, state: 'succeeded', statusCode: 200 });
});

test('a NOTIFY that nobody answers leaves the pending subscription as it is', () => {
  const t = trace().request('SUBSCRIBE', { at: 0, cseq: 1 }).response(200, 'SUBSCRIBE', { toTag: 'b' });
  t.request('NOTIFY', { cseq: 1, fromTag: 'b', toTag: 'a', headers: ['Event: dialog', 'Subscription-State: pending'] });
  expect(t.wait(60_000).leg().state).toBe('pending');
});

test('a SUBSCRIBE that nobody answers times out', () => {
  expect(trace().request('SUBSCRIBE', { at: 0 }).wait(32_000).leg().state).toBe('timeout');
});

test('a leg that begins with a response starts there', () => {
  const t = trace().response(200, 'REGISTER', { at: 5 }).request('REGISTER', { at: 500, cseq: 2 });
  expect(t.leg().startTime % 1_000_000).toBe(5000);
});
