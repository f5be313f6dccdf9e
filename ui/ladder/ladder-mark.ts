// What a ladder may show beside a message: a flag with a severity and words. The ladder knows no more of findings. Pure.

export interface LadderMark {
  readonly severity: 'error' | 'warning' | 'notice';
  /** For the tooltip and for screen readers, on one line. */
  readonly title: string;
  /** What a click on it tells. */
  readonly finding: string;
}
