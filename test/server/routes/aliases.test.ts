import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';

let fake: FakeApp;
const named: string[] = [];
beforeAll(async () => {
  fake = await fakeApp([3]);
  const { capture } = fake.handles[0];
  capture.answers = {
    ...capture.answers,
    nameHosts: text => {
      named.push(text);
      return true;
    },
  };
});
afterAll(() => fake.app.close());

const put = (payload: object, headers = {}) =>
  fake.app.inject({ method: 'PUT', url: '/api/aliases', payload, headers });

test('names that are written hold in every capture at once', async () => {
  const { version } = (await fake.app.inject('/api/aliases')).json();
  const answer = await put({ text: '10.0.0.7 sbc\n', version });
  expect([answer.statusCode, answer.json().text, named]).toEqual([200, '10.0.0.7 sbc\n', ['10.0.0.7 sbc\n']]);
});
test('a wrong list and one that has changed meanwhile are refused, and nobody is told', async () => {
  const { version } = (await fake.app.inject('/api/aliases')).json();
  expect((await put({ text: 'nonsense', version })).json()).toMatchObject({ code: 'SIPA_BAD_ALIAS' });
  expect((await put({ text: '', version: 'old' })).statusCode).toBe(409);
  expect((await put({ text: '' })).statusCode).toBe(400);
  expect(named).toHaveLength(1);
});
test('other pages may not write them', async () => {
  const answer = await put({ text: '', version: '' }, { origin: 'http://evil.example' });
  expect(answer.json()).toMatchObject({ code: 'SIPA_FOREIGN_ORIGIN' });
});
