import { expect, test } from 'vitest';
import { badFilter } from '../../server/bad-filter.ts';

test('says where it is wrong and what was expected there', () => {
  const wrong = badFilter({ message: 'unknown field', position: 3, length: 2, expected: ['state', 'code'] });
  expect(wrong).toMatchObject({ status: 400, code: 'SIPA_BAD_FILTER', hint: 'Expected there: state, code.' });
  const open = badFilter({ message: 'nothing may stand here', position: 3, length: 2, expected: [] });
  expect(open).toMatchObject({ hint: 'Correct the expression there.' });
});
