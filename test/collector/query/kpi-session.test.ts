import { describe, expect, test } from 'vitest';
import { readSession } from '../../../collector/query/kpi-session.ts';
import { answers, hangsUp, invited } from '../../support/kpi-stories.ts';
import { EPOCH, type Trace, trace } from '../../support/trace.ts';

function sessionOf(t: Trace) {
  const [leg] = t.store.legs;
  return readSession(t.store, leg, leg.fromTag, true, { clock: t.tracker.clock, isOver: false });
}

function answeredCall(): Trace {
  const t = trace();
  invited(t, 'c', 0);
  answers(t, 'c', 0, 1000);
  return t;
}

describe('a session', () => {
  test('does not exist before the answer', () => {
    const t = trace();
    invited(t, 'c', 0);
    expect(sessionOf(t)).toBeUndefined();
  });

  test('is up until the BYE is answered', () => {
    const t = answeredCall();
    expect(sessionOf(t)).toMatchObject({ state: 'up', end: Number.POSITIVE_INFINITY, talkTime: undefined });
    t.request('BYE', { callId: 'c', toTag: 'b', cseq: 2, at: 5000 });
    expect(sessionOf(t)).toMatchObject({ state: 'up', end: EPOCH + 5_000_000, talkTime: 4000 });
    t.response(200, 'BYE', { callId: 'c', toTag: 'b', cseq: 2, at: 5030 });
    expect(sessionOf(t)).toMatchObject({ state: 'completed', disconnectDelay: 30 });
  });

  test('may be ended by the called side', () => {
    const t = answeredCall();
    const back = { from: '10.0.0.2:5060', to: '10.0.0.1:5060', callId: 'c', fromTag: 'b', toTag: 'a', cseq: 1 };
    t.request('BYE', { ...back, at: 3000 });
    t.response(200, 'BYE', { ...back, from: back.to, to: back.from, at: 3010 });
    expect(sessionOf(t)).toMatchObject({ state: 'completed', talkTime: 2000, disconnectDelay: 10 });
  });

  test('whose BYE is never answered failed', () => {
    const t = answeredCall().request('BYE', { callId: 'c', toTag: 'b', cseq: 2, at: 5000 }).wait(40_000);
    expect(sessionOf(t)).toMatchObject({ state: 'failed', talkTime: 4000, disconnectDelay: undefined });
  });

  test('without ACK failed after 64·T1', () => {
    const t = trace();
    invited(t, 'c', 0);
    t.response(200, 'INVITE', { callId: 'c', toTag: 'b', at: 1000 });
    expect(sessionOf(t)).toMatchObject({ state: 'up' });
    t.wait(33_000);
    expect(sessionOf(t)).toMatchObject({ state: 'failed' });
  });

  test('whose BYE was challenged is ended by the answer to the BYE sent again', () => {
    const t = answeredCall();
    t.request('BYE', { callId: 'c', toTag: 'b', cseq: 2, at: 5000 });
    t.response(407, 'BYE', { callId: 'c', toTag: 'b', cseq: 2, at: 5010 });
    hangsUp(t, 'c', 0, 5040, { cseq: 3 });
    expect(sessionOf(t)).toMatchObject({ state: 'completed', talkTime: 4000, disconnectDelay: 60 });
  });

  test('of a fork answered twice ends with the last of its dialogs', () => {
    const t = answeredCall();
    answers(t, 'c', 0, 1100, { toTag: 'b2' });
    hangsUp(t, 'c', 0, 1200, { toTag: 'b2', cseq: 2, branch: 'z9hG4bK-1' });
    expect(sessionOf(t)).toMatchObject({ state: 'up' });
    hangsUp(t, 'c', 0, 9000, { cseq: 3, branch: 'z9hG4bK-2' });
    expect(sessionOf(t)).toMatchObject({ state: 'completed', talkTime: 8000 });
  });

  test('proved by a request inside it has no time of answer', () => {
    const t = trace();
    invited(t, 'c', 0);
    t.request('INVITE', { callId: 'c', toTag: 'b', cseq: 2, at: 4000 });
    expect(sessionOf(t)).toMatchObject({ answer: -1, state: 'up' });
    hangsUp(t, 'c', 0, 5000);
    expect(sessionOf(t)).toMatchObject({ state: 'completed', talkTime: undefined, disconnectDelay: 20 });
  });
});
