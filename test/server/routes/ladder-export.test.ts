import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';
import { ladder } from '../../support/ui-ladder.ts';

let fake: FakeApp;
let id: string;
beforeAll(async () => {
  fake = await fakeApp([3]);
  const [handle] = fake.handles;
  id = handle.id;
  handle.capture.answers = {
    ...handle.capture.answers,
    group: () => ({ id: 'a', legs: [0, 1], callIds: ['a', 'b'], links: [] }),
    mergedCall: () => ({ legs: [], legsOmitted: 0, links: [], ladder: ladder(5), streams: [], sessions: [] }),
  };
});
afterAll(() => fake.app.close());

const ask = (query: string, leg = 0) => fake.app.inject(`/api/calls/${id}:${leg}/export?${query}`);

test.each([
  ['svg', 'image/svg+xml; charset=utf-8', '<svg'],
  ['mermaid', 'text/plain; charset=utf-8', 'sequenceDiagram'],
  ['text', 'text/plain; charset=utf-8', 'sbc-1'],
])('the ladder of all legs as %s, under a safe name', async (format, type, content) => {
  const answer = await ask(`format=${format}&legs=all`);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, type]);
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/);
  expect(answer.body).toContain(content);
});
test('without legs=all it is the leg alone', async () => {
  expect((await ask('format=mermaid')).body).not.toContain('sbc-1');
});
test('an unknown call is a 404, an unknown format a 400', async () => {
  expect((await ask('format=svg', 99)).json()).toMatchObject({ code: 'SIPA_NO_CALL' });
  expect((await ask('format=gif')).statusCode).toBe(400);
});
