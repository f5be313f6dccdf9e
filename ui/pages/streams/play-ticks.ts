// Ticks of an axis that counts from the beginning of media: whole seconds, minutes or parts of a second, few. Pure.

import type { Millis } from '../../../server/wire/types.ts';

const STEPS: readonly Millis[] = [
  ...[10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 30].map(seconds => seconds * 1000),
  ...[1, 2, 5, 10, 20, 30, 60].map(minutes => minutes * 60_000),
];
const TICKS = 6;

/** `length` is that of the axis. Media that last for days have as few ticks as those that last a minute. */
export function playTicks(length: Millis): readonly Millis[] {
  const longest = STEPS.at(-1) ?? 1;
  const step = STEPS.find(each => length / each <= TICKS) ?? Math.ceil(length / TICKS / longest) * longest;
  const count = Math.max(0, Math.floor(length / step));
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** `0 s`, `2.5 s`, `1:30`: as short as it is exact enough for an axis. */
export function playTick(at: Millis): string {
  const seconds = at / 1000;
  if (seconds < 60) return `${Number(seconds.toFixed(seconds < 1 ? 2 : 1))} s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
