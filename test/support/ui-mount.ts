// Puts elements on a real page for a browser test, waits for what they draw, and takes them away again.

import { type LitElement, render, type TemplateResult } from 'lit';
import '../../ui/styles/theme.css';

/** Draws `view` in a box of the given size and gives its first element, drawn. */
export async function mount<E extends LitElement>(view: TemplateResult, width = 1000, height = 500): Promise<E> {
  unmount();
  const box = document.createElement('div');
  box.id = 'box';
  box.style.setProperty('width', `${width}px`);
  box.style.setProperty('height', `${height}px`);
  document.body.append(box);
  render(view, box);
  const element = box.firstElementChild as E;
  await drawn(element);
  return element;
}

export function unmount(): void {
  document.querySelector('#box')?.remove();
}

/** Waits until `element` has drawn what two frames bring: sizes are told in the first, drawn in the second. */
export async function drawn(element: LitElement): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise(requestAnimationFrame);
    await element.updateComplete;
  }
}

/** Elements in the shadow of `element`. */
export function inside(element: Element, selector: string): readonly HTMLElement[] {
  return Array.from(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []);
}

/** The text a reader sees. */
export function textOf(element: Element | undefined): string {
  return element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

/** Collects the details of `name` events. */
export function heard<T>(element: EventTarget, name: string): readonly T[] {
  const details: T[] = [];
  element.addEventListener(name, event => {
    if (event instanceof CustomEvent) details.push(event.detail);
  });
  return details;
}
