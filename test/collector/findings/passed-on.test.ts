import { expect, test } from 'vitest';
import { linkWords } from '../../../collector/findings/passed-on.ts';
import { pair } from '../../support/passed-on.ts';

test('a sentence names the other leg and why it belongs', () => {
  expect(linkWords(pair())).toBe(' (as leg inner@x, by session-id)');
});
