// Opens the SRTP packets of one stream with whichever of the keys that were agreed on fits. Which key it is, and how often sequence
// numbers have wrapped around before the capture began (RFC 3711 §3.3.1), is not guessed by rule: what authenticates is right. So a
// stream that is joined late, a key that changes with a re-INVITE, and keys of another fork sort themselves out.

import type { RtpHeader } from '../rtp-packet.ts';
import { SrtpContext, type SrtpKey } from './context.ts';

/** Rollover counters that are tried for a stream joined late: 256 · 65,536 packets of 20 ms are 93 hours. */
const MAX_ROC = 256;
const SEQUENCES = 0x1_0000;
const HALF = 0x8000;
/** After so many packets in a row that no key opened, only every so manieth is tried with all of them, and with all counters. */
const PATIENCE = 20;
const RETRY_EVERY = 50;
const RETRY_ALL_EVERY = 1000;

/** A packet in the clear. */
export interface Opened {
  readonly payload: Uint8Array;
  /** False where the sides agreed on no authentication: then the key is only assumed to be right. */
  readonly isVerified: boolean;
}

export class SrtpReceiver {
  opened = 0;
  /** Packets that no key opened. */
  failed = 0;
  /** Keys that opened something, in that order. */
  readonly used: SrtpKey[] = [];
  private readonly contexts: readonly SrtpContext[];
  private current: SrtpContext | undefined;
  private roc = 0;
  /** The highest sequence number of the present rollover counter. */
  private highest = 0;
  private failedInRow = 0;

  /** The likeliest key first. */
  constructor(keys: readonly SrtpKey[]) {
    this.contexts = keys.map(key => new SrtpContext(key));
  }

  open(packet: Uint8Array, header: RtpHeader): Opened | undefined {
    const payload = this.openWithCurrent(packet, header) ?? this.search(packet, header);
    if (payload === undefined) {
      this.failed++;
      this.failedInRow++;
      return undefined;
    }
    this.opened++;
    this.failedInRow = 0;
    const key = this.current?.key;
    return { payload, isVerified: key !== undefined && isVerifiable(key) };
  }

  private openWithCurrent(packet: Uint8Array, header: RtpHeader): Uint8Array | undefined {
    if (this.current === undefined) return undefined;
    const roc = this.guessRoc(header.sequence);
    const payload = roc < 0 ? undefined : this.current.open(packet, header, roc);
    if (payload !== undefined) this.note(header.sequence, roc);
    return payload;
  }

  /** RFC 3711 §3.3.1 and appendix A. */
  private guessRoc(sequence: number): number {
    if (this.highest < HALF) return sequence - this.highest > HALF ? this.roc - 1 : this.roc;
    return this.highest - HALF > sequence ? this.roc + 1 : this.roc;
  }

  private note(sequence: number, roc: number): void {
    if (roc < this.roc || (roc === this.roc && sequence < this.highest)) return;
    this.roc = roc;
    this.highest = sequence;
  }

  private search(packet: Uint8Array, header: RtpHeader): Uint8Array | undefined {
    if (this.failedInRow >= PATIENCE && this.failedInRow % RETRY_EVERY !== 0) return undefined;
    for (const roc of this.rocsToTry()) {
      for (const context of this.contexts) {
        // Without a tag every key seems right: the likeliest is taken, with the counter of a stream that just began.
        if (!isVerifiable(context.key) && (roc !== 0 || this.current !== undefined)) continue;
        const payload = context.open(packet, header, roc);
        if (payload !== undefined) {
          this.use(context, header.sequence, roc);
          return payload;
        }
      }
    }
    return undefined;
  }

  /** A key that was just agreed on begins at 0 or goes on with the counter (§3.3.1); a stream joined late may be anywhere. */
  private *rocsToTry(): Generator<number> {
    const { roc } = this;
    const near = [roc, 0, roc + 1, roc - 1].filter((value, at, all) => value >= 0 && all.indexOf(value) === at);
    yield* near;
    if (this.failedInRow >= PATIENCE && this.failedInRow % RETRY_ALL_EVERY !== 0) return;
    for (let other = 0; other < MAX_ROC; other++) if (!near.includes(other)) yield other;
  }

  private use(context: SrtpContext, sequence: number, roc: number): void {
    this.current = context;
    this.roc = roc;
    this.highest = sequence % SEQUENCES;
    if (!this.used.includes(context.key)) this.used.push(context.key);
  }
}

function isVerifiable({ suite, isAuthenticated }: SrtpKey): boolean {
  return isAuthenticated || suite.cipher === 'gcm';
}
