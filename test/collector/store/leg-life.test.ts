import { expect, test } from 'vitest';
import { lifeOf } from '../../../collector/store/leg-life.ts';
import { EPOCH, trace } from '../../support/trace.ts';

test('a leg lives from its first message to its last, and on and on while it is open', () => {
  const open = trace().request('INVITE', { at: 0 }).response(180, 'INVITE', { at: 100, toTag: 'b' });
  expect(lifeOf(open.store, open.store.legs[0])).toEqual({ from: EPOCH, to: Number.POSITIVE_INFINITY });
  const over = open.response(486, 'INVITE', { at: 900, toTag: 'b' }).request('ACK', { at: 910, toTag: 'b' });
  expect(lifeOf(over.store, over.store.legs[0])).toEqual({ from: EPOCH, to: EPOCH + 910_000 });
});

test('what a timer ended lived until then', () => {
  const t = trace().request('INVITE', { at: 0 }).wait(40_000);
  expect(lifeOf(t.store, t.store.legs[0]).to).toBeGreaterThanOrEqual(EPOCH + 32_000_000);
});
