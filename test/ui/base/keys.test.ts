import { expect, test } from 'vitest';
import { type KeyBinding, keyName, matchKey } from '../../../ui/base/keys.ts';

type Scope = 'here' | 'everywhere';
const BINDINGS: readonly KeyBinding<Scope, string>[] = [
  { scope: 'everywhere', keys: ['g c'], command: 'calls', text: '' },
  { scope: 'everywhere', keys: ['j'], command: 'far', text: '' },
  { scope: 'here', keys: ['j', 'ArrowDown'], command: 'near', text: '' },
];
const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

test('keys are named as they are typed', () => {
  expect(keyName(press('A'))).toBe('A');
  expect(keyName(press(' '))).toBe('Space');
  expect(keyName(press('k', { ctrlKey: true }))).toBe('Ctrl-k');
  expect(keyName(press('ArrowDown', { shiftKey: true }))).toBe('Shift-ArrowDown');
  expect(keyName(press('?', { shiftKey: true }))).toBe('?');
});
test('modifiers alone and combinations of the browser are nobody’s', () => {
  expect(keyName(press('Shift'))).toBeUndefined();
  expect(keyName(press('r', { metaKey: true }))).toBeUndefined();
  expect(keyName(press('ArrowLeft', { altKey: true }))).toBeUndefined();
});
test('the nearest scope wins', () => {
  expect(matchKey(BINDINGS, ['here', 'everywhere'], '', 'j')).toEqual({ kind: 'command', command: 'near' });
  expect(matchKey(BINDINGS, ['everywhere'], '', 'j')).toEqual({ kind: 'command', command: 'far' });
});
test('a chord waits for its second key', () => {
  expect(matchKey(BINDINGS, ['everywhere'], '', 'g')).toEqual({ kind: 'pending', pending: 'g' });
  expect(matchKey(BINDINGS, ['everywhere'], 'g', 'c')).toEqual({ kind: 'command', command: 'calls' });
});
test('a key that ends no chord acts by itself', () => {
  expect(matchKey(BINDINGS, ['everywhere'], 'g', 'j')).toEqual({ kind: 'command', command: 'far' });
  expect(matchKey(BINDINGS, ['everywhere'], 'g', 'x')).toEqual({ kind: 'none' });
});
