// Where the parts of a waveform lie: bars of the loudest samples, marks, the time under a pointer. Pure: no canvas, no element.
//
//   lane 0   ▂▅▇▅▂ ▂▅▂      peaks of the left channel, around the middle of its lane
//   lane 1    ▂▅▂▅▇▅▂       the right one, when there are two

/** One bar, in CSS pixels. */
export interface WaveBar {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

export interface WaveMark {
  readonly at: number;
  readonly duration: number;
  readonly channel: number;
}

const GAP = 1;
/** Silence is a line, not nothing. */
const LEAST_HEIGHT = 1;
/** Speech is quiet beside full scale: levels are drawn by their root, so that it is seen. */
const CURVE = 0.6;
const LEAST_MARK = 2;
/** Room between two lanes. */
const LANE_GAP = 4;

/** Top and height of a lane. */
export function laneOf(
  channel: number,
  channels: number,
  height: number,
): { readonly top: number; readonly height: number } {
  const lane = (height - LANE_GAP * (channels - 1)) / channels;
  return { top: channel * (lane + LANE_GAP), height: lane };
}

/** As many bars as pixels allow; each as loud as the loudest bucket under it. */
export function barsOf(
  peaks: readonly number[],
  lane: { readonly top: number; readonly height: number },
  width: number,
): WaveBar[] {
  const count = Math.max(0, Math.min(peaks.length, Math.floor(width / (GAP + 1))));
  const step = count === 0 ? 0 : width / count;
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count));
    const peak = Math.min(1, Math.max(0, ...peaks.slice(from, to)));
    const height = Math.max(LEAST_HEIGHT, peak ** CURVE * lane.height);
    return { x: bar * step, width: Math.max(1, step - GAP), y: lane.top + (lane.height - height) / 2, height };
  });
}

/** Left edge and width of a mark, never too thin to be seen. */
export function markAt(
  { at, duration }: WaveMark,
  total: number,
  width: number,
): { readonly x: number; readonly width: number } {
  if (total <= 0) return { x: 0, width: 0 };
  const x = (Math.min(Math.max(0, at), total) / total) * width;
  return { x, width: Math.max(LEAST_MARK, Math.min(width - x, (duration / total) * width)) };
}

/** ms at a place; outside it is the nearer end. */
export function timeAt(x: number, width: number, total: number): number {
  return width <= 0 ? 0 : (Math.min(width, Math.max(0, x)) / width) * total;
}

/** `1:02`, `1:02:03`; tenths under a minute: `0:07.3`. */
export function playTime(millis: number): string {
  const tenths = Math.floor(Math.max(0, millis) / 100);
  const seconds = Math.floor(tenths / 10);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  if (hours > 0) return `${hours}:${two(minutes)}:${two(rest)}`;
  return seconds < 60 ? `0:${two(rest)}.${tenths % 10}` : `${minutes}:${two(rest)}`;
}
