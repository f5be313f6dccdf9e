// The whole value of a cell as its tooltip, told when the pointer comes to it: told to every cell on screen it would be made anew for 500
// of them in each frame of scrolling. Who goes by keyboard has those of the row under the cursor from the table itself.

export class CellHint {
  private readonly wholeOf: (index: number, column: string) => string | undefined;
  private cell: HTMLElement | undefined;

  /** `wholeOf` a cell, by index of the row and id of the column; undefined where there is no more than it shows. */
  constructor(wholeOf: (index: number, column: string) => string | undefined) {
    this.wholeOf = wholeOf;
  }

  /** The pointer came to whatever the event is about. */
  readonly point = (event: Event): void => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('.cell') : null;
    if (cell === this.cell) return;
    this.forget();
    this.cell = cell ?? undefined;
    this.refresh();
  };

  /** The cell may show another row by now. */
  refresh(): void {
    const row = this.cell?.closest<HTMLElement>('.row');
    if (this.cell === undefined || row === null || row === undefined) return;
    const whole = this.wholeOf(Number(row.dataset['index']), this.cell.dataset['column'] ?? '');
    if (whole === undefined) this.cell.removeAttribute('title');
    else if (this.cell.title !== whole) this.cell.title = whole;
  }

  private forget(): void {
    if (this.cell?.closest('.cursor') === null) this.cell.removeAttribute('title');
  }
}
