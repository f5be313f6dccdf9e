// Where every capture begins.

import type { CaptureProgress } from '../model/report.ts';

/** The progress of a capture of which nothing was read yet. */
export const NOTHING_READ: CaptureProgress = {
  state: 'loading',
  generation: 0,
  dropped: 0,
  bytesRead: 0,
  frames: 0,
  messages: 0,
  legs: 0,
  notDecoded: 0,
  activeCalls: 0,
};
