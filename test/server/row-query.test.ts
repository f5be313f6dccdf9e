import { expect, test } from 'vitest';
import { readRowQuery } from '../../server/row-query.ts';

test('what is left out has its default', () => {
  expect(readRowQuery({})).toEqual({ text: '', state: '', sort: '', offset: 0, limit: 100 });
  expect(readRowQuery({ capture: 'x', text: 'a', offset: 5 })).toMatchObject({ text: 'a', offset: 5 });
});
