import { beforeEach, expect, test } from 'vitest';
import type { KpiQuery } from '../../../collector/model/kpi.ts';
import { kpiOf } from '../../../collector/query/kpi.ts';
import { type FakeApp, fakeApp, handleAt } from '../../support/fake-app.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import { trace } from '../../support/trace.ts';

const REPORT = kpiOf(kpiSources(trace()), {}, () => true);

let fake: FakeApp;
let asked: KpiQuery[];
beforeEach(async () => {
  fake = await fakeApp([1, 1]);
  asked = [];
  const { capture } = handleAt(fake, 0);
  capture.answers = {
    ...capture.answers,
    kpi: async query => {
      asked.push(query);
      return REPORT;
    },
  };
  return () => fake.app.close();
});

test('without parameters it is all of the first capture', async () => {
  const answer = await fake.app.inject('/api/kpi');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual(REPORT);
  expect(asked).toEqual([{}]);
});

test.each([
  ['1500ms', 1_500_000],
  ['60s', 60_000_000],
  ['5m', 300_000_000],
  ['1h', 3_600_000_000],
  ['1d', 86_400_000_000],
])('a bucket of %s is understood', async (bucket, micros) => {
  await fake.app.inject(`/api/kpi?bucket=${bucket}`);
  expect(asked).toEqual([{ bucket: micros }]);
});

test('times, group, filter and the switch reach the capture', async () => {
  const url =
    '/api/kpi?from=1970-01-01T00:00:01Z&to=1970-01-01T00:00:02Z&group=code&filter=code%3D486&firstLegOnly=true';
  await fake.app.inject(url);
  expect(asked).toEqual([{ from: 1_000_000, to: 2_000_000, group: 'code', filter: 'code=486', firstLegOnly: true }]);
});

test('buckets begin by the clock of a zone; one that nobody knows is refused by its name', async () => {
  await fake.app.inject('/api/kpi?bucket=1d&zone=Europe/Berlin');
  expect(asked).toEqual([{ bucket: 86_400_000_000, zone: 'Europe/Berlin' }]);
  const answer = await fake.app.inject('/api/kpi?bucket=1d&zone=Moon/Base');
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'SIPA_BAD_ZONE']);
  expect(answer.json().message).toContain('"Moon/Base"');
});

test.each(['bucket=0s', 'bucket=fast', 'group=moon', 'from=yesterday', 'unknown=1'])('%s is refused', async query => {
  const answer = await fake.app.inject(`/api/kpi?${query}`);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toHaveProperty('hint');
  expect(asked).toEqual([]);
});

test('a wrong filter is answered with its place, a capture that is not there with 404', async () => {
  const [, second] = fake.captures.infos();
  const answer = await fake.app.inject(`/api/kpi?capture=${second?.id}`);
  expect(answer.json()).toMatchObject({ code: 'SIPA_BAD_FILTER', message: 'no figures here', position: 0 });
  expect((await fake.app.inject('/api/kpi?capture=none')).statusCode).toBe(404);
});

test('the wishes of the route are no part of the question, and a wrong filter of the charts is told', async () => {
  const url = '/api/kpi?from=1970-01-01T00:00:01Z&previous=true&charts=true';
  expect((await fake.app.inject(url)).json()).toMatchObject({ code: 'SIPA_BAD_FILTER', message: 'no charts here' });
  expect(asked).toEqual([{ from: 1_000_000 }]);
});
