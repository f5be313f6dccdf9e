// Tells an element that it is being printed: browsers ask for the whole page at once, and take it as it then is.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class PrintController implements ReactiveController {
  isPrinting = false;
  private readonly draw: () => void;

  /** `draw` draws the element at once, not in the next turn. */
  constructor(host: ReactiveControllerHost, draw: () => void) {
    this.draw = draw;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.begin);
    window.addEventListener('afterprint', this.end);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.begin);
    window.removeEventListener('afterprint', this.end);
  }

  private readonly begin = (): void => this.set(true);
  private readonly end = (): void => this.set(false);

  private set(isPrinting: boolean): void {
    this.isPrinting = isPrinting;
    // The picture is taken when the event is over: there is no later turn to draw in.
    this.draw();
  }
}
