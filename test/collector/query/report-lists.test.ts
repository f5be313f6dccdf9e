import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileLegFilter } from '../../../collector/query/leg-filter.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';

test('a summary counts what the lists hold, and a filter of legs holds for them', async () => {
  const capture = await readCapture(join(FIXTURES, 'register.pcap'));
  const lists = capture.report({ summary: false });
  expect(lists['registrations']).toHaveLength(1);
  expect(capture.report({ summary: true })['registrations']).toBe(1);
  const filter = compileLegFilter('method = INVITE');
  if (!filter.ok) throw new Error(filter.explanation);
  expect(capture.report({ summary: false, filter })['registrations']).toEqual([]);
});
