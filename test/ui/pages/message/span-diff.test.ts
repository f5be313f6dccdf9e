import { expect, test } from 'vitest';
import { diffTexts, diffValues } from '../../../../ui/pages/message/span-diff.ts';

const marked = (spans: readonly { text: string; isChanged: boolean }[]): string =>
  spans.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('');

test('a parameter that differs is marked as a whole value', () => {
  const diff = diffValues('<sip:a@b>;tag=abc1', '<sip:a@b>;tag=abd1');
  expect(marked(diff.left)).toBe('<sip:a@b>;tag=[abc1]');
  expect(marked(diff.right)).toBe('<sip:a@b>;tag=[abd1]');
  expect(diff.changed).toEqual([';tag']);
});
test('parameters in another order are the same', () => {
  expect(diffValues('x;a=1;b=2', 'x;b=2;a=1').changed).toEqual([]);
});
test('a parameter that only one side has is marked there', () => {
  const diff = diffValues('UDP h;branch=1', 'UDP h;branch=1;received=10.0.0.1');
  expect(marked(diff.right)).toBe('UDP h;branch=1[;received=10.0.0.1]');
  expect(diff.changed).toEqual([';received']);
});
test('what is no parameter is marked between its common ends', () => {
  expect(diffTexts('CSeq 1 INVITE', 'CSeq 22 INVITE').map(marked)).toEqual(['CSeq [1] INVITE', 'CSeq [22] INVITE']);
});
