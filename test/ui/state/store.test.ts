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
