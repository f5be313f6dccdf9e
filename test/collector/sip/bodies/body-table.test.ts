import { expect, test } from 'vitest';
import { fields, filled, table } from '../../../../collector/sip/bodies/body-table.ts';

test('a table is bounded in rows and cells, and counts what it leaves out', () => {
  const rows = Array.from({ length: 600 }, () => ['x'.repeat(3000)]);
  const made = table('T', ['c'], rows);
  expect(made.rows).toHaveLength(500);
  expect(made.omitted).toBe(100);
  expect(made.rows[0][0]).toHaveLength(2000);
});
test('empty fields and tables are left out', () => {
  expect(fields(['a', ''], ['b', '1'])).toEqual([{ name: 'b', value: '1' }]);
  expect(filled(table('T', ['c'], []))).toEqual([]);
});
