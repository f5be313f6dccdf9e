import { expect, test } from 'vitest';
import { PacedQuestion, type QuestionKey } from '../../../ui/net/paced-question.ts';

/** A question whose clock and answers are in the test's hands. */
function setup() {
  let now = 0;
  let wanted: QuestionKey | undefined = { view: 'a', query: 'a1' };
  let asked: QuestionKey | undefined;
  const waiting: { run: () => void; ms: number }[] = [];
  const queries: string[] = [];
  const told: unknown[] = [];
  let settle: { answer: (value: string) => void; refuse: (why: Error) => void } | undefined;
  const question = new PacedQuestion<QuestionKey, string>(
    {
      refresh: 1000,
      wanted: () => wanted,
      asked: () => asked,
      ask: query => {
        queries.push(query);
        return new Promise((answer, refuse) => {
          settle = { answer, refuse };
        });
      },
      onAsked: key => {
        asked = key;
      },
      onAnswer: (_, answer) => told.push(answer),
      onRefused: (_, error) => told.push(error),
    },
    (run, ms) => waiting.push({ run, ms }),
    () => now,
  );
  return {
    question,
    queries,
    waiting,
    told,
    want: (key: QuestionKey | undefined) => {
      wanted = key;
    },
    after: async (ms: number, answer: string | Error) => {
      now += ms;
      if (answer instanceof Error) settle?.refuse(answer);
      else settle?.answer(answer);
      await Promise.resolve();
      await Promise.resolve();
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('asks once for what is wanted, and again when something else is', async () => {
  const s = setup();
  s.question.sync();
  s.question.sync();
  expect(s.queries).toEqual(['a1']);
  await s.after(10, 'one');
  s.want({ view: 'b', query: 'b1' });
  s.question.sync();
  expect([s.queries, s.told]).toEqual([['a1', 'b1'], ['one']]);
});
test('what was wanted while a question was on its way is asked when it is answered', async () => {
  const s = setup();
  s.question.sync();
  s.want({ view: 'b', query: 'b1' });
  s.question.sync();
  expect(s.queries).toEqual(['a1']);
  await s.after(10, 'one');
  expect(s.queries).toEqual(['a1', 'b1']);
});
test('the same is asked again after a second, or four times as long as the answer took', async () => {
  const s = setup();
  s.question.sync();
  await s.after(500, 'one');
  s.question.refresh();
  s.question.refresh();
  expect(s.waiting.map(each => each.ms)).toEqual([2000]);
  s.pass(2000);
  s.waiting[0]?.run();
  expect(s.queries).toEqual(['a1', 'a1']);
});
test('a refusal is told, and does not end the asking', async () => {
  const s = setup();
  s.question.sync();
  await s.after(10, new Error('no'));
  s.pass(5000);
  s.question.refresh();
  expect([s.told.length, s.queries.length]).toEqual([1, 2]);
});
test('nothing wanted is nothing asked', () => {
  const s = setup();
  s.want(undefined);
  s.question.refresh();
  expect(s.queries).toEqual([]);
});
