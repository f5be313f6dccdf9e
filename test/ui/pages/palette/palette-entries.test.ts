import { expect, test } from 'vitest';
import { compileFilter } from '../../../../collector/query/filter.ts';
import { findEntries, paletteEntries } from '../../../../ui/pages/palette/palette-entries.ts';

const ENTRIES = paletteEntries(
  ['calls', 'everywhere'],
  [{ id: 'demo-1', name: 'demo.pcapng' }],
  [{ name: 'Slow answers', filter: 'pdd > 3s' }],
);
const titles = (typed: string): readonly string[] => findEntries(ENTRIES, typed).map(({ entry }) => entry.title);

test('nothing typed: what the page can do comes first, then what holds everywhere, then captures', () => {
  const found = titles('');
  expect(found[0]).toBe('Open the ladder');
  expect(found).not.toContain('Next row');
  expect(found.indexOf('Registrations')).toBeGreaterThan(found.indexOf('Open the ladder'));
  expect(found.at(-1)).toBe('demo.pcapng');
});
test('a few letters are enough, and keys are told', () => {
  const [first] = findEntries(ENTRIES, 'regis');
  expect(first?.entry).toMatchObject({ title: 'Registrations', keys: ['g r'] });
  expect(first?.at).toEqual([0, 1, 2, 3, 4]);
});
test('a saved filter is found by its name, and put on the list of calls', () => {
  expect(findEntries(ENTRIES, 'slow an')[0]?.entry).toMatchObject({
    group: 'Saved filter',
    act: { kind: 'go', to: { page: 'calls', filter: 'pdd > 3s', row: undefined } },
  });
});
test('a capture is opened without what the list of another was filtered by', () => {
  expect(findEntries(ENTRIES, 'demo.pc')[0]?.entry.act).toEqual({
    kind: 'go',
    to: { page: 'calls', capture: 'demo-1', filter: '', sort: '', row: undefined },
  });
});
test.each(['+49 30', 'say "no"', 'a\\', "x' or state = failed", 'and'])(
  '%s is also offered as a search, word for word',
  typed => {
    const act = findEntries(ENTRIES, typed).at(-1)?.entry.act;
    const filter = act?.kind === 'go' ? (act.to.filter ?? '') : '';
    expect(compileFilter(filter)).toMatchObject({ ok: true });
    expect(filter.startsWith('"') && filter.endsWith('"')).toBe(true);
  },
);
