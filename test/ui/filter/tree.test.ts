import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FilterNode, parseFilter } from '../../../collector/query/filter-parser.ts';
import { readTree, type TreeNode } from '../../../ui/filter/tree.ts';

const WORDS = fc.constantFrom(
  ...['state', 'header', 'and', 'or', 'not', '!', '(', ')', '[', ']', '{', '}', ',', '..', '=', '!=', '~', '!~', '<='],
  ...['in', 'exists', 'contains', 'matches', 'IN', 'AND', '"a b"', '486', '&&', '||', '[::1]:5', "'x'", '>'],
);
const EXPRESSION = fc.array(WORDS, { maxLength: 14 }).map(words => words.join(' '));

/** The collector's tree from ours: it has no brackets, and negation is a node. */
function plainTree(node: TreeNode): unknown {
  switch (node.type) {
    case 'group':
      return plainTree(node.inner);
    case 'not':
      return { type: 'not', operand: plainTree(node.inner) };
    case 'search':
      return { type: 'search', text: node.text };
    case 'comparison': {
      const { name, key, operator, values, isNegated } = node;
      const comparison = { type: 'comparison', name, key, operator, values };
      return isNegated ? { type: 'not', operand: comparison } : comparison;
    }
    default:
      return { type: node.type, operands: node.parts.map(plainTree) };
  }
}

function theirTree(node: FilterNode): unknown {
  switch (node.type) {
    case 'comparison': {
      const { field, operator } = node;
      const values = node.values.map(({ text, to }) => ({ text, to }));
      return { type: 'comparison', name: field.name, key: field.key, operator, values };
    }
    case 'not':
      return { type: 'not', operand: theirTree(node.operand) };
    case 'search':
      return { type: 'search', text: node.text };
    default:
      return { type: node.type, operands: node.operands.map(theirTree) };
  }
}

test('the tree is that of the collector, and what it cannot read is not read here', () => {
  let read = 0;
  fc.assert(
    fc.property(EXPRESSION, expression => {
      const theirs = parseFilter(expression);
      const ours = readTree(expression);
      expect(ours !== undefined, expression).toBe(theirs.ok);
      if (!theirs.ok || theirs.node === undefined || ours?.node === undefined) return;
      read += 1;
      expect(plainTree(ours.node)).toEqual(theirTree(theirs.node));
    }),
    { numRuns: 5000 },
  );
  expect(read).toBeGreaterThan(100);
});

test('every part knows its place', () => {
  const expression = ' a = 1  and (b or "c")&& header["X"] not in {x, 1..2} ';
  const node = readTree(expression)?.node;
  expect(node).toMatchObject({ type: 'and', start: 1, end: expression.length - 1 });
  const parts = node?.type === 'and' ? node.parts : [];
  expect(parts.map(({ start, end }) => expression.slice(start, end))).toEqual([
    'a = 1',
    '(b or "c")',
    'header["X"] not in {x, 1..2}',
  ]);
});

test('what the collector finds too long or too deep is not read', () => {
  expect(readTree('x'.repeat(4097))).toBeUndefined();
  expect(readTree(`${'('.repeat(101)}x${')'.repeat(101)}`)).toBeUndefined();
  expect(readTree(`${'('.repeat(100)}x${')'.repeat(100)}`)).toBeDefined();
  expect(readTree('   ')).toEqual({ node: undefined });
});
