import { expect, test } from 'vitest';
import { FacetAnswers } from '../../../collector/query/facet-answers.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import { answered, refusedWith } from '../../support/kpi-stories.ts';
import { trace } from '../../support/trace.ts';

const QUESTION = { fields: ['state'], limit: 5 };

test('the same question is answered once, until a leg has changed', async () => {
  const answers = new FacetAnswers();
  const t = trace();
  answered(t, 'a', 0);
  const first = answers.answer(kpiSources(t), QUESTION);
  expect(answers.answer(kpiSources(t), { ...QUESTION })).toBe(first);
  expect(answers.answer(kpiSources(t), { ...QUESTION, limit: 6 })).not.toBe(first);
  refusedWith(486)(t, 'b', 20_000);
  expect(await first).toMatchObject({ total: 1 });
  expect(await answers.answer(kpiSources(t), QUESTION)).toMatchObject({ total: 2 });
});

test('old questions are forgotten', () => {
  const answers = new FacetAnswers();
  const sources = kpiSources(trace());
  const first = answers.answer(sources, QUESTION);
  for (let limit = 10; limit < 18; limit++) answers.answer(sources, { ...QUESTION, limit });
  expect(answers.answer(sources, QUESTION)).not.toBe(first);
});
