// Waits for signs that a file or directory changed: the system's where it gives any (inotify, kqueue), and a poll, for network
// file systems give none.

import { type FSWatcher, watch } from 'node:fs';

/** How often is looked when the system says nothing. */
export const POLL_MILLIS = 100;

export interface Watch {
  /**
   * Resolves at the next sign of change since the last call resolved, after POLL_MILLIS, or at `wake`; at once when closed.
   * One call at a time.
   */
  changed(): Promise<void>;
  wake(): void;
  /** Idempotent; a pending `changed` ends. */
  close(): void;
}

/** Tests put one that they drive in its place. */
export type MakeWatch = (path: string) => Watch;

/** Never throws: where nothing can be watched, the poll remains. */
export const watchPath: MakeWatch = path => new PathWatch(path);

class PathWatch implements Watch {
  private readonly watcher: FSWatcher | undefined;
  private readonly gate = new Gate();
  private timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.watcher = tryWatch(path);
    this.watcher?.on('change', () => this.gate.open());
    // Say, the directory was deleted; the poll will find out.
    this.watcher?.on('error', () => this.watcher?.close());
  }

  async changed(): Promise<void> {
    this.timer = setTimeout(() => this.gate.open(), POLL_MILLIS);
    await this.gate.pass();
    clearTimeout(this.timer);
  }

  wake(): void {
    this.gate.open();
  }

  close(): void {
    this.watcher?.close();
    this.gate.openForGood();
  }
}

function tryWatch(path: string): FSWatcher | undefined {
  try {
    return watch(path, { persistent: false });
  } catch {
    return undefined;
  }
}

/** Lets one through each time it is opened, whether somebody waits already or comes later. */
export class Gate {
  private isOpen = false;
  private staysOpen = false;
  private let: (() => void) | undefined;

  async pass(): Promise<void> {
    if (!this.isOpen && !this.staysOpen) {
      await new Promise<void>(resolve => {
        this.let = resolve;
      });
      this.let = undefined;
    }
    this.isOpen = false;
  }

  open(): void {
    this.isOpen = true;
    this.let?.();
  }

  openForGood(): void {
    this.staysOpen = true;
    this.let?.();
  }
}
