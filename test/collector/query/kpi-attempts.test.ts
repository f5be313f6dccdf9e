import { describe, expect, test } from 'vitest';
import { attemptsOf } from '../../../collector/query/kpi-attempts.ts';
import {
  answered,
  answers,
  hangsUp,
  invited,
  refused,
  refusedWith,
  rings,
  rungThen,
} from '../../support/kpi-stories.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

function attempts(t: Trace, isOver = false) {
  return t.store.legs.flatMap(leg => attemptsOf(t.store, leg, { clock: t.tracker.clock, isOver }));
}

describe('an attempt', () => {
  test('is one INVITE, answered, with the times of its session', () => {
    const t = trace();
    answered(t, 'c', 0);
    expect(attempts(t)).toMatchObject([
      {
        outcome: 'answered',
        code: 200,
        rang: true,
        start: EPOCH,
        end: EPOCH + 11_000_000,
        pdd: 100,
        session: { state: 'completed', talkTime: 10_000, disconnectDelay: 20 },
      },
    ]);
  });

  test('is none of a re-INVITE, a retransmission or a registration', () => {
    const t = trace();
    answered(t, 'c', 0);
    t.request('INVITE', { callId: 'late', toTag: 'x' });
    t.request('REGISTER', { callId: 'r' });
    t.request('INVITE', { callId: 'twice', at: 20_000 }).request('INVITE', { callId: 'twice', at: 20_500 });
    expect(attempts(t).map(a => a.leg.index)).toEqual([0, 3]);
  });

  test('goes on after a challenge: the times count from the first INVITE', () => {
    const t = trace();
    invited(t, 'c', 0);
    refused(t, 'c', 0, 407, 50);
    invited(t, 'c', 60, { cseq: 2 });
    rings(t, 'c', 0, 300, { cseq: 2 });
    refused(t, 'c', 0, 486, 900, { cseq: 2 });
    expect(attempts(t)).toMatchObject([{ outcome: 'failed', code: 486, pdd: 300, failureDelay: 900 }]);
  });

  test('that was challenged is in progress for 64·T1, or until the capture is over', () => {
    const t = trace();
    refusedWith(407)(t, 'c', 0);
    expect(attempts(t)).toMatchObject([{ outcome: 'in progress' }]);
    expect(attempts(t, true)).toMatchObject([{ outcome: 'failed', code: 407 }]);
    t.wait(33_000);
    expect(attempts(t)).toMatchObject([{ outcome: 'failed', code: 407, end: EPOCH + 200_000 }]);
  });

  test('without a final response times out at Timer B, or Timer C after a provisional', () => {
    const t = trace().request('INVITE', { callId: 'b', at: 0 });
    invited(t, 'c', 0);
    expect(attempts(t).map(a => a.outcome)).toEqual(['in progress', 'in progress']);
    t.wait(32_000);
    expect(attempts(t)).toMatchObject([{ outcome: 'timeout', end: EPOCH + 32_000_000 }, { outcome: 'in progress' }]);
    t.wait(180_010);
    expect(attempts(t)[1]).toMatchObject({ outcome: 'timeout', end: EPOCH + 180_010_000, code: 0 });
  });

  test('is told apart by its From tag when a Call-ID is used again', () => {
    const t = trace();
    refusedWith(503)(t, 'c', 0);
    const again = { fromTag: 'a2', cseq: 7, toTag: 'b2' };
    invited(t, 'c', 5000, { fromTag: 'a2', cseq: 7 });
    answers(t, 'c', 5000, 100, again);
    hangsUp(t, 'c', 5000, 3000, { ...again, cseq: 8 });
    expect(attempts(t)).toMatchObject([
      { outcome: 'failed', code: 503, start: EPOCH, session: undefined },
      { outcome: 'answered', start: EPOCH + 5_000_000, session: { state: 'completed', talkTime: 2900 } },
    ]);
  });

  test('seen on two hops is one; the hop nearest to the caller decides', () => {
    const t = trace();
    const far = { from: '10.0.0.2:5060', to: '10.0.0.3:5060', via: ['proxy', 'ua'], branch: 'z9hG4bK-far' };
    const back = { ...far, from: far.to, to: far.from, toTag: 'b' };
    t.request('INVITE', { at: 0 }).request('INVITE', { ...far, at: 1 });
    t.response(503, 'INVITE', { ...back, at: 50 });
    expect(attempts(t)).toMatchObject([{ outcome: 'in progress' }]);
    t.response(500, 'INVITE', { at: 60, toTag: 'p' });
    expect(attempts(t)).toMatchObject([{ outcome: 'failed', code: 500, failureDelay: 60 }]);
  });

  test('that rang and was given up says so', () => {
    const t = trace();
    rungThen(487)(t, 'c', 0);
    refusedWith(487)(t, 'd', 30_000);
    expect(attempts(t)).toMatchObject([
      { code: 487, rang: true, pdd: 100 },
      { code: 487, rang: false, pdd: undefined },
    ]);
  });

  test('agrees with the state of its leg', () => {
    const t = trace();
    answered(t, 'a', 0);
    for (const code of [302, 404, 486, 487, 503, 603]) refusedWith(code)(t, `c${code}`, code * 100);
    t.request('INVITE', { callId: 'lost', at: 70_000 }).wait(110_000);
    const stateOf = { answered: ['ended'], timeout: ['timeout'], 'in progress': ['trying', 'ringing'] };
    for (const attempt of attempts(t)) {
      const { state, statusCode } = t.leg(t.store.callId(attempt.leg));
      expect(statusCode).toBe(attempt.code);
      if (attempt.outcome !== 'failed') expect(stateOf[attempt.outcome]).toContain(state);
    }
  });
});
