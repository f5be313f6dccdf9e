import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileLegFilter } from '../../../collector/query/leg-filter.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';

async function states(expression: string): Promise<string[]> {
  const filter = compileLegFilter(expression);
  if (!filter.ok) throw new Error(filter.explanation);
  const capture = await readCapture(join(FIXTURES, 'busy.pcap'), join(FIXTURES, 'cancel.pcap'));
  return capture
    .legRows(filter)
    .map(row => row.state)
    .sort();
}

test('an empty expression lets every leg through', async () => {
  expect(await states('')).toEqual(['busy', 'cancelled']);
  expect(await states('  ')).toEqual(['busy', 'cancelled']);
});

test('a filter tests each leg for itself', async () => {
  expect(await states('state = busy')).toEqual(['busy']);
  expect(await states('not code = 486')).toEqual(['cancelled']);
});

test('a wrong one is explained with a mark under the place', () => {
  const wrong = compileLegFilter('state = nonsense');
  expect(wrong).toMatchObject({ ok: false });
  expect(wrong.ok ? '' : wrong.explanation).toMatch(/^sipscope: .+\n {2}state = nonsense\n {10}\^{8}\n/);
});

test('the mark stands under what is shown, also behind wide and invisible characters', () => {
  const wrong = compileLegFilter('from = "日本" and = 5');
  const [, shown, mark] = (wrong.ok ? '' : wrong.explanation).split('\n');
  expect(shown).toBe('  from = "日本" and = 5');
  expect(mark).toBe(`${' '.repeat(2 + 18)}^`);
});
