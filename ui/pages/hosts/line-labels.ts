// Where the labels of lines stand: on their line, in its middle if there is room, else nearer to one of its ends, so that no label covers
// another. Pure: curves and lengths of words in, points out.

/** A cubic curve: begin, two points that draw it aside, end. */
export type Curve = readonly [
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  x3: number,
  y3: number,
  x4: number,
  y4: number,
];

export interface LabelPlace {
  readonly x: number;
  readonly y: number;
}

/** Parts of the way, the best first. */
const PARTS = [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.45, 0.55, 0.36, 0.64, 0.28, 0.72];
/** px of a character, and of a label from top to bottom, with air around it. */
const CHARACTER = 7;
const HEIGHT = 17;
const AIR = 8;

interface Rectangle extends LabelPlace {
  readonly width: number;
}

/** In the order of the lines; the earlier ones choose first. Where there is no room at all a label stands in the middle. */
export function placeLabels(labels: readonly { readonly curve: Curve; readonly text: string }[]): LabelPlace[] {
  const taken: Rectangle[] = [];
  return labels.map(({ curve, text }) => {
    const width = text.length * CHARACTER + AIR;
    const places = PARTS.map(part => ({ ...pointAt(curve, part), width }));
    const [middle] = places;
    const place = places.find(each => !taken.some(other => overlap(each, other))) ?? middle ?? { x: 0, y: 0, width };
    taken.push(place);
    return { x: place.x, y: place.y };
  });
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < HEIGHT;
}

/** Bézier: `part` of the way along the curve. */
export function pointAt([x1, y1, x2, y2, x3, y3, x4, y4]: Curve, part: number): LabelPlace {
  const left = 1 - part;
  const [a, b, c, d] = [left ** 3, 3 * left ** 2 * part, 3 * left * part ** 2, part ** 3];
  return { x: a * x1 + b * x2 + c * x3 + d * x4, y: a * y1 + b * y2 + c * y3 + d * y4 };
}
