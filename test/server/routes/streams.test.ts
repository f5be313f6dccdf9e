import { beforeEach, expect, test } from 'vitest';
import type { StreamQuery } from '../../../collector/model/stream.ts';
import { type FakeApp, fakeApp, handleAt } from '../../support/fake-app.ts';
import { streamReport } from '../../support/stream-report.ts';

const REPORT = streamReport(4, '10.0.0.1:4000', '10.0.0.2:6000');
const DETAIL = { ...REPORT, dtmfEvents: [], sliceDuration: 1000, series: [] };
const KEY = { digit: '5', time: 1, duration: 100, way: 'info', message: 3 } as const;

let fake: FakeApp;
let asked: StreamQuery[];
let id: string;
beforeEach(async () => {
  fake = await fakeApp([1, 1]);
  asked = [];
  const { capture } = handleAt(fake, 0);
  id = handleAt(fake, 0).id;
  capture.answers = {
    ...capture.answers,
    streamPage: query => {
      asked.push(query);
      return { items: [REPORT], total: 9 };
    },
    stream: number => (number === 4 ? DETAIL : undefined),
    dtmf: leg => (leg === 0 ? [KEY] : []),
  };
  return () => fake.app.close();
});

test('without parameters it is a page of all of the first capture', async () => {
  const answer = await fake.app.inject('/api/streams');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ items: [REPORT], total: 9 });
  expect(asked).toEqual([{ limit: 100 }]);
});

test('a leg, those without signalling, order and window are asked for', async () => {
  await fake.app.inject(`/api/streams?capture=${id}&leg=3&orphans=true&sort=-mos&offset=20&limit=10`);
  expect(asked).toEqual([{ leg: 3, orphans: true, sort: '-mos', offset: 20, limit: 10 }]);
});

test.each(['sort=colour', 'limit=0', 'limit=1001', 'leg=-1', 'capture=none'])('%s is refused', async query => {
  const answer = await fake.app.inject(`/api/streams?${query}`);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.json()).toMatchObject({
    code: expect.any(String),
    message: expect.any(String),
    hint: expect.any(String),
  });
});

test('one stream is given whole', async () => {
  expect((await fake.app.inject(`/api/streams/${id}:4`)).json()).toEqual(DETAIL);
  const missing = await fake.app.inject(`/api/streams/${id}:5`);
  expect([missing.statusCode, missing.json().code]).toEqual([404, 'SIPA_NO_STREAM']);
  expect((await fake.app.inject('/api/streams/nonsense')).statusCode).toBe(404);
});

test('keys of a call', async () => {
  expect((await fake.app.inject(`/api/calls/${id}:0/dtmf`)).json()).toEqual([KEY]);
  expect((await fake.app.inject(`/api/calls/${id}:7/dtmf`)).json()).toEqual([]);
});

test('a range of time reaches the capture in µs', async () => {
  await fake.app.inject('/api/streams?from=1970-01-01T00:00:01Z&to=1970-01-01T00:00:02Z');
  expect(asked).toEqual([{ from: 1_000_000, to: 2_000_000, limit: 100 }]);
});
