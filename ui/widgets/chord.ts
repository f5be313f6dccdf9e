// Keys as a reader sees them: `g c` as two caps, `ArrowDown` as an arrow.

import { html, type TemplateResult } from 'lit';

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Escape: 'Esc',
};

/** One chord, as `base/keys.ts` names it. */
export function chordView(keys: string): TemplateResult {
  return html`<span class="chord">${keys.split(' ').map(key => html`<kbd>${keyText(key)}</kbd>`)}</span>`;
}

/** `Ctrl-ArrowDown` → `Ctrl ↓`. */
export function keyText(key: string): string {
  const [, modifier, name] = /^(Ctrl-|Alt-|Shift-)?(.+)$/.exec(key) ?? [];
  const shown = NAMES[name ?? ''] ?? name ?? key;
  return modifier === undefined ? shown : `${modifier.slice(0, -1)} ${shown}`;
}
