// What the command palette offers: every key that does something here, the pages, saved filters, the captures that are open, and what
// was typed as a search. Pure: an entry says what it would do, the palette's host does it.

import { matchWords } from '../../base/match-words.ts';
import { BINDINGS, type Command, type Scope } from '../../commands.ts';
import type { SavedFilter } from '../../filter/saved-filters.ts';
import type { Route } from '../../state/route.ts';
import { texts } from '../../texts.ts';

export type PaletteAct =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'go'; readonly to: Partial<Route> };

export interface PaletteEntry {
  readonly title: string;
  /** What kind of thing it is: a scope of keys, a capture, a search. */
  readonly group: string;
  /** Chords as `base/keys.ts` names them; none for what has no key. */
  readonly keys: readonly string[];
  readonly act: PaletteAct;
}

/** An entry and which letters of its title were typed. */
export interface FoundEntry {
  readonly entry: PaletteEntry;
  readonly at: readonly number[];
}

const MAX_FOUND = 50;
/** Moves of a cursor: nobody looks for them by name. */
const MOVES: ReadonlySet<Command> = new Set([
  'next',
  'previous',
  'page-down',
  'page-up',
  'first',
  'last',
  'back',
  'palette',
]);

/** Everything that can be done under `scopes`, the nearest scope first. */
export function paletteEntries(
  scopes: readonly Scope[],
  captures: readonly { readonly id: string; readonly name: string }[],
  saved: readonly SavedFilter[],
): readonly PaletteEntry[] {
  const commands = scopes.flatMap(scope => BINDINGS.filter(binding => binding.scope === scope));
  return [
    ...commands
      .filter(binding => !MOVES.has(binding.command))
      .map(
        ({ scope, keys, command, text }): PaletteEntry => ({
          title: text,
          group: texts.help.scopes[scope],
          keys,
          act: { kind: 'command', command },
        }),
      ),
    ...saved.map(
      ({ name, filter }): PaletteEntry => ({
        title: name,
        group: texts.saved.one,
        keys: [],
        act: { kind: 'go', to: { page: 'calls', filter, row: undefined } },
      }),
    ),
    ...captures.map(
      ({ id, name }): PaletteEntry => ({
        title: name,
        group: texts.captures.label,
        keys: [],
        act: { kind: 'go', to: { page: 'calls', capture: id, filter: '', sort: '', row: undefined } },
      }),
    ),
  ];
}

/** The entries that `typed` may mean, the nearest first; then what was typed as a search of the calls. */
export function findEntries(entries: readonly PaletteEntry[], typed: string): readonly FoundEntry[] {
  const found = entries
    .map((entry, order) => ({ entry, order, match: matchWords(typed, entry.title) }))
    .flatMap(({ entry, order, match }) => (match === undefined ? [] : [{ entry, order, ...match }]))
    .sort((a, b) => (typed.trim() === '' ? a.order - b.order : b.score - a.score || a.order - b.order))
    .slice(0, MAX_FOUND)
    .map(({ entry, at }) => ({ entry, at }));
  const search = typed.trim();
  return search === '' ? found : [...found, { entry: searchEntry(search), at: [] }];
}

function searchEntry(words: string): PaletteEntry {
  const to = { page: 'calls', filter: quoted(words), row: undefined } as const;
  return { title: texts.palette.search(words), group: texts.pages.calls, keys: [], act: { kind: 'go', to } };
}

/** A string of the filter language that means `text` and nothing else. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
