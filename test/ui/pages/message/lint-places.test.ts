import { expect, test } from 'vitest';
import type { LintProblem } from '../../../../server/wire/types.ts';
import { problemsByLine } from '../../../../ui/pages/message/lint-places.ts';

const RAW = '\r\nINVITE x SIP/2.0\r\nVia: a\r\n folded\r\nno colon\r\nTo: b\r\n\r\nv=0\r\n';
const problem = (more: Partial<LintProblem>): LintProblem => ({
  id: 'x',
  severity: 'error',
  message: 'm',
  rfc: 'RFC 3261 §8',
  place: 'header',
  ...more,
});
const lines = (...lint: readonly LintProblem[]): readonly number[] => [...problemsByLine(RAW, lint).keys()];

test('a problem of a header stands at its line, folded and broken lines aside', () => {
  expect(lines(problem({ header: 'Via', at: 0 }), problem({ header: 'To', at: 1 }))).toEqual([2, 5]);
});
test('one of a missing header, or of the message, stands at the start line', () => {
  expect(lines(problem({ header: 'From' }), problem({ place: 'message' }))).toEqual([1]);
});
test('one of the body stands at its first line', () => {
  expect(lines(problem({ place: 'body' }))).toEqual([7]);
});
test('an empty message has a line for them too', () => {
  expect([...problemsByLine('', [problem({ place: 'body' })]).keys()]).toEqual([0]);
});
