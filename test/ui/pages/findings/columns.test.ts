import { expect, test } from 'vitest';
import { TRACE_RULES } from '../../../../collector/findings/run.ts';
import { FINDING_COLUMNS, findingEdge, narrowFindings, TRACE_RULE_IDS } from '../../../../ui/pages/findings/columns.ts';
import { finding } from '../../../support/ui-meaning.ts';

test('the edge tells the severity, the word stands in the first column', () => {
  expect(findingEdge(finding('a', { severity: 'warning' }))).toBe('var(--state-warn)');
  expect(FINDING_COLUMNS[0]?.id).toBe('severity');
});

test('values of the traffic cannot act in a cell', () => {
  const column = FINDING_COLUMNS.find(each => each.id === 'message');
  expect(column?.cell(finding('a', { message: 'a\u202eb\nc' }))).toBe('a⟨U+202E⟩b⟨LF⟩c');
});

test('rules about the whole trace are those of the collector: their findings are of no call that a filter finds', () => {
  expect([...TRACE_RULE_IDS].sort()).toEqual(TRACE_RULES.map(({ id }) => id).sort());
});

test('the page is narrowed by its severities and rules', () => {
  const row = finding('glare', { severity: 'notice' });
  expect(['severity', 'rule', 'message'].map(column => narrowFindings(row, column))).toEqual([
    'severity:notice',
    'rule:glare',
    undefined,
  ]);
});
