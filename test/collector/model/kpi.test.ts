import { expect, test } from 'vitest';
import { KPI_GROUPS } from '../../../collector/model/kpi.ts';

test('groups are the words that a question may use', () => {
  expect(KPI_GROUPS).toEqual(['source', 'destination', 'direction', 'code', 'transport']);
});
