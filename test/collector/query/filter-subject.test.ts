import { expect, test } from 'vitest';
import type { FilterSubject } from '../../../collector/query/filter-subject.ts';
import { filterSubject } from '../../support/filter-subject.ts';

test('what a filter asks about is answered by getters and six questions', () => {
  const subject: FilterSubject = filterSubject();
  const questions = Object.entries(subject).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
  expect(questions.sort()).toEqual(['addresses', 'codecs', 'codes', 'header', 'methods', 'search']);
});
