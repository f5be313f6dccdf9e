// A frame for views of ladder rows: what a test does not care about is as in a ladder that nobody has touched.

import type { LadderDiagram } from '../../server/wire/types.ts';
import { layoutLadder } from '../../ui/ladder/layout.ts';
import type { RowFrame } from '../../ui/ladder/row-frame.ts';
import { shapeLadder } from '../../ui/ladder/shape.ts';
import { START_VIEW } from '../../ui/state/ladder-view.ts';

export function rowFrame(diagram: LadderDiagram, more: Partial<RowFrame> = {}): RowFrame {
  return {
    ladder: shapeLadder(diagram, START_VIEW),
    layout: layoutLadder(diagram.hosts.length, 900),
    timeMode: 'relative',
    colour: 'class',
    selected: -1,
    compared: -1,
    marks: new Map(),
    found: new Set(),
    isLit: () => undefined,
    top: at => at * 26,
    ...more,
  };
}
