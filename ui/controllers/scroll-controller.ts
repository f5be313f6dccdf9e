// Which rows of a long list are on screen: follows the scroller's size and position, asks the host to draw when either
// has changed. The arithmetic is base/visible-range.ts; here is only what needs a DOM.

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  isAtEnd,
  positionAt,
  type RowRange,
  type ScrollPosition,
  type ScrollSize,
  scrolled,
  scrollHeight,
  topShowing,
  visibleRange,
} from '../base/visible-range.ts';

export interface ScrollOptions {
  /** px; a function where it changes. */
  readonly rowHeight: number | (() => number);
  /** Height of what sticks to the top of the scroller, px. */
  readonly headHeight: number;
  /** Rows drawn beyond both edges, so that a fast wheel finds them painted. */
  readonly overscan: number;
}

const SETTLE_MS = 160;

export class ScrollController implements ReactiveController {
  /** Width of the scroller, px. */
  width = 0;
  private readonly host: ReactiveControllerHost;
  private readonly options: ScrollOptions;
  private scroller: HTMLElement | undefined;
  private view = 0;
  private total = 0;
  private position: ScrollPosition = { top: 0, scroll: 0 };
  private settle: ReturnType<typeof setTimeout> | undefined;
  /** The list goes by more than a screen at once: rows beyond the edges would be gone before anybody saw them. */
  private isLeaping = false;
  private readonly resized = new ResizeObserver(() => this.measure());

  constructor(host: ReactiveControllerHost, options: ScrollOptions) {
    this.host = host;
    this.options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.resized.disconnect();
    this.scroller?.removeEventListener('scroll', this.onScroll);
    clearTimeout(this.settle);
    this.scroller = undefined;
  }

  /** Binds the scrolling element, after the first render; calling again is harmless. */
  attach(scroller: HTMLElement): void {
    if (this.scroller === scroller) return;
    this.scroller = scroller;
    scroller.addEventListener('scroll', this.onScroll, { passive: true });
    this.resized.observe(scroller);
    this.measure();
  }

  /** To be called before each render: the list may have grown or shrunk. */
  setTotal(total: number): void {
    this.total = total;
  }

  /** Height of the scroll area without the head, px. */
  get height(): number {
    return scrollHeight(this.size);
  }

  /** Where the list stands, px of the list. */
  get top(): number {
    return this.position.top;
  }

  get isMeasured(): boolean {
    return this.view > 0;
  }

  get isAtEnd(): boolean {
    return isAtEnd(this.size, this.position.top);
  }

  /** Rows on screen. */
  get visible(): RowRange {
    return visibleRange(this.size, this.position.top);
  }

  /** Rows to draw. */
  get drawn(): RowRange {
    return visibleRange(this.size, this.position.top, this.isLeaping ? 0 : this.options.overscan);
  }

  /** How many whole rows fit on the screen. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.view / this.rowHeight) - 1);
  }

  /** Where row `index` stands in the scroll area, px from the end of the head. */
  rowTop(index: number): number {
    return index * this.rowHeight - this.position.top + this.position.scroll;
  }

  /** Moves the list as little as brings row `index` into view. */
  show(index: number): void {
    this.moveTo(topShowing(this.size, this.position.top, index));
  }

  /** Puts row `index` in the middle of the view. */
  centre(index: number): void {
    this.moveTo(index * this.rowHeight - this.view / 2);
  }

  moveTo(top: number): void {
    const next = positionAt(this.size, top);
    if (!this.isLeaping && next.top === this.position.top && next.scroll === this.position.scroll) return;
    this.isLeaping = false;
    this.position = next;
    // The scroll area must be as long as the list before it can be scrolled there.
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.setScroll(next.scroll));
  }

  moveToEnd(): void {
    this.moveTo(this.total * this.rowHeight);
  }

  private get rowHeight(): number {
    const { rowHeight } = this.options;
    return typeof rowHeight === 'number' ? rowHeight : rowHeight();
  }

  private get size(): ScrollSize {
    return { rowHeight: this.rowHeight, total: this.total, view: this.view };
  }

  private readonly onScroll = (): void => {
    const scroll = this.scroller?.scrollTop ?? 0;
    if (Math.abs(scroll - this.position.scroll) < 1) return;
    const before = this.position.top;
    this.position = scrolled(this.size, this.position, scroll);
    this.isLeaping = Math.abs(this.position.top - before) > this.view;
    this.host.requestUpdate();
    // After small steps in a scaled list the thumb stands a little off; it is put right once the hand rests, and so are rows left out.
    clearTimeout(this.settle);
    this.settle = setTimeout(() => this.moveTo(this.position.top), SETTLE_MS);
  };

  private setScroll(scroll: number): void {
    if (this.scroller === undefined || Math.abs(this.scroller.scrollTop - scroll) < 1) return;
    this.scroller.scrollTop = scroll;
    this.position = { top: this.position.top, scroll: this.scroller.scrollTop };
  }

  private measure(): void {
    if (this.scroller === undefined) return;
    // Whatever a layout does, no more than a screen is drawn: a scroller as tall as its list would draw all of it.
    const view = Math.max(0, Math.min(this.scroller.clientHeight, window.innerHeight) - this.options.headHeight);
    const width = this.scroller.clientWidth;
    if (view === this.view && width === this.width) return;
    this.view = view;
    this.width = width;
    this.host.requestUpdate();
  }
}
