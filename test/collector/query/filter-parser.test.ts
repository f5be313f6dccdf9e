import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FilterNode } from '../../../collector/query/filter-parser.ts';
import { MAX_FILTER_DEPTH, MAX_FILTER_LENGTH, parseFilter } from '../../../collector/query/filter-parser.ts';

/** The tree with every bracket written out. */
function shown(node: FilterNode): string {
  switch (node.type) {
    case 'and':
    case 'or':
      return `(${node.operands.map(shown).join(` ${node.type} `)})`;
    case 'not':
      return `not ${shown(node.operand)}`;
    case 'search':
      return `"${node.text}"`;
    case 'comparison': {
      const values = node.values.map(value => (value.to === undefined ? value.text : `${value.text}..${value.to}`));
      const key = node.field.key === undefined ? '' : `[${node.field.key}]`;
      return `<${[node.field.name + key, node.operator, ...values].join(' ')}>`;
    }
    default:
      return node satisfies never;
  }
}

function tree(expression: string): string {
  const parsed = parseFilter(expression);
  if (!parsed.ok) return `error at ${parsed.error.position}: ${parsed.error.message}`;
  return parsed.node === undefined ? 'all' : shown(parsed.node);
}

test.each([
  ['', 'all'],
  ['  ', 'all'],
  ['alice', '"alice"'],
  ['"alice smith"', '"alice smith"'],
  ['a or b and c', '("a" or ("b" and "c"))'],
  ['(a or b) and c', '(("a" or "b") and "c")'],
  ['not a and b', '(not "a" and "b")'],
  ['!a && !(b || c)', '(not "a" and not ("b" or "c"))'],
  ['a AND NOT b', '("a" and not "b")'],
  ['code != 200', 'not <code = 200>'],
  ['from !~ x', 'not <from ~ x>'],
  ['code in {404, 500..599}', '<code in 404 500..599>'],
  ['code in 500..599', '<code in 500..599>'],
  ['ip in 10.0.0.0/8', '<ip in 10.0.0.0/8>'],
  ['ip not in {10.0.0.1}', 'not <ip in 10.0.0.1>'],
  ['not ua contains "friendly-scanner"', 'not <ua contains friendly-scanner>'],
  ['pdd exists and ring not exists', '(<pdd exists> and not <ring exists>)'],
  ['header["X-Tenant"] = "a"', '<header[X-Tenant] = a>'],
  ['from = "and"', '<from = and>'],
  ['source = [::1]:5060', '<source = [::1]:5060>'],
])('%s means %s', (expression, meaning) => {
  expect(tree(expression)).toBe(meaning);
});

test.each([
  ['state =', 7, 0, ['a value']],
  ['state = failed code = 500', 15, 4, ['and', 'or', 'the end']],
  ['and', 0, 3, ['a field', 'a word or "text" to search for', 'not', '(']],
  ['a or', 4, 0, ['a field', 'a word or "text" to search for', 'not', '(']],
  ['(a or b', 7, 0, ['and', 'or', ')']],
  ['a)', 1, 1, ['and', 'or', 'the end']],
  ['= 5', 0, 1, ['a field', 'a word or "text" to search for', 'not', '(']],
  ['code in {1, 2', 13, 0, [',', '..', '}']],
  ['code in {1 2}', 11, 1, [',', '..', '}']],
  ['code in', 7, 0, ['{', 'a value', 'a range']],
  ['code = 1..', 10, 0, ['the end of the range']],
  ['header[', 7, 0, ['"a name"']],
  ['header["X" = 1', 11, 1, [']']],
  ['header[X] foo', 10, 3, ['=', '!=', '~', '<', '<=', '>', '>=', 'in', 'contains', 'matches', 'exists']],
  ['from = (a)', 7, 1, ['a value']],
  ['from contains "x', 14, 2, ['"']],
])('%s is wrong at %i', (expression, position, length, expected) => {
  const parsed = parseFilter(expression);
  expect(parsed.ok ? undefined : parsed.error).toMatchObject({ position, length, expected });
});

test('an error tells what was found and what was expected', () => {
  expect(tree('a or )')).toBe(
    'error at 5: “)” cannot stand here: expected a field, a word or "text" to search for, not or (. Put text with special characters in quotes.',
  );
});

test('an expression over the length limit is refused where the limit is', () => {
  expect(parseFilter('a'.repeat(MAX_FILTER_LENGTH)).ok).toBe(true);
  const parsed = parseFilter('a'.repeat(MAX_FILTER_LENGTH + 3));
  expect(parsed).toMatchObject({ ok: false, error: { position: MAX_FILTER_LENGTH, length: 3 } });
});

test('nesting is refused at the first bracket too deep', () => {
  const nested = (depth: number): string => `${'('.repeat(depth)}a${')'.repeat(depth)}`;
  expect(parseFilter(nested(MAX_FILTER_DEPTH)).ok).toBe(true);
  expect(parseFilter(nested(MAX_FILTER_DEPTH + 1))).toMatchObject({ ok: false, error: { position: MAX_FILTER_DEPTH } });
  expect(parseFilter('!'.repeat(2000))).toMatchObject({ ok: false, error: { position: MAX_FILTER_DEPTH } });
});

test('a long chain is no nesting', () => {
  expect(parseFilter(Array.from({ length: 600 }, () => 'a').join(' or ')).ok).toBe(true);
});

test('no text makes the parser throw, and every error lies inside the text', () => {
  const word = fc.constantFrom(
    'and',
    'or',
    'not',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    ',',
    '..',
    '=',
    '!=',
    '~',
    'in',
    'code',
    '"x"',
    '5',
    "'",
  );
  const soup = fc.array(word, { maxLength: 30 }).map(words => words.join(' '));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 100 }), soup), expression => {
      const parsed = parseFilter(expression);
      if (parsed.ok) return;
      const { position, length, expected } = parsed.error;
      expect(position).toBeGreaterThanOrEqual(0);
      expect(position + length).toBeLessThanOrEqual(expression.length);
      expect(expected.length).toBeGreaterThan(0);
    }),
    { seed: 5, numRuns: 3000 },
  );
});
