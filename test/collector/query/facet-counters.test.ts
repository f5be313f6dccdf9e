import { expect, test } from 'vitest';
import { counterOf, valueReader } from '../../../collector/query/facet-counters.ts';
import { facetField } from '../../../collector/query/facet-field.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import { trace } from '../../support/trace.ts';

const t = trace();
t.request('INVITE', { callId: 'a', fromUser: 'eve' });
t.request('INVITE', { callId: 'b', from: '10.0.0.3:5061' });
t.request('OPTIONS', { callId: 'c', fromUser: '' });
const sources = kpiSources(t);

function counted(name: string): unknown {
  const field = facetField(name);
  if (field === undefined) throw new Error(name);
  const counter = counterOf(field, sources);
  for (const leg of sources.store.legs) counter.add(leg);
  const { values } = atOnce(counter.tally()).top(9, '', []);
  return { none: counter.none, ...Object.fromEntries(values.map(({ value, count }) => [value, count])) };
}

test('numbers of the store become words', () => {
  expect(counted('kind')).toEqual({ none: 0, call: 2, options: 1 });
  expect(counted('firstMethod')).toEqual({ none: 0, INVITE: 2, OPTIONS: 1 });
  expect(counted('code')).toEqual({ none: 3 });
  expect(counted('transport')).toEqual({ none: 0, UDP: 3 });
});

test('hosts are counted without their ports', () => {
  expect(counted('source')).toEqual({ none: 0, '10.0.0.1': 2, '10.0.0.3': 1 });
});

test('a leg without a value is one of none, a leg of several counts in each', () => {
  expect(counted('fromUser')).toEqual({ none: 1, alice: 1, eve: 1 });
  expect(counted('user')).toMatchObject({ none: 0, bob: 3 });
  expect(counted('codec')).toEqual({ none: 3 });
  expect(counted('severity')).toMatchObject({ none: expect.any(Number) });
});

test('any field reads as texts', () => {
  const field = facetField('port');
  if (field === undefined) throw new Error('no port');
  expect(valueReader(field, sources)(sources.store.legs[0])).toEqual(['5060']);
});
