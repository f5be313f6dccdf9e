// What of a ladder is drawn, and which of its rows are unfolded. Made anew only when something that it is made of has changed.

import type { ReactiveControllerHost } from 'lit';
import type { LadderDiagram, MediaSession } from '../../../server/wire/types.ts';
import { effectsOf, shapeLadder } from '../../ladder/shape.ts';
import type { ShownLadder, ShownMessage } from '../../ladder/shown.ts';
import type { LadderView } from '../../state/ladder-view.ts';
import { toggled } from '../../state/ladder-view.ts';

export interface ShapingInput {
  readonly diagram: LadderDiagram;
  readonly view: LadderView;
  readonly sessions: readonly MediaSession[];
}

export class LadderShaping {
  private readonly host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  private readonly input: () => ShapingInput;
  /** Messages whose retransmissions, and whose sightings at other capture points, are shown one by one. */
  private repeats: readonly number[] = [];
  private copies: readonly number[] = [];
  private made: { readonly by: readonly unknown[]; readonly ladder: ShownLadder } | undefined;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, input: () => ShapingInput) {
    this.host = host;
    this.input = input;
  }

  get shown(): ShownLadder {
    const { diagram, view, sessions } = this.input();
    const by = [diagram, view, this.repeats, this.copies, sessions];
    const { made } = this;
    if (made?.by.every((each, at) => each === by[at]) === true) return made.ladder;
    const unfolded = { repeats: new Set(this.repeats), copies: new Set(this.copies) };
    const ladder = shapeLadder(diagram, view, unfolded, effectsOf(sessions));
    this.made = { by, ladder };
    return ladder;
  }

  toggleRepeats(first: number): void {
    this.repeats = toggled(this.repeats, first);
    this.host.requestUpdate();
  }

  toggleCopies(message: number): void {
    this.copies = toggled(this.copies, message);
    this.host.requestUpdate();
  }

  /** Unfolds the row, or folds it where that is wanted too; false when there is nothing to. */
  unfold(row: ShownMessage | undefined, isOnlyOpening: boolean): boolean {
    if (row === undefined) return false;
    const isRepeat = row.retransmissionOf !== undefined && row.copyOf === undefined;
    const isSeenAgain = row.copyOf !== undefined || (row.copies?.length ?? 0) > 0;
    if (isOnlyOpening && row.folded === undefined) return false;
    // A row of several sendings opens them; what was seen of each comes after.
    if (isSeenAgain && !(isRepeat && row.canFold === true)) this.toggleCopies(row.copyOf ?? row.index);
    else if (isRepeat) this.toggleRepeats(row.retransmissionOf ?? row.index);
    else return false;
    return true;
  }
}
