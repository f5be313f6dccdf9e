import { expect, test } from 'vitest';
import { RecordError, toProblem } from '../../../collector/record/record-error.ts';

test('an error of ours keeps code, message and hint', () => {
  const error = new RecordError('SIPA_NO_DEVICE', 'There is no interface eth7.', 'Look.', { position: 3, length: 2 });
  expect(toProblem(error)).toEqual({ code: 'SIPA_NO_DEVICE', message: 'There is no interface eth7.', hint: 'Look.' });
  expect([error.position, error.length]).toEqual([3, 2]);
});

test('an error of the system keeps its code, and anything else is a fault of ours', () => {
  expect(toProblem(Object.assign(new Error('no'), { code: 'EIO' }))).toMatchObject({ code: 'EIO', message: 'no' });
  expect(toProblem('odd')).toMatchObject({ code: 'SIPA_INTERNAL', message: 'odd' });
});
