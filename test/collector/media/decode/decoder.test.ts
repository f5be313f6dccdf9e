import { expect, test } from 'vitest';
import { clamp16 } from '../../../../collector/media/decode/decoder.ts';

test('what is louder than full scale is cut to it', () => {
  expect([-40_000, -32_768, 0, 32_767, 40_000].map(clamp16)).toEqual([-32_768, -32_768, 0, 32_767, 32_767]);
});
