import { beforeEach, expect, test } from 'vitest';
import type { FacetAnswer, FacetQuery } from '../../../collector/model/facets.ts';
import { type FakeApp, fakeApp, handleAt } from '../../support/fake-app.ts';

const REPORT = { total: 1, all: 2, facets: [] };

let fake: FakeApp;
let asked: FacetQuery[];
let answer: FacetAnswer;
beforeEach(async () => {
  fake = await fakeApp([1, 1]);
  asked = [];
  answer = REPORT;
  const { capture } = handleAt(fake, 0);
  capture.answers = {
    ...capture.answers,
    facets: async query => {
      asked.push(query);
      return answer;
    },
  };
  return () => fake.app.close();
});

test('fields, filter, times and limit reach the capture', async () => {
  const fields = encodeURIComponent('state,header["A,B"]');
  const times = 'from=1970-01-01T00:00:01Z&to=1970-01-01T00:00:02Z';
  const response = await fake.app.inject(`/api/calls/facets?fields=${fields}&filter=a&text=x&${times}&limit=3`);
  expect(response.json()).toEqual(REPORT);
  expect(asked).toEqual([
    { fields: ['state', 'header["A,B"]'], filter: 'a', text: 'x', from: 1_000_000, to: 2_000_000, limit: 3 },
  ]);
});

test('a limit is there unless one is given', async () => {
  await fake.app.inject('/api/calls/facets?fields=state');
  expect(asked).toEqual([{ fields: ['state'], limit: 10 }]);
});

test.each(['', 'fields=', 'fields=state&limit=0', 'fields=state&from=x', `fields=${'a,'.repeat(25)}`, 'fields=a&x=1'])(
  '%s is refused',
  async query => {
    const response = await fake.app.inject(`/api/calls/facets?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toHaveProperty('hint');
    expect(asked).toEqual([]);
  },
);

test('a wrong filter is answered with its place, a field without values with its name', async () => {
  answer = { error: { message: 'wrong', position: 3, length: 1, expected: ['a value'] } };
  const wrong = await fake.app.inject('/api/calls/facets?fields=state');
  expect([wrong.statusCode, wrong.json()]).toMatchObject([400, { code: 'SIPA_BAD_FILTER', position: 3 }]);
  answer = { unknownField: 'pdd' };
  const unknown = await fake.app.inject('/api/calls/facets?fields=pdd');
  expect([unknown.statusCode, unknown.json()]).toMatchObject([400, { code: 'SIPA_BAD_FIELD' }]);
});

test('the fields of the language, with what completes them', async () => {
  const response = await fake.app.inject('/api/filter/fields');
  const items: { name: string; values?: string[] }[] = response.json().items;
  expect(items.find(({ name }) => name === 'state')?.values).toContain('failed');
  expect(items.find(({ name }) => name === 'header')).toBeDefined();
});
