import { expect, test } from 'vitest';
import { FINDING_COLUMNS, findingEdge } from '../../../../ui/pages/findings/columns.ts';
import { finding } from '../../../support/ui-meaning.ts';

test('the edge tells the severity, the word stands in the first column', () => {
  expect(findingEdge(finding('a', { severity: 'warning' }))).toBe('var(--state-warn)');
  expect(FINDING_COLUMNS[0]?.id).toBe('severity');
});

test('values of the traffic cannot act in a cell', () => {
  const column = FINDING_COLUMNS.find(each => each.id === 'message');
  expect(column?.cell(finding('a', { message: 'a\u202eb\nc' }))).toBe('a⟨U+202E⟩b⟨LF⟩c');
});
