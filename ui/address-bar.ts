// What the browser's address says. A new place is written at once, so that Back leads where one was; how a place is looked at, a moment
// later: writing costs more than drawing a row, and browsers that are told too often, by a key held down, ignore it (Chromium after 200
// times in 10 s) or throw (Safari after 100 in 30 s).

/** Once nothing has changed for so long; and so seldom at most. */
const REST_MS = 100;
const APART_MS = 350;

export class AddressBar {
  private pending: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private writtenAt = Number.NEGATIVE_INFINITY;

  connect(): void {
    window.addEventListener('pagehide', this.flush);
  }

  /** What was not written yet is: whoever goes may come back. */
  disconnect(): void {
    window.removeEventListener('pagehide', this.flush);
    this.flush();
  }

  /** Path and query, as written or about to be. */
  get current(): string {
    return this.pending ?? location.pathname + location.search;
  }

  /** A new entry of the history. */
  push(address: string): void {
    if (address === this.current) return;
    this.flush();
    history.pushState(undefined, '', address);
  }

  /** In place of the current entry. */
  replace(address: string): void {
    if (address === this.current) return;
    this.pending = address;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.flush, Math.max(REST_MS, this.writtenAt + APART_MS - performance.now()));
  }

  /** The entry that it was meant for is not the current one any more. */
  forget(): void {
    clearTimeout(this.timer);
    this.pending = undefined;
  }

  private readonly flush = (): void => {
    clearTimeout(this.timer);
    const { pending } = this;
    this.pending = undefined;
    if (pending === undefined || pending === this.current) return;
    this.writtenAt = performance.now();
    history.replaceState(undefined, '', pending);
  };
}
