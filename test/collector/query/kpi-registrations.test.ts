import { describe, expect, test } from 'vitest';
import { registrationsOf } from '../../../collector/query/kpi-registrations.ts';
import { type Trace, trace } from '../../support/trace.ts';

function attempts(t: Trace, isOver = false) {
  return t.store.legs.flatMap(leg => registrationsOf(t.store, leg, { clock: t.tracker.clock, isOver }));
}

function register(t: Trace, cseq: number, at: number, code: number, delay = 40): void {
  t.request('REGISTER', { cseq, at });
  t.response(code, 'REGISTER', { cseq, at: at + delay });
}

describe('a registration attempt', () => {
  test('is REGISTER, challenge and REGISTER again; its delay counts from the first', () => {
    const t = trace();
    register(t, 1, 0, 401);
    register(t, 2, 60, 200);
    expect(attempts(t)).toMatchObject([{ outcome: 'succeeded', code: 200, delay: 100 }]);
  });

  test('goes on after 423 and a stale nonce too', () => {
    const t = trace();
    register(t, 1, 0, 401);
    register(t, 2, 60, 401);
    register(t, 3, 120, 423);
    register(t, 4, 200, 200);
    expect(attempts(t)).toMatchObject([{ outcome: 'succeeded', delay: 240 }]);
  });

  test('is another one with each refresh', () => {
    const t = trace();
    for (let i = 0; i < 4; i++) register(t, i + 1, i * 60_000, 200);
    expect(attempts(t).map(a => a.delay)).toEqual([40, 40, 40, 40]);
  });

  test('that comes later than 64·T1 after a challenge is a new one', () => {
    const t = trace();
    register(t, 1, 0, 401);
    register(t, 2, 40_000, 200);
    expect(attempts(t).map(a => a.outcome)).toEqual(['abandoned', 'succeeded']);
  });

  test.each([403, 404, 500, 503, 606])('ended by %i is ineffective', code => {
    const t = trace();
    register(t, 1, 0, code);
    expect(attempts(t)).toMatchObject([{ outcome: 'ineffective', code }]);
  });

  test('that nobody answers is in progress, then a timeout', () => {
    const t = trace().request('REGISTER', { at: 0 });
    expect(attempts(t)).toMatchObject([{ outcome: 'in progress' }]);
    t.wait(32_000);
    expect(attempts(t)).toMatchObject([{ outcome: 'timeout', code: 0 }]);
  });

  test('that nobody follows up is abandoned after 64·T1, or when the capture is over', () => {
    const t = trace();
    register(t, 1, 0, 407);
    expect(attempts(t)).toMatchObject([{ outcome: 'in progress' }]);
    expect(attempts(t, true)).toMatchObject([{ outcome: 'abandoned' }]);
    t.wait(33_000);
    expect(attempts(t)).toMatchObject([{ outcome: 'abandoned' }]);
    const redirected = trace();
    register(redirected, 1, 0, 302);
    expect(attempts(redirected)).toMatchObject([{ outcome: 'abandoned' }]);
  });

  test('seen on two hops is one; the nearest to the client decides', () => {
    const far = { from: '10.0.0.2:5060', to: '10.0.0.3:5060', via: ['proxy', 'ua'], branch: 'z9hG4bK-far' };
    const t = trace()
      .request('REGISTER', { at: 0 })
      .request('REGISTER', { ...far, at: 1 });
    t.response(200, 'REGISTER', { ...far, from: far.to, to: far.from, at: 20 });
    expect(attempts(t)).toMatchObject([{ outcome: 'in progress' }]);
    t.response(200, 'REGISTER', { at: 25 });
    expect(attempts(t)).toMatchObject([{ outcome: 'succeeded', delay: 25 }]);
  });
});
