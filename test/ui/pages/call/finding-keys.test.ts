import { expect, test } from 'vitest';
import { findingKeys, findingOf, litOf, marksOf, withWholes } from '../../../../ui/pages/call/finding-keys.ts';
import { finding } from '../../../support/ui-meaning.ts';

test('the second finding of a rule has a number behind its key', () => {
  const all = [finding('a'), finding('b'), finding('a', { evidence: [9] })];
  expect(findingKeys(all)).toEqual(['a', 'b', 'a.2']);
  expect(findingOf(all, 'a.2')?.evidence).toEqual([9]);
  expect(findingOf(all, 'a.3')).toBeUndefined();
  expect(findingOf(all, undefined)).toBeUndefined();
});

test('what the list says a finding is part of is said of that very one', () => {
  const own = [finding('a'), finding('a'), finding('b')];
  const listed = [finding('a'), finding('a', { partOf: 'scanner' }), finding('b')];
  expect(withWholes(own, listed).map(({ partOf }) => partOf)).toEqual([undefined, 'scanner', undefined]);
  expect(withWholes(own, [])).toEqual(own);
});

test('a message that proves several findings is marked by the worst', () => {
  const marks = marksOf([
    finding('small', { severity: 'notice', evidence: [1, 2] }),
    finding('great', { severity: 'error', evidence: [2] }),
  ]);
  expect([...marks].map(([index, mark]) => [index, mark.severity, mark.finding])).toEqual([
    [1, 'notice', 'small'],
    [2, 'error', 'great'],
  ]);
});

test('a hostile sentence is one visible line in a tooltip', () => {
  const mark = marksOf([finding('a', { message: 'x\n\u202ey', evidence: [1] })]).get(1);
  expect(mark?.title).toBe('error: x⟨LF⟩⟨U+202E⟩y');
});

test('only messages light up: a finding about streams alone dims nothing', () => {
  expect(litOf([finding('a')], 'a')).toEqual(new Set([3, 4]));
  expect(litOf([finding('a', { evidence: [] })], 'a')).toBeUndefined();
  expect(litOf([finding('a')], 'b')).toBeUndefined();
});
