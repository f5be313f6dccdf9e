// Tells an element that it is being printed: browsers ask for the whole page at once, and take it as it then is.

import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class PrintController implements ReactiveController {
  isPrinting = false;
  private readonly draw: () => void;
  private readonly isBroad: () => boolean;

  /** `draw` draws the element at once, not in the next turn; `isBroad` says whether it wants pages that lie on their side. */
  constructor(host: ReactiveControllerHost, draw: () => void, isBroad: () => boolean) {
    this.draw = draw;
    this.isBroad = isBroad;
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
    // Pages belong to the document: `theme.css` knows what they are like.
    document.documentElement.toggleAttribute('data-broad', isPrinting && this.isBroad());
    // The picture is taken when the event is over: there is no later turn to draw in.
    this.draw();
  }
}
