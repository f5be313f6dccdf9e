import { expect, test } from 'vitest';
import { facetField } from '../../../collector/query/facet-field.ts';
import { MessageColumn, MessageValues } from '../../../collector/query/facet-messages.ts';
import { VALUE_CHARS } from '../../../collector/query/facet-tally.ts';
import { Leg } from '../../../collector/store/leg.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import { trace } from '../../support/trace.ts';

test('a leg is read once, and again when it has changed', () => {
  let reads = 0;
  const column = new MessageColumn(() => {
    reads += 1;
    return [String(reads)];
  });
  const leg = new Leg(5000, 0);
  expect(column.knows(leg)).toBe(false);
  expect([column.valuesOf(leg), column.valuesOf(leg)]).toEqual(Array(2).fill({ values: ['1'], isOmitted: false }));
  expect(column.knows(leg)).toBe(true);
  leg.revision += 1;
  expect(column.valuesOf(leg).values).toEqual(['2']);
});

test('what is too long is left out and said, and so is a leg of too many messages', () => {
  const column = new MessageColumn(() => ['x'.repeat(VALUE_CHARS + 1), 'short']);
  expect(column.valuesOf(new Leg(0, 0))).toEqual({ values: ['short'], isOmitted: true });
  const long = new Leg(1, 0);
  long.messages = 1001;
  expect(column.valuesOf(long)).toEqual({ values: [], isOmitted: true });
});

test('few fields are kept, the oldest goes', () => {
  const sources = kpiSources(trace());
  const values = new MessageValues();
  const column = (name: string): MessageColumn => {
    const field = facetField(name);
    if (field === undefined) throw new Error(name);
    return values.of(field, sources);
  };
  const first = column('ua');
  for (const name of ['Via', 'Allow', 'Contact']) column(`header["${name}"]`);
  expect(column('ua')).toBe(first);
  for (const name of ['A', 'B', 'C', 'D']) column(`header["${name}"]`);
  expect(column('ua')).not.toBe(first);
});
