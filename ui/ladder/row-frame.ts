// What the views of rows need to know beside the row: geometry, hosts, and how it stands to what the reader looks at.

import type { TimeMode } from '../base/format.ts';
import type { ColourMode } from './colours.ts';
import type { LadderMark } from './ladder-mark.ts';
import type { LadderLayout } from './layout.ts';
import type { ShownLadder, ShownMessage } from './shown.ts';

export interface RowFrame {
  readonly ladder: ShownLadder;
  readonly layout: LadderLayout;
  readonly timeMode: TimeMode;
  readonly colour: ColourMode;
  readonly selected: number;
  /** The message that the selected one is compared with; -1 for none. */
  readonly compared: number;
  readonly marks: ReadonlyMap<number, LadderMark>;
  /** Messages that a search has found. */
  readonly found: ReadonlySet<number>;
  /** Undefined: nothing is lit at all. */
  readonly isLit: (message: ShownMessage) => boolean | undefined;
  /** Top of a row, px from the end of the heads. */
  readonly top: (at: number) => number;
}
