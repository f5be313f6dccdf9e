import { expect, test } from 'vitest';
import { Binding } from '../../../collector/query/binding.ts';

const binding = (): Binding => new Binding(0, 'sip:a@b', { uri: 'sip:a@c', key: 'sip:a@c' });

test('history and legs are kept to a limit, the latest of them', () => {
  const one = binding();
  for (let i = 0; i < 150; i++) {
    one.note({ kind: 'refresh', transaction: i, first: i, challenged: false, requested: 60, granted: 60 });
    one.noteLeg(i);
  }
  one.noteLeg(140);
  expect([one.history.length, one.historyOmitted, one.history[0].transaction]).toEqual([100, 50, 50]);
  expect([one.legs.length, one.legsOmitted, one.legs.at(-1)]).toEqual([20, 130, 140]);
});

test('a binding is up to the microsecond of its expiry', () => {
  const one = binding();
  one.outcome = 'granted';
  one.expiresAt = 100;
  expect([one.isBound(100), one.isBound(101)]).toEqual([true, false]);
  expect([100, 101].map(clock => one.state(clock))).toEqual(['active', 'expired']);
});
