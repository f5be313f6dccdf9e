import { expect, test } from 'vitest';
import { dropUndefined } from '../../../collector/query/absent.ts';

test('keys without a value go, others stay', () => {
  expect(Object.keys(dropUndefined({ a: undefined, b: 0, c: '' }))).toEqual(['b', 'c']);
});
