// What can be seen of the dashboard at a moment, as one text: shadow roots, words, states, places, the focus. Two looks that are equal
// show the same to a reader. For tests that ask whether something has changed, whatever it is.

import type { Page } from 'playwright';

/** So long must everything stand still before a look counts, ms. */
const STILL_MS = 90;

/** Waits until the page stands still for so long, and tells what it shows. Rejects when it never does. */
export function look(page: Page, stillMs = STILL_MS): Promise<string> {
  return page.evaluate(async still => {
    const take = (): string => {
      const parts: string[] = [location.pathname + location.search];
      const see = (node: Node): void => {
        if (node instanceof Text) parts.push(node.data.trim());
        if (node instanceof Element) {
          // An element without a box of its own may hold some that have one.
          const isBoxless = getComputedStyle(node).display === 'contents';
          if (!isBoxless && !node.checkVisibility({ visibilityProperty: true })) return;
          const { x, y, width, height } = node.getBoundingClientRect();
          const style = getComputedStyle(node);
          const states = [...node.attributes].filter(({ name }) => /^(aria-|class|style|open|d$)/.test(name));
          parts.push(node.localName, [x, y, width, height].map(Math.round).join(), style.color, style.backgroundColor);
          parts.push(...states.map(({ name, value }) => `${name}=${value}`));
          if (node instanceof HTMLInputElement) parts.push(node.value);
          if (node.shadowRoot !== null) for (const child of node.shadowRoot.childNodes) see(child);
        }
        for (const child of node.childNodes) see(child);
      };
      see(document.body);
      let focus = document.activeElement;
      while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
      parts.push(`focus ${focus?.localName} ${focus?.id} ${focus?.getAttribute('aria-label')}`);
      return parts.join('\n');
    };
    const end = performance.now() + 10_000;
    let last = take();
    let since = performance.now();
    while (performance.now() - since < still) {
      await new Promise(resolve => setTimeout(resolve, 20));
      const now = take();
      if (now !== last) since = performance.now();
      last = now;
      if (performance.now() > end) throw new Error('the page does not stand still');
    }
    return last;
  }, stillMs);
}

/** Shows another address as the browser's Back would: the page is not loaded anew. */
export function show(page: Page, address: string): Promise<void> {
  return page.evaluate(to => {
    history.pushState(undefined, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, address);
}
