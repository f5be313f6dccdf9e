import { expect, test } from 'vitest';
import { emit } from '../../../ui/base/emit.ts';

test('an event leaves its shadow root with its detail', () => {
  const host = document.createElement('div');
  const inner = document.createElement('p');
  host.attachShadow({ mode: 'open' }).append(inner);
  const heard: number[] = [];
  host.addEventListener('row-open', event => {
    if (event instanceof CustomEvent) heard.push(event.detail);
  });
  emit(inner, 'row-open', 7);
  expect(heard).toEqual([7]);
});
