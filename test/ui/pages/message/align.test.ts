import { expect, test } from 'vitest';
import { align } from '../../../../ui/pages/message/align.ts';

const same = (item: string): string => item;
const show = (pairs: ReturnType<typeof align<string>>): string =>
  pairs.map(({ left, right }) => `${left ?? '-'}${right ?? '-'}`).join(' ');

test('what is on both sides stands beside each other', () => {
  expect(show(align([...'abd'], [...'abcd'], same))).toBe('aa bb -c dd');
});
test('what has no partner is paired with its kind in between', () => {
  expect(show(align([...'axd'], [...'ayd'], same))).toBe('aa xy dd');
});
test('kinds that differ are not paired', () => {
  expect(show(align([...'ax'], [...'a1'], same, item => (item > '9' ? 'letter' : 'digit')))).toBe('aa x- -1');
});
test('sequences beyond the limit are paired by place', () => {
  const long = Array.from({ length: 600 }, (_, at) => String(at));
  expect(align(long, long, same)).toHaveLength(600);
});
