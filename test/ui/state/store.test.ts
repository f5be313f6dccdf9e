import { expect, test } from 'vitest';
import { START_STATE } from '../../../ui/state/app-state.ts';
import { Store } from '../../../ui/state/store.ts';

function framed() {
  const frames: (() => void)[] = [];
  const store = new Store(START_STATE, run => frames.push(run));
  let heard = 0;
  const stop = store.subscribe(() => {
    heard += 1;
  });
  const frame = (): void => {
    for (const run of frames.splice(0)) run();
  };
  return { store, frame, stop, frames, heard: () => heard };
}

test('a hundred actions between two frames are told once', () => {
  const { store, frame, heard } = framed();
  for (let turn = 0; turn < 100; turn += 1)
    store.dispatch({ type: 'time-mode', mode: turn % 2 === 0 ? 'delta' : 'absolute' });
  expect(heard()).toBe(0);
  frame();
  expect(heard()).toBe(1);
});
test('the state is up to date at once', () => {
  const { store } = framed();
  store.dispatch({ type: 'theme', theme: 'dark' });
  expect(store.state.theme).toBe('dark');
});
test('an action that changes nothing asks for no frame', () => {
  const { store, frames } = framed();
  store.dispatch({ type: 'connection', connection: 'connecting' });
  expect(frames).toHaveLength(0);
});
test('who has unsubscribed hears nothing', () => {
  const { store, frame, stop, heard } = framed();
  stop();
  store.dispatch({ type: 'theme', theme: 'dark' });
  frame();
  expect(heard()).toBe(0);
});
test('who asks hears once when the turn ends, before the frame; what it tells then it hears too', async () => {
  const { store, frames } = framed();
  const heard: string[] = [];
  store.subscribeAsker(() => {
    heard.push(store.state.theme);
    if (store.state.theme === 'dark') store.dispatch({ type: 'theme', theme: 'light' });
  });
  store.dispatch({ type: 'time-mode', mode: 'delta' });
  store.dispatch({ type: 'theme', theme: 'dark' });
  expect(heard).toEqual([]);
  await Promise.resolve();
  await Promise.resolve();
  expect(heard).toEqual(['dark', 'light']);
  expect(frames).toHaveLength(1);
});
