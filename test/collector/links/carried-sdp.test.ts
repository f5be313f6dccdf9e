import { expect, test } from 'vitest';
import { CarriedSdp, livesTogether } from '../../../collector/links/carried-sdp.ts';
import { type Trace, trace } from '../../support/trace.ts';

function finderOf(t: Trace): CarriedSdp {
  return new CarriedSdp(t.store, {
    reason: 'sdp-origin',
    score: 90,
    hashOf: (marks, mark) => marks.origin[mark],
    valueOf: row => `value ${t.store.linkMarks.origin[row]}`,
  });
}

/** Marks every row with the same hash. */
function markAll(t: Trace, finder: CarriedSdp): void {
  for (let row = 0; row < t.store.messages.count; row++) {
    t.store.linkMarks.add(row, 0, 7, 0);
    finder.add(row);
  }
}

const IN = { from: '10.0.0.1:5060', to: '10.0.0.2:5060' };
const OUT = { from: '10.0.0.2:5060', to: '10.0.0.3:5060' };

test('a leg that comes from where an earlier one went to is tied to it', () => {
  const t = trace()
    .request('INVITE', { ...IN, callId: 'a' })
    .request('INVITE', { ...OUT, callId: 'b' });
  const finder = finderOf(t);
  markAll(t, finder);
  expect([...finder.links()]).toMatchObject([{ from: 0, to: 1, evidence: [0, 1], joins: true }]);
});

test('two that begin side by side with one value make it a constant', () => {
  const t = trace()
    .request('INVITE', { ...IN, callId: 'a' })
    .request('INVITE', { ...IN, callId: 'a2' });
  t.request('INVITE', { ...OUT, callId: 'b' });
  const finder = finderOf(t);
  markAll(t, finder);
  expect([...finder.links()]).toEqual([]);
});

test('more legs at once than a call has make it one too, and cost no more', () => {
  const t = trace();
  for (let i = 0; i < 2000; i++) t.request('INVITE', { ...(i % 2 === 0 ? IN : OUT), callId: `c${i}`, at: i });
  const finder = finderOf(t);
  markAll(t, finder);
  expect([...finder.links()]).toEqual([]);
});

test('legs live together when the later one begins before the earlier one ends', () => {
  const t = trace()
    .request('INVITE', { callId: 'a', at: 0 })
    .response(486, 'INVITE', { callId: 'a', at: 50, toTag: 'x' });
  t.request('INVITE', { callId: 'b', at: 60 });
  const [a, b] = t.store.legs;
  expect(livesTogether(t.store, a, b)).toBe(false);
  t.request('ACK', { callId: 'a', at: 70, toTag: 'x' });
  expect(livesTogether(t.store, b, a)).toBe(true);
});
