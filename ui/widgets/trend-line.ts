// A trend as a path in a box of 100 × 40. Pure. Where nothing could be counted the line goes on to the next value; a lone one is a dash.

const WIDTH = 100;
const HEIGHT = 40;
/** Room for half of the line's own width above and below. */
const MARGIN = 2;
const DASH = 2;

/** Empty without a value. */
export function trendPath(values: readonly (number | undefined)[]): string {
  const known = values.filter(value => value !== undefined);
  if (values.length < 2 || known.length === 0) return '';
  // From zero, so that a small change does not look like a large one.
  const low = Math.min(0, ...known);
  const size = Math.max(...known) - low || 1;
  const step = WIDTH / (values.length - 1);
  const points = values.flatMap((value, at) => {
    if (value === undefined) return [];
    const y = HEIGHT - MARGIN - ((value - low) / size) * (HEIGHT - 2 * MARGIN);
    return [`${round(at * step)} ${round(y)}`];
  });
  return `M${points.join('L')}${points.length === 1 ? `h${DASH}` : ''}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
