// Columns moved by hand: heads follow the pointer, and land where it lets go; at an edge of what is in view the ladder moves along. Takes
// pointer events of heads; tells from where to where.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A head that moves less than this was pressed, not dragged, px. */
const SLACK = 5;
/** So near to an edge a dragged head pulls the ladder along, so far a frame, px. */
const EDGE = 40;
const PULL = 12;

export interface HostDragOptions {
  readonly columnWidth: () => number;
  readonly columns: () => number;
  /** What scrolls sideways, how much of it the time rail covers, and how wide its content is, px. */
  readonly view: () => { readonly scroller: HTMLElement; readonly rail: number; readonly width: number };
  readonly onMove: (from: number, to: number) => void;
}

export class HostDrag implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly options: HostDragOptions;
  private from = -1;
  private start = 0;
  private pointer = 0;
  private by = 0;
  private moved = false;

  constructor(host: ReactiveControllerHost, options: HostDragOptions) {
    this.host = host;
    this.options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.from = -1;
  }

  /** How the dragged head stands; undefined when none is. */
  get state(): { readonly column: number; readonly by: number; readonly to: number } | undefined {
    if (this.from < 0 || !this.moved) return undefined;
    const { columnWidth, columns } = this.options;
    return { column: this.from, by: this.by, to: landing(this.from, this.by, columnWidth(), columns()) };
  }

  /** True once after a drag: the click that ends it opens nothing. */
  takeClick(): boolean {
    const was = this.moved;
    this.moved = false;
    return was;
  }

  /** Once a frame, as long as something is dragged. */
  private readonly pull = (): void => {
    if (this.from < 0) return;
    const { scroller, rail, width } = this.options.view();
    const { left, right } = scroller.getBoundingClientRect();
    const step = pullOf(this.pointer, left + rail, right);
    const before = scroller.scrollLeft;
    // A head that is dragged beyond the last column does not make the ladder wider.
    if (step !== 0) scroller.scrollLeft = Math.min(before + step, Math.max(before, width - scroller.clientWidth));
    const moved = scroller.scrollLeft - before;
    if (moved !== 0) {
      this.start -= moved;
      this.by = this.pointer - this.start;
      this.host.requestUpdate();
    }
    requestAnimationFrame(this.pull);
  };

  /** The pointer goes down on `head`, that of `column`. */
  begin(event: PointerEvent, head: HTMLElement, column: number): void {
    if (event.button !== 0) return;
    // From the beginning: a quick hand has left the head before its first move is told.
    head.setPointerCapture(event.pointerId);
    this.from = column;
    this.start = event.clientX;
    this.by = 0;
    this.moved = false;
    const move = (at: PointerEvent): void => {
      this.pointer = at.clientX;
      this.by = this.pointer - this.start;
      if (!this.moved && Math.abs(this.by) < SLACK) return;
      if (!this.moved) requestAnimationFrame(this.pull);
      this.moved = true;
      this.host.requestUpdate();
    };
    const end = (at: PointerEvent): void => {
      head.removeEventListener('pointermove', move);
      head.removeEventListener('pointerup', end);
      head.removeEventListener('pointercancel', end);
      const state = this.state;
      this.from = -1;
      this.host.requestUpdate();
      if (at.type === 'pointerup' && state !== undefined && state.to !== state.column)
        this.options.onMove(state.column, state.to);
    };
    head.addEventListener('pointermove', move);
    head.addEventListener('pointerup', end);
    head.addEventListener('pointercancel', end);
  }
}

/** How far the ladder moves for a pointer at `x`, when what is in view goes from `left` to `right`, px; 0 away from the edges. */
export function pullOf(x: number, left: number, right: number): number {
  if (x < left + EDGE) return -PULL;
  return x > right - EDGE ? PULL : 0;
}

/** The column that a head of column `from` lands on when it was moved by `by` px. */
export function landing(from: number, by: number, columnWidth: number, columns: number): number {
  const to = from + Math.round(by / Math.max(1, columnWidth));
  return Math.min(Math.max(to, 0), columns - 1);
}
