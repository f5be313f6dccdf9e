import { expect, test } from 'vitest';
import type { Syntax } from '../../../collector/query/filter-automaton.ts';
import { MAX_PLACES, makeMatcher } from '../../../collector/query/filter-automaton.ts';

const A: Syntax = { type: 'character', test: code => code === 0x61 };
const B: Syntax = { type: 'character', test: code => code === 0x62 };

test('a sequence between anchors matches the whole text only', () => {
  const whole = makeMatcher({ type: 'sequence', parts: [{ type: 'start' }, A, B, { type: 'end' }] });
  expect(['ab', 'xab', 'abx', ''].map(text => whole?.test(text))).toEqual([true, false, false, false]);
});

test('a choice takes either part, anywhere', () => {
  const either = makeMatcher({ type: 'choice', parts: [A, B] });
  expect(['xxb', 'a', 'x', ''].map(text => either?.test(text))).toEqual([true, true, false, false]);
});

test('a counted repetition stays within its counts', () => {
  const parts: Syntax[] = [{ type: 'start' }, { type: 'repeat', part: A, min: 2, max: 3 }, { type: 'end' }];
  const counted = makeMatcher({ type: 'sequence', parts });
  expect(['a', 'aa', 'aaa', 'aaaa'].map(text => counted?.test(text))).toEqual([false, true, true, false]);
});

test('more places than the limit make no matcher', () => {
  expect(makeMatcher({ type: 'repeat', part: A, min: MAX_PLACES, max: MAX_PLACES })).toBeUndefined();
});
