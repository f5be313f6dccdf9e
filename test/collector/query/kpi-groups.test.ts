import { expect, test } from 'vitest';
import { KPI_GROUPS } from '../../../collector/model/kpi.ts';
import { compileFilter } from '../../../collector/query/filter.ts';
import { groupKeys } from '../../../collector/query/kpi-groups.ts';
import { trace } from '../../support/trace.ts';

const t = trace().request('INVITE');
const busy = { opening: 0, outcome: 'failed', code: 486 };

test('every group has a name and a filter that the language takes', () => {
  const keys = KPI_GROUPS.map(group => groupKeys(t.store, group)(busy));
  expect(keys.map(key => key.name)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.1 → 10.0.0.2', '486', 'UDP']);
  for (const { filter = '' } of keys) expect(compileFilter(filter)).toMatchObject({ ok: true });
});

test('an attempt without a code is grouped by what became of it', () => {
  const keyOf = groupKeys(t.store, 'code');
  expect(keyOf({ opening: 0, outcome: 'timeout', code: 0 })).toEqual({ name: 'timeout' });
});

test('the same group is the same object', () => {
  const keyOf = groupKeys(t.store, 'direction');
  expect(keyOf(busy)).toBe(keyOf({ ...busy, code: 200 }));
});
