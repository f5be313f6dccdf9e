// A trend as paths in a box of 100 × 40. Pure. Where nothing could be counted there is no line: a bridge to the next value, drawn fainter,
// only leads the eye. A lone value is a dash.

const WIDTH = 100;
const HEIGHT = 40;
/** Room for half of the line's own width above and below. */
const MARGIN = 2;
const DASH = 2;

export interface TrendPaths {
  /** Through values that follow each other. */
  readonly line: string;
  /** Over stretches without a value. */
  readonly bridge: string;
}

/** Both empty without a value. */
export function trendPaths(values: readonly (number | undefined)[]): TrendPaths {
  const runs = runsOf(values);
  if (values.length < 2) return { line: '', bridge: '' };
  const bridges = runs.slice(1).map((run, at) => `M${runs[at]?.at(-1)}L${run[0]}`);
  return {
    line: runs.map(run => (run.length === 1 ? `M${run[0]}h${DASH}` : `M${run.join('L')}`)).join(''),
    bridge: bridges.join(''),
  };
}

/** Points of values that follow each other, as a path has them. */
function runsOf(values: readonly (number | undefined)[]): readonly (readonly string[])[] {
  const known = values.filter(value => value !== undefined);
  // From zero, so that a small change does not look like a large one.
  const low = Math.min(0, ...known);
  const size = Math.max(...known) - low || 1;
  const step = WIDTH / (values.length - 1);
  const runs: string[][] = [];
  values.forEach((value, at) => {
    if (value === undefined) return;
    const y = HEIGHT - MARGIN - ((value - low) / size) * (HEIGHT - 2 * MARGIN);
    const point = `${round(at * step)} ${round(y)}`;
    if (at > 0 && values[at - 1] !== undefined) runs.at(-1)?.push(point);
    else runs.push([point]);
  });
  return runs;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
