import { expect, test } from 'vitest';
import { plainRefusal, Refusal, toRefusal } from '../../../collector/thread/refusal.ts';

test('an error that carries code and hint keeps both', () => {
  const error = Object.assign(new Error('no such file'), { code: 'SIPA_NO_FILE', hint: 'Check the path.' });
  expect(plainRefusal(toRefusal(error))).toEqual({
    code: 'SIPA_NO_FILE',
    message: 'no such file',
    hint: 'Check the path.',
  });
});

test('a bare error is a fault of ours and keeps its cause', () => {
  const error = new RangeError('offset out of range');
  const refusal = toRefusal(error);
  expect(refusal).toMatchObject({ code: 'SIPA_INTERNAL', message: 'offset out of range', cause: error });
  expect(refusal.hint).toMatch(/report/);
});

test('a thrown string becomes a refusal too, and a refusal stays itself', () => {
  const refusal = toRefusal('odd');
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal.message).toBe('odd');
  expect(toRefusal(refusal)).toBe(refusal);
});
