// Heads of columns under the pointer: dragged aside they move, dragged by their edge they get wider. Knows no columns, only ids and
// boxes; says what it would do while the hand moves, and gives the outcome when it lets go. Escape lets everything be as it was.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface HeadDragOptions {
  /** Boxes of the heads on screen, in order. */
  readonly heads: () => readonly { readonly id: string; readonly left: number; readonly right: number }[];
  readonly onMove: (id: string, to: number) => void;
  readonly onResize: (id: string, width: number) => void;
}

/** A hand that presses trembles: what moved less is a click. */
const TREMBLE = 5;

export class HeadDrag implements ReactiveController {
  /** The column that is moved, and the index it would get among the others. */
  moving: { readonly id: string; readonly to: number } | undefined;
  /** The column that is resized, and how wide it would be. */
  resizing: { readonly id: string; readonly width: number } | undefined;
  private readonly host: ReactiveControllerHost;
  private readonly options: HeadDragOptions;
  private stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, options: HeadDragOptions) {
    this.host = host;
    this.options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop?.();
  }

  /** To be called on `pointerdown` at a head. */
  startMove(event: PointerEvent, id: string): void {
    if (event.button !== 0) return;
    const from = event.clientX;
    this.track(event, {
      move: x => {
        if (this.moving === undefined && Math.abs(x - from) < TREMBLE) return;
        this.moving = { id, to: this.placeAt(x, id) };
      },
      end: () => {
        const { moving } = this;
        if (moving === undefined) return;
        // The button under the hand would take its release for a click, and sort.
        swallowClick();
        this.options.onMove(moving.id, moving.to);
      },
    });
  }

  /** To be called on `pointerdown` at the edge of a head that is `width` px wide. */
  startResize(event: PointerEvent, id: string, width: number): void {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    const from = event.clientX;
    this.track(event, {
      move: x => {
        if (this.resizing === undefined && Math.abs(x - from) < 1) return;
        this.resizing = { id, width: width + x - from };
      },
      end: () => {
        const { resizing } = this;
        if (resizing === undefined) return;
        swallowClick();
        this.options.onResize(resizing.id, resizing.width);
      },
    });
  }

  private track(event: PointerEvent, { move, end }: { move: (x: number) => void; end: () => void }): void {
    this.stop?.();
    const { pointerId } = event;
    const onMove = (moved: PointerEvent): void => {
      if (moved.pointerId !== pointerId) return;
      move(moved.clientX);
      this.host.requestUpdate();
    };
    const onUp = (up: PointerEvent): void => {
      if (up.pointerId !== pointerId) return;
      end();
      this.stop?.();
    };
    const onKey = (pressed: KeyboardEvent): void => {
      if (pressed.key !== 'Escape' || (this.moving ?? this.resizing) === undefined) return;
      pressed.preventDefault();
      pressed.stopPropagation();
      this.stop?.();
    };
    const onCancel = (): void => this.stop?.();
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('keydown', onKey, { capture: true });
    this.stop = () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('keydown', onKey, { capture: true });
      this.stop = undefined;
      this.moving = undefined;
      this.resizing = undefined;
      this.host.requestUpdate();
    };
  }

  /** How many of the other heads have their middle left of `x`. */
  private placeAt(x: number, id: string): number {
    return this.options.heads().filter(head => head.id !== id && (head.left + head.right) / 2 < x).length;
  }
}

function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  // No click comes when the hand let go somewhere else.
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0);
}
