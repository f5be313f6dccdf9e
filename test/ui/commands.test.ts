import { expect, test } from 'vitest';
import { BINDINGS, type Scope } from '../../ui/commands.ts';

/** Keys that a page takes from the frame: `/` searches in the call where there is one, F3 goes to the filter everywhere. */
const TAKEN: Readonly<Record<string, readonly string[]>> = { call: ['/'] };
const reach = (scope: Scope): readonly string[] =>
  BINDINGS.filter(binding => binding.scope === scope || binding.scope === 'everywhere').flatMap(binding =>
    binding.scope === 'everywhere' ? binding.keys.filter(key => !TAKEN[scope]?.includes(key)) : binding.keys,
  );

test.each<Scope>(['calls', 'call'])('no key means two things on the page %s', scope => {
  const keys = reach(scope);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
test('no single key is the first half of a chord too', () => {
  for (const scope of ['calls', 'call'] as const) {
    const keys = reach(scope);
    expect(keys.filter(key => keys.some(other => other.startsWith(`${key} `)))).toEqual([]);
  }
});
test('the browser keeps its find, reload and address keys', () => {
  expect(BINDINGS.flatMap(binding => binding.keys).filter(key => key.startsWith('Ctrl-') || key === 'F5')).toEqual([
    'Ctrl-k',
  ]);
});
