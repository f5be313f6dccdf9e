import { expect, test } from 'vitest';
import { KpiAnswers } from '../../../collector/query/kpi-answers.ts';
import { kpiSources } from '../../support/kpi-sources.ts';
import { answered, refusedWith } from '../../support/kpi-stories.ts';
import { trace } from '../../support/trace.ts';

test('the same question is answered once, until something has changed', async () => {
  const answers = new KpiAnswers();
  const t = trace();
  answered(t, 'a', 0);
  const first = answers.answer(kpiSources(t), { bucket: 60_000_000 });
  expect(answers.answer(kpiSources(t), { bucket: 60_000_000 })).toBe(first);
  expect(answers.answer(kpiSources(t), {})).not.toBe(first);
  refusedWith(486)(t, 'b', 20_000);
  const second = answers.answer(kpiSources(t), { bucket: 60_000_000 });
  expect(await first).toMatchObject({ calls: { attempts: 1 } });
  expect(await second).toMatchObject({ calls: { attempts: 2 } });
});

test('old questions are forgotten', () => {
  const answers = new KpiAnswers();
  const sources = kpiSources(trace());
  const first = answers.answer(sources, { from: 0 });
  for (let from = 1; from <= 8; from++) answers.answer(sources, { from });
  expect(answers.answer(sources, { from: 0 })).not.toBe(first);
});
