// What moved on a page without anybody having asked for it, as Chromium counts it (layout-shift, https://wicg.github.io/layout-instability/).

import type { BrowserContext, Page } from 'playwright';

/** The sum of scores since the page was loaded, and the places of what moved most. */
export interface Shifts {
  readonly score: number;
  readonly moved: readonly string[];
}

interface Entry extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly previousRect: DOMRect; readonly currentRect: DOMRect }[];
}

/** Pages that are opened from now on are watched. */
export async function watchShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const seen: { score: number; moved: string[] } = { score: 0, moved: [] };
    Object.assign(window, { layoutShifts: seen });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as Entry[]) {
        // What follows a key or a click is its answer.
        if (entry.hadRecentInput) continue;
        seen.score += entry.value;
        const rect = ({ x, y, width, height }: DOMRect): string => [x, y, width, height].map(Math.round).join(' ');
        for (const { previousRect, currentRect } of entry.sources)
          seen.moved.push(`${entry.value.toFixed(4)}: ${rect(previousRect)} → ${rect(currentRect)}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Of a page that was watched. */
export function shiftsOf(page: Page): Promise<Shifts> {
  return page.evaluate(() => (window as unknown as { layoutShifts: Shifts }).layoutShifts);
}
