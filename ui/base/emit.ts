// Events that leave an element: they bubble through shadow roots, so a page hears its widgets' parts.

/** Dispatches `name` with `detail` from `from`. */
export function emit<T>(from: EventTarget, name: string, detail: T): void {
  from.dispatchEvent(new CustomEvent<T>(name, { detail, bubbles: true, composed: true }));
}
