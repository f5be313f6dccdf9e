import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Capture } from '../../../collector/capture.ts';
import type { FacetAnswer, FacetQuery, FacetReport } from '../../../collector/model/facets.ts';
import { MessageValues } from '../../../collector/query/facet-messages.ts';
import { facetSteps } from '../../../collector/query/facets.ts';
import { atOnce } from '../../../collector/query/slices.ts';
import { writeTerm } from '../../../ui/filter/terms.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import { answered, refusedWith } from '../../support/kpi-stories.ts';
import { trace } from '../../support/trace.ts';

/** Two calls that were answered, three that were busy. */
function fewCalls() {
  const t = trace();
  ['a', 'b'].forEach((id, at) => void answered(t, id, at * 20_000));
  ['c', 'd', 'e'].forEach((id, at) => void refusedWith(486)(t, id, 60_000 + at * 1000));
  return kpiSources(t);
}

function count(query: Partial<FacetQuery>, sources = fewCalls()): FacetAnswer {
  return atOnce(facetSteps(sources, new MessageValues(), { fields: [], limit: 10, ...query }));
}

function report(answer: FacetAnswer): FacetReport {
  if (!('facets' in answer)) throw new Error(JSON.stringify(answer));
  return answer;
}

test('values with their legs, the most frequent first', () => {
  const { total, all, facets } = report(count({ fields: ['state', 'code', 'flag'] }));
  expect([total, all]).toEqual([5, 5]);
  expect(facets.map(({ values }) => values)).toEqual([
    [
      { value: 'busy', count: 3 },
      { value: 'ended', count: 2 },
    ],
    [
      { value: '486', count: 3 },
      { value: '200', count: 2 },
    ],
    [],
  ]);
  expect(facets[2]).toMatchObject({ none: 5, counted: 5, legs: 5, omitted: 0, distinct: 0 });
});

test('a facet is counted as if the filter said nothing about its own field', () => {
  const { total, facets } = report(
    count({ filter: 'state = busy and code >= 400', fields: ['state', 'code', 'kind'] }),
  );
  expect(total).toBe(3);
  // Of those with a code of 400 and more; of those that are busy; of both.
  expect(facets.map(({ legs }) => legs)).toEqual([3, 3, 3]);
  const other = report(count({ filter: 'state = busy and callId = a', fields: ['state', 'kind'] }));
  expect(other.total).toBe(0);
  expect(other.facets.map(({ values }) => values)).toEqual([[{ value: 'ended', count: 1 }], []]);
});

test('what has the field beside others in one part is for all', () => {
  const { facets } = report(count({ filter: 'state = busy or code = 999', fields: ['state'] }));
  expect(facets[0]?.values).toEqual([{ value: 'busy', count: 3 }]);
});

test('a range of time holds for every facet', () => {
  const sources = fewCalls();
  const from = sources.store.messages.time[0] + 60_000_000;
  expect(report(count({ from, fields: ['state'] }, sources))).toMatchObject({
    total: 3,
    facets: [{ values: [{ value: 'busy', count: 3 }], legs: 3 }],
  });
});

test('only so many values, but those that the filter names', () => {
  const { facets } = report(count({ filter: 'code = 200', fields: ['code'], limit: 1 }));
  expect(facets[0]).toMatchObject({
    values: [
      { value: '486', count: 3 },
      { value: '200', count: 2 },
    ],
    distinct: 2,
  });
});

test('only values that hold a text', () => {
  const { facets } = report(count({ fields: ['state'], text: 'EnD' }));
  expect(facets[0]).toMatchObject({ values: [{ value: 'ended', count: 2 }], distinct: 1 });
});

test('a filter that cannot be read, and a field that has no values', () => {
  expect(count({ filter: 'state = ' })).toMatchObject({ error: { position: 8 } });
  for (const field of ['nonsense', 'pdd', 'time', 'state = busy', 'header["a b', ''])
    expect(count({ fields: ['state', field] })).toEqual({ unknownField: field });
});

test('fields of messages are read for a bounded time; the next question goes on', () => {
  const sources = fewCalls();
  const values = new MessageValues();
  let clock = 0;
  const ask = (): FacetReport =>
    report(
      atOnce(
        facetSteps(sources, values, { fields: ['ua'], limit: 10 }, () => {
          clock += 300;
          return clock;
        }),
      ),
    );
  const counted = [ask(), ask(), ask()].map(({ facets }) => facets[0]?.counted);
  expect(counted[0]).toBeGreaterThan(0);
  expect(counted[0]).toBeLessThan(5);
  expect(counted[2]).toBe(5);
});

describe('the demo capture', () => {
  let capture: Capture;
  beforeAll(async () => {
    capture = await Capture.open({ id: 'demo', paths: ['fixtures/pcap/demo.pcapng'] });
    await capture.read(() => {});
  });
  afterAll(() => capture.close());

  const total = (filter: string): number => capture.list({ filter, sort: '', offset: 0, limit: 1 }).total;

  const fields = [
    'state',
    'kind',
    'flag',
    'method',
    'firstMethod',
    'code',
    'codes',
    'fromUser',
    'toUser',
    'user',
    'ip',
  ];
  const others = [
    'source',
    'destination',
    'transport',
    'finding',
    'severity',
    'codec',
    'ua',
    'header["Contact"]',
    'port',
  ];

  test.each(['', 'kind = call', 'not state = ended and ip in 10.0.0.0/8'])(
    'every count is that of the list with its value as a filter: %j',
    async filter => {
      const answer = report(await capture.answers.facets({ filter, fields: [...fields, ...others], limit: 1000 }));
      expect(answer.total).toBe(total(filter));
      for (const { field, values, none, legs, counted } of answer.facets) {
        const rest = filter.startsWith(field) || (field === 'state' && filter.includes('state')) ? '' : filter;
        if (rest !== filter) continue;
        const within = rest === '' ? '' : `${rest} and `;
        expect(counted, field).toBe(legs);
        expect(none, field).toBe(total(`${within}not ${field} exists`));
        for (const { value, count: legsOfValue } of values) {
          const term = writeTerm({ field, operator: '=', value });
          expect([term, legsOfValue]).toEqual([term, total(`${within}${term}`)]);
        }
      }
    },
  );

  test('names of headers', async () => {
    const answer = report(await capture.answers.facets({ fields: ['header'], limit: 1000 }));
    const names = answer.facets[0]?.values.map(({ value }) => value);
    expect(names).toEqual(expect.arrayContaining(['Via', 'From', 'To', 'Call-ID', 'CSeq', 'User-Agent']));
    expect(answer.facets[0]?.values[0]?.count).toBe(answer.all);
  });
});
