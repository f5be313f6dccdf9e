import { expect, test } from 'vitest';
import { Transfers } from '../../../collector/links/transfers.ts';
import { trace } from '../../support/trace.ts';

/** Leg 0 with a REFER in row 1, leg 1 with its INVITE in row 2. */
function stored(inviteAt = 1000) {
  const t = trace().request('INVITE', { at: 0 }).request('REFER', { at: 900, cseq: 2, toTag: 'b' });
  t.request('INVITE', { callId: 'new', at: inviteAt, from: '10.0.0.2:5060', to: '10.0.0.3:5060' });
  const transfers = new Transfers(t.store);
  return { t, transfers };
}
const REFER = { leg: 0, row: 1, target: 'sip:carol@x', replaces: undefined, referredBy: '' };
const INVITE = { leg: 1, row: 2, requestUri: 'sip:carol@y;transport=tcp', replaces: undefined, referredBy: '' };

test('only INVITEs soon after a REFER of another leg are read', () => {
  for (const [at, expected] of [
    [1000, true],
    [40_000, false],
  ] as const) {
    const { t, transfers } = stored(at);
    transfers.add(REFER);
    expect(t.store.legs.map(leg => transfers.isWorthReading(leg))).toEqual([false, expected]);
  }
});

test('the target and the host that was asked, the target and the same referrer, the same Replaces', () => {
  const scoreOf = (refer: object, invite: object): number | undefined => {
    const { transfers } = stored();
    transfers.add({ ...REFER, ...refer });
    transfers.onInvite({ ...INVITE, ...invite });
    return [...transfers.links()][0]?.score;
  };
  expect(scoreOf({}, {})).toBe(60);
  expect(scoreOf({ referredBy: 'sip:bob@a' }, { referredBy: 'sip:bob@b' })).toBe(80);
  expect(scoreOf({ replaces: 'x' }, { replaces: 'x', requestUri: 'sip:any@z' })).toBe(100);
  expect(scoreOf({ replaces: 'x' }, {})).toBeUndefined();
  expect(scoreOf({}, { requestUri: 'sip:dave@y' })).toBeUndefined();
  expect(scoreOf({ referredBy: 'sip:bob@a' }, { referredBy: 'sip:eve@a' })).toBeUndefined();
});
