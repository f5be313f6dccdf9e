// Work that nobody waits for: it runs when the browser has nothing more urgent to do.

/** At the latest after so long. */
const WITHIN_MS = 300;

/** Runs `run` once the browser is idle; returns what calls it off. */
export function whenIdle(run: () => void): () => void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 0);
    return () => clearTimeout(timer);
  }
  const ticket = requestIdleCallback(run, { timeout: WITHIN_MS });
  return () => cancelIdleCallback(ticket);
}
