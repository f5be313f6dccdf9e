// Keys by name, and chords such as `g c`. The same table moves the page and fills its help, so help cannot be wrong.

/** One thing a key does. `Scope` is the page's own word for where it holds. */
export interface KeyBinding<Scope extends string, Command extends string> {
  /** Names as `keyName` gives them; two keys in a row with a blank between. */
  readonly keys: readonly string[];
  readonly scope: Scope;
  readonly command: Command;
  readonly text: string;
}

/** What of a KeyboardEvent counts. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey?: boolean;
}

/** `j`, `A`, `Enter`, `ArrowDown`, `Shift-ArrowDown`, `Ctrl-k`; undefined for a press that belongs to the browser or is no key yet. */
export function keyName(press: KeyPress): string | undefined {
  if (['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'Unidentified'].includes(press.key)) return undefined;
  if (press.metaKey || press.altKey) return undefined;
  const name = press.key === ' ' ? 'Space' : press.key;
  if (press.ctrlKey) return `Ctrl-${name}`;
  // A shifted letter is a capital already.
  return press.shiftKey === true && name.startsWith('Arrow') ? `Shift-${name}` : name;
}

export type KeyMatch<Command> =
  | { readonly kind: 'command'; readonly command: Command }
  /** The first half of a chord. */
  | { readonly kind: 'pending'; readonly pending: string }
  | { readonly kind: 'none' };

/** The command of `name` after `pending`, among the bindings of the open `scopes` (the first scope wins). */
export function matchKey<Scope extends string, Command extends string>(
  bindings: readonly KeyBinding<Scope, Command>[],
  scopes: readonly Scope[],
  pending: string,
  name: string,
): KeyMatch<Command> {
  const pressed = pending === '' ? name : `${pending} ${name}`;
  let isHalf = false;
  for (const scope of scopes) {
    for (const binding of bindings) {
      if (binding.scope !== scope) continue;
      if (binding.keys.includes(pressed)) return { kind: 'command', command: binding.command };
      isHalf ||= binding.keys.some(keys => keys.startsWith(`${pressed} `));
    }
  }
  if (isHalf) return { kind: 'pending', pending: pressed };
  // A chord that leads nowhere does not swallow the key that ended it.
  return pending === '' ? { kind: 'none' } : matchKey(bindings, scopes, '', name);
}

const SCROLL_KEYS = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'Space']);

/** True for a key that scrolls, pressed inside an element marked `data-scrolls`: a long text is read with these keys. */
export function isScrolling(name: string, path: readonly EventTarget[]): boolean {
  return (
    SCROLL_KEYS.has(name) && path.some(each => each instanceof HTMLElement && each.dataset['scrolls'] !== undefined)
  );
}

/** True where typing means text, so single keys must not act. */
export function isTyping(path: readonly EventTarget[]): boolean {
  const target = path[0];
  if (!(target instanceof HTMLElement)) return false;
  return target.matches('input, textarea, select, [contenteditable]');
}
