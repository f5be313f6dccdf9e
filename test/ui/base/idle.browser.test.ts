import { expect, test } from 'vitest';
import { whenIdle } from '../../../ui/base/idle.ts';

test('what nobody waits for is done in the end, unless it was called off', async () => {
  const done: string[] = [];
  const callOff = whenIdle(() => done.push('first'));
  callOff();
  await new Promise<void>(resolve => whenIdle(() => resolve(void done.push('second'))));
  expect(done).toEqual(['second']);
});
