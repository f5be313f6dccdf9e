// The seams of a ladder of several legs: right above the first message of each further leg, why it belongs there. Pure: takes a diagram
// without seams and the links between its legs, gives it with them, and with the legs in the order in which they begin.

import type { LegLink } from '../model/call.ts';
import type { LadderDiagram, LadderRow, LadderSeam } from '../model/ladder.ts';

/** Reasons of one seam that are told; there are seldom more than two. */
const MAX_REASONS = 8;

export function withSeams(diagram: LadderDiagram, links: readonly LegLink[]): LadderDiagram {
  const positions = new Map<number, number>();
  const rows: LadderRow[] = [];
  for (const row of diagram.rows) {
    if (row.type === 'message' && !positions.has(row.leg)) {
      positions.set(row.leg, positions.size + 1);
      if (positions.size > 1) rows.push(makeSeam(row.leg, row.time, positions, links));
    }
    rows.push(row);
  }
  return positions.size < 2 ? diagram : { ...diagram, rows, legs: [...positions.keys()] };
}

function makeSeam(
  leg: number,
  time: number,
  positions: ReadonlyMap<number, number>,
  links: readonly LegLink[],
): LadderSeam {
  const position = positions.get(leg) ?? 0;
  const reasons = links
    .filter(link => link.joins)
    .flatMap(({ from, to, reason, score, detail }) => {
      // Legs that begin below have seams of their own.
      const other = from === leg ? positions.get(to) : to === leg ? positions.get(from) : undefined;
      return other === undefined ? [] : [{ reason, score, detail, to: other }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_REASONS);
  return {
    type: 'seam',
    time,
    leg,
    position,
    reasons,
    score: reasons[0]?.score ?? 0,
    text: seamWords(position, reasons),
  };
}

/** `leg 3, with leg 1: X-CID: abc (98)`. */
function seamWords(position: number, reasons: LadderSeam['reasons']): string {
  const [best] = reasons;
  if (best === undefined) return `leg ${position}`;
  const more = reasons.length === 1 ? '' : `, and ${reasons.length - 1} more`;
  return `leg ${position}, with leg ${best.to}: ${best.detail} (${best.score}${more})`;
}
