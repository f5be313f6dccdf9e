import { expect, test } from 'vitest';
import { References } from '../../../collector/links/references.ts';
import { trace } from '../../support/trace.ts';

function stored() {
  const t = trace().request('INVITE', { callId: 'a' }).response(200, 'INVITE', { callId: 'a', toTag: 'b' });
  t.request('INVITE', { callId: 'c' });
  return { t, references: new References(t.store) };
}
const REFERENCE = { reason: 'replaces', score: 100, detail: 'Replaces: …', leg: 1, row: 2, callId: 'a' } as const;

test('a leg that is there is tied at once, with its tags in either order', () => {
  const { references } = stored();
  expect(references.add({ ...REFERENCE, tags: ['b', 'a'] })).toBe(true);
  references.add({ ...REFERENCE, tags: ['a', 'b'] });
  references.add({ ...REFERENCE, tags: ['x', 'b'] });
  expect(references.links().map(({ from, to, score }) => [from, to, score])).toEqual([
    [0, 1, 100],
    [0, 1, 100],
    [0, 1, 90],
  ]);
});

test('a leg that comes later is waited for', () => {
  const { t, references } = stored();
  expect(references.add({ ...REFERENCE, callId: 'später' })).toBe(false);
  t.request('INVITE', { callId: 'später' });
  expect(t.store.legs.map(leg => references.onLeg(leg))).toEqual([false, false, true]);
  expect(references.links()).toMatchObject([{ from: 2, to: 1 }]);
});

test('the own Call-ID ties nothing; a forward reference goes from who names', () => {
  const { references } = stored();
  expect(references.add({ ...REFERENCE, callId: 'c' })).toBe(false);
  references.add({ ...REFERENCE, isForward: true });
  expect(references.links()).toMatchObject([{ from: 1, to: 0 }]);
});
