// Light, dark, as the system says, or the system's with all the contrast there is: one attribute on the root, the tokens do the rest.

import type { Theme } from './state/app-state.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];

/** What was kept from the last visit; anything else means the system's. */
export function readTheme(kept: string | undefined): Theme {
  return THEMES.find(theme => theme === kept) ?? 'system';
}

/** The theme after this one. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
