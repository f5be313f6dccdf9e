import { expect, test } from 'vitest';
import { markdownTable, plainTable } from '../../../collector/query/text-table.ts';

test('columns are aligned with blanks, none at the end of a line', () => {
  const rows = [
    ['200', 'x'],
    ['404', 'long enough'],
  ];
  expect(plainTable(['code', 'what'], rows)).toBe('  code  what\n  200   x\n  404   long enough\n');
});

test('wide characters take the cells that terminals give them', () => {
  const rows = [
    ['日本', 'a'],
    ['abcd', 'b'],
  ];
  expect(plainTable(['n', 'x'], rows)).toBe('  n     x\n  日本  a\n  abcd  b\n');
});

test('a table without rows says so', () => {
  expect(plainTable(['a'], [])).toBe('  none\n');
  expect(markdownTable(['a'], [])).toBe('None.\n');
});

test('Markdown cells can neither end their cell nor begin HTML', () => {
  expect(markdownTable(['a'], [['x|y <b> & `c` [l](u)']])).toBe(
    '| a |\n| --- |\n| x\\|y &lt;b&gt; &amp; \\`c\\` \\[l\\]\\(u\\) |\n',
  );
});

test('100,000 rows are no problem', () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => [String(i), 'x']);
  expect(plainTable(['n', 'x'], rows).split('\n')).toHaveLength(100_002);
});
