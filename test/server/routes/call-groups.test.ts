import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LinkDecision } from '../../../collector/model/call.ts';
import { type FakeApp, fakeApp } from '../../support/fake-app.ts';

let fake: FakeApp;
let id: string;
const decisions: LinkDecision[] = [];
const asked: (readonly number[])[] = [];
beforeAll(async () => {
  fake = await fakeApp([3]);
  const [handle] = fake.handles;
  id = handle.id;
  handle.capture.answers = {
    ...handle.capture.answers,
    group: leg =>
      leg < 3
        ? { id: 'call-0@fake', legs: [0, 1, 2], callIds: ['call-0@fake', 'call-1@fake', 'call-2@fake'], links: [] }
        : undefined,
    legOfCallId: callId => (callId === 'call-1@fake' ? 1 : undefined),
    mergedCall: ({ legs }) => {
      asked.push(legs);
      return legs.includes(9)
        ? undefined
        : {
            legs: [],
            legsOmitted: 0,
            links: [],
            ladder: { hosts: [], rows: [], omitted: 0 },
            streams: [],
            sessions: [],
          };
    },
    findText: ({ legs, text }) => ({ messages: [...legs, text.length], isCut: false }),
    decideLink: decision => {
      decisions.push(decision);
      return true;
    },
  };
});
afterAll(() => fake.app.close());

const post = (payload: object) => fake.app.inject({ method: 'POST', url: `/api/captures/${id}/links`, payload });

test('a leg gives its call; the call page gets it with the links', async () => {
  const group = (await fake.app.inject(`/api/calls/${id}:1/group`)).json();
  expect(group).toMatchObject({ id: 'call-0@fake', legs: [0, 1, 2] });
  expect((await fake.app.inject(`/api/calls/${id}:1`)).json()).toMatchObject({ call: { index: 1 }, links: [], group });
  expect((await fake.app.inject(`/api/calls/${id}:7/group`)).statusCode).toBe(404);
});

test('any legs of one capture are merged', async () => {
  expect((await fake.app.inject(`/api/calls/merged?ids=${id}:2,${id}:0`)).json()).toMatchObject({
    ladder: { rows: [] },
  });
  expect(asked.at(-1)).toEqual([2, 0]);
  for (const [ids, status] of [
    ['nonsense', 400],
    [`${id}:1,other-1:2`, 400],
    ['', 400],
    [`${id}:9`, 404],
  ] as const) {
    const answer = await fake.app.inject(`/api/calls/merged?ids=${ids}`);
    expect([ids, answer.statusCode, typeof answer.json().hint]).toEqual([ids, status, 'string']);
  }
});

test('a text is searched for in any legs of one capture', async () => {
  const found = await fake.app.inject(`/api/calls/search?ids=${id}:2,${id}:0&text=abc`);
  expect(found.json()).toEqual({ messages: [2, 0, 3], isCut: false });
  expect((await fake.app.inject('/api/calls/search?ids=nonsense&text=a')).statusCode).toBe(400);
});

test('two legs are cut or joined, by number or Call-ID', async () => {
  const answer = await post({ from: 0, to: 'call-1@fake', action: 'cut' });
  expect([answer.statusCode, answer.json().id]).toEqual([200, 'call-0@fake']);
  expect(decisions.at(-1)).toEqual({ from: 'call-0@fake', to: 'call-1@fake', action: 'cut' });
});

test('what makes no sense is refused in words', async () => {
  for (const [body, status] of [
    [{ from: 0, to: 0, action: 'cut' }, 400],
    [{ from: 0, to: 'nobody', action: 'cut' }, 404],
    [{ from: 0, to: 1, action: 'burn' }, 400],
    [{ from: 0 }, 400],
  ] as const) {
    const answer = await post(body);
    expect([answer.statusCode, typeof answer.json().hint]).toEqual([status, 'string']);
  }
});

test('pages of other hosts change nothing', async () => {
  const before = decisions.length;
  const answer = await fake.app.inject({
    method: 'POST',
    url: `/api/captures/${id}/links`,
    headers: { origin: 'http://evil.example' },
    payload: { from: 0, to: 1, action: 'cut' },
  });
  expect([answer.statusCode, decisions.length]).toEqual([403, before]);
});
