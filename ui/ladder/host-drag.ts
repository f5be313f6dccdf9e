// Columns moved by hand: heads follow the pointer, and land where it lets go. Takes pointer events of heads; tells from where to where.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A head that moves less than this was pressed, not dragged, px. */
const SLACK = 5;

export interface HostDragOptions {
  readonly columnWidth: () => number;
  readonly columns: () => number;
  readonly onMove: (from: number, to: number) => void;
}

export class HostDrag implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private readonly options: HostDragOptions;
  private from = -1;
  private start = 0;
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

  /** The pointer goes down on `head`, that of `column`. */
  begin(event: PointerEvent, head: HTMLElement, column: number): void {
    if (event.button !== 0) return;
    this.from = column;
    this.start = event.clientX;
    this.by = 0;
    this.moved = false;
    const move = (at: PointerEvent): void => {
      this.by = at.clientX - this.start;
      if (!this.moved && Math.abs(this.by) < SLACK) return;
      if (!this.moved) head.setPointerCapture(event.pointerId);
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

/** The column that a head of column `from` lands on when it was moved by `by` px. */
export function landing(from: number, by: number, columnWidth: number, columns: number): number {
  const to = from + Math.round(by / Math.max(1, columnWidth));
  return Math.min(Math.max(to, 0), columns - 1);
}
