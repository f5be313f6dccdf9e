import { expect, test } from 'vitest';
import { appliedTerm, type TermAct } from '../../../ui/filter/term-action.ts';

const term = { field: 'state', operator: '=', value: 'failed' } as const;

test.each<[TermAct, string, string]>([
  ['include', 'state in {failed, busy} and x', 'state = failed and x'],
  ['join', 'state = busy', 'state in {busy, failed}'],
  ['exclude', 'state = failed', 'state != failed'],
  ['remove', 'state = failed and x', 'x'],
  ['only', 'state = busy and x', 'state = failed'],
])('%s', (act, before, after) => {
  expect(appliedTerm(before, { act, term })).toBe(after);
});

test('what the language would refuse as too long is not made', () => {
  const before = `a = "${'x'.repeat(4075)}"`;
  expect(appliedTerm(before, { act: 'include', term })).toBeUndefined();
  expect(appliedTerm(before, { act: 'only', term })).toBe('state = failed');
});
