// Files dropped anywhere on the page. Only files: dragged text is left to the browser.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface DropOptions {
  readonly onDragging: (isDragging: boolean) => void;
  readonly onFile: (file: File) => void;
}

export class DropController implements ReactiveController {
  private readonly options: DropOptions;
  /** Enter and leave come for every element passed over; the drag is gone when all are left. */
  private depth = 0;

  constructor(host: ReactiveControllerHost, options: DropOptions) {
    this.options = options;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('dragenter', this.onEnter);
    window.addEventListener('dragover', this.onOver);
    window.addEventListener('dragleave', this.onLeave);
    window.addEventListener('drop', this.onDrop);
  }

  hostDisconnected(): void {
    window.removeEventListener('dragenter', this.onEnter);
    window.removeEventListener('dragover', this.onOver);
    window.removeEventListener('dragleave', this.onLeave);
    window.removeEventListener('drop', this.onDrop);
  }

  private readonly onEnter = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    this.depth += 1;
    this.options.onDragging(true);
  };

  private readonly onOver = (event: DragEvent): void => {
    if (hasFiles(event)) event.preventDefault();
  };

  private readonly onLeave = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    this.depth = Math.max(0, this.depth - 1);
    if (this.depth === 0) this.options.onDragging(false);
  };

  private readonly onDrop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.depth = 0;
    this.options.onDragging(false);
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) this.options.onFile(file);
  };
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
