import { expect, test } from 'vitest';
import { Method } from '../../../collector/model/sip.ts';
import { RowFollower } from '../../../collector/query/row-follower.ts';
import { trace } from '../../support/trace.ts';

test('rows of the wanted methods are given once, repetitions left out, later ones when they come', () => {
  const t = trace().request('REGISTER', { callId: 'r' }).request('REGISTER', { callId: 'r' }).request('INVITE');
  const seen: number[] = [];
  const follower = new RowFollower(t.store, [Method.Register], row => seen.push(row));
  expect(follower.step()).toBe(false);
  t.response(200, 'REGISTER', { callId: 'r' });
  follower.step();
  follower.step();
  expect(seen).toEqual([0, 3]);
});

test('a step ends after 32 rows', () => {
  const t = trace();
  for (let i = 0; i < 100; i++) t.request('OPTIONS', { callId: `o${i}` });
  let seen = 0;
  const follower = new RowFollower(t.store, [Method.Options], () => seen++);
  expect([follower.step(), seen]).toEqual([true, 32]);
  while (follower.step());
  expect(seen).toBe(100);
});
