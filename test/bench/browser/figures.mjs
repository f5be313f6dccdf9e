// Lists of milliseconds in one line each.

/** The value below which `part` (0 to 1) of `values` lie. */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export function largest(values) {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** Time from each frame to the next. */
export function frameTimes(frames) {
  return frames.slice(1).map((frame, at) => frame.time - frames[at].time);
}
