import { expect, test } from 'vitest';
import { assertNever } from '../../../ui/base/assert-never.ts';

test('what should not be is named', () => {
  expect(() => Reflect.apply(assertNever, undefined, ['new'])).toThrow('not expected: "new"');
});
