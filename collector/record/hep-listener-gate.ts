// The gate of a HEP listener: every frame that arrives, by whatever transport, passes here. It opens frames that are gzip as a whole,
// turns away what is no HEP and what lacks the secret, blots the secret out, and counts.

import { HepFault, HepFrame } from '../hep/hep-frame.ts';
import { inflateHep, isGzip } from '../hep/inflate.ts';
import { isHepKey } from '../hep/key.ts';
import { MAX_FRAME_BYTES } from '../hep/limits.ts';
import { scanHep } from '../hep/scan.ts';
import { sniffHep } from '../hep/sniff.ts';
import type { Problem } from '../model/live.ts';
import type { OnHepBytes } from './hep-listener.ts';

/** Why something was not recorded, as `InputStatus.refused` names it. */
export const REFUSALS = [
  'malformed HEP',
  'wrong HEP key',
  'compressed HEP too large',
  'HEP connection limit',
  'HEP idle connection',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** A running server, as `openHepListener` sees it. */
export interface HepServer {
  readonly port: number;
  /** What stopped it after it had begun. */
  readonly problem: Problem | undefined;
  kernelDrops(): number | undefined;
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

/** Faults of version 3 with which a frame is worth recording: the pipeline takes from it what is there. */
const UNUSABLE = HepFault.NotHep | HepFault.BadLength;

const BLOT = 0x2a;

export class HepGate {
  frames = 0;
  bytes = 0;
  private readonly refusals = new Map<Refusal, number>();
  private readonly frame = new HepFrame();
  private readonly onFrame: OnHepBytes;
  private readonly key: Buffer | undefined;

  constructor(onFrame: OnHepBytes, key?: string) {
    this.onFrame = onFrame;
    this.key = key === undefined ? undefined : Buffer.from(key, 'utf8');
  }

  /** One frame, lent: `bytes[start, end)`. Its secret is overwritten in place. */
  take(
    bytes: Buffer,
    start: number,
    end: number,
    remoteAddress: string,
    remotePort: number,
    localAddress: string,
    localPort: number,
  ): void {
    if (isGzip(bytes, start, end)) {
      const inflated = inflateHep(bytes, start, end);
      if (typeof inflated === 'string') {
        this.refuse(inflated === 'bomb' ? 'compressed HEP too large' : 'malformed HEP');
        return;
      }
      // What is behind the largest frame is no part of one.
      const opened = inflated.subarray(0, MAX_FRAME_BYTES);
      if (!this.admit(opened, 0, opened.length)) return;
      this.onFrame(opened, remoteAddress, remotePort, localAddress, localPort);
    } else if (this.admit(bytes, start, end)) {
      this.onFrame(bytes.subarray(start, end), remoteAddress, remotePort, localAddress, localPort);
    }
  }

  refuse(why: Refusal, count = 1): void {
    this.refusals.set(why, (this.refusals.get(why) ?? 0) + count);
  }

  /** Only what is above 0. */
  refused(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.refusals);
  }

  private admit(bytes: Buffer, start: number, end: number): boolean {
    const { key, frame } = this;
    // Without a secret to look for, the first bytes decide; the rest is the pipeline's.
    const isHep =
      key === undefined ? sniffHep(bytes, start, end) !== 0 : !(scanHep(bytes, start, end, frame) & UNUSABLE);
    if (!isHep) {
      this.refuse('malformed HEP');
      return false;
    }
    if (key !== undefined) {
      if (!isHepKey(bytes, frame.keyStart, frame.keyEnd, key)) {
        this.refuse('wrong HEP key');
        return false;
      }
      // The spool is for everybody who may read captures; the secret is not.
      bytes.fill(BLOT, frame.keyStart, frame.keyEnd);
    }
    this.frames++;
    this.bytes += end - start;
    return true;
  }
}
