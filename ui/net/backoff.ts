// How long to wait before the next try: doubling, with jitter so that many pages do not come back in one instant.

const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** Milliseconds before try `attempt` (from 0). `random` is in [0, 1). */
export function backoff(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(whole * (0.5 + random / 2));
}
