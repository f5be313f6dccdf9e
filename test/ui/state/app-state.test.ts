import { expect, test } from 'vitest';
import { BLOCK_LIMIT, BLOCK_ROWS, START_STATE } from '../../../ui/state/app-state.ts';
import { WINDOW_LIMIT } from '../../../ui/state/watch.ts';

test('a page starts with nothing but its address: no captures, no rows, not connected', () => {
  expect(START_STATE).toMatchObject({
    connection: 'connecting',
    captures: undefined,
    call: undefined,
    list: { total: 0, key: undefined },
  });
});
test('what is kept holds many windows, so a window never pushes out its own rows', () => {
  expect(BLOCK_LIMIT * BLOCK_ROWS).toBeGreaterThan(10 * WINDOW_LIMIT);
});
