// Counts the frames that a late key made readable, and how many of them held no application data.
// A frame is named by its first record; what matters is whether any record of it is plaintext.

import type { HeldRecord } from './held-records.ts';

export class RecoveredFrames {
  frames = 0;
  handshakeFrames = 0;
  /** The last frames that held no plaintext so far. */
  private last: { segment: number; frameNumber: number; frames: number } | undefined = undefined;

  /** A record that waited was read. */
  note({ frames, origin }: HeldRecord, isPlaintext: boolean, isUnopened: boolean): void {
    if (frames > 0) {
      this.last = undefined;
      if (isUnopened) return;
      this.frames += frames;
      if (isPlaintext) return;
      this.handshakeFrames += frames;
      this.last = { segment: origin.segment, frameNumber: origin.frameNumber, frames };
    } else if (isPlaintext && this.last?.segment === origin.segment && this.last.frameNumber === origin.frameNumber) {
      this.handshakeFrames -= this.last.frames;
      this.last = undefined;
    }
  }
}
