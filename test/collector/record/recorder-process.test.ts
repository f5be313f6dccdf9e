import { expect, test } from 'vitest';
import { RecordError } from '../../../collector/record/record-error.ts';
import { startProblem } from '../../../collector/record/recorder-process.ts';

test('the place in a filter goes with its problem', () => {
  const error = new RecordError('SIPA_FILTER_WRONG', 'filter: no', 'h', { position: 4, length: 2 });
  expect(startProblem(error)).toEqual({
    code: 'SIPA_FILTER_WRONG',
    message: 'filter: no',
    hint: 'h',
    position: 4,
    length: 2,
  });
  expect(startProblem(new RecordError('SIPA_NO_CAP', 'no', 'h'))).toEqual({
    code: 'SIPA_NO_CAP',
    message: 'no',
    hint: 'h',
  });
});
