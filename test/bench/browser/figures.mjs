// Lists of milliseconds in one line each.

/** The value below which `part` (0 to 1) of `values` lie. */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export function largest(values) {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** ms of a refresh at 60 Hz, and how far the clock of a browser without a screen wanders. */
const REFRESH = 1000 / 60;
const WANDERS = 1;

/** Time from each frame to the next, in whole refreshes: what takes longer than one is on the screen for two. */
export function frameTimes(frames) {
  return frames
    .slice(1)
    .map((frame, at) => Math.max(1, Math.ceil((frame.time - frames[at].time - WANDERS) / REFRESH)) * REFRESH);
}
