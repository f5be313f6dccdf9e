// Tells who paints on a canvas that colours are others now: the page's own theme was switched, or the system's scheme, contrast or
// forced colours. Stops when the element leaves the page.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

const QUERIES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'] as const;

export class ThemeController implements ReactiveController {
  private readonly repaint: () => void;
  private readonly queries = QUERIES.map(query => matchMedia(query));
  private readonly themes: MutationObserver;

  constructor(host: ReactiveControllerHost, repaint: () => void) {
    this.repaint = () => repaint();
    this.themes = new MutationObserver(this.repaint);
    host.addController(this);
  }

  hostConnected(): void {
    for (const query of this.queries) query.addEventListener('change', this.repaint);
    this.themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  hostDisconnected(): void {
    for (const query of this.queries) query.removeEventListener('change', this.repaint);
    this.themes.disconnect();
  }
}
