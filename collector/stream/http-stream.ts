// One direction of a connection that begins as HTTP/1.1 and may become a WebSocket: gathers the head, then hands on to WebSocketStream.
// Any other HTTP costs nothing once its head was read; what the next piece begins with is looked at by whoever owns this.

import { CR, LF } from '../bytes/ascii.ts';
import { Reason } from '../model/health.ts';
import type { Datagram } from '../model/packet.ts';
import { Gather } from './gather.ts';
import { readUpgrade, type Upgrade } from './http-head.ts';
import type { Layer } from './layer.ts';
import type { StreamBudget } from './limits.ts';
import { combine, Ended } from './outcome.ts';

/** G of GET: no WebSocket frame begins so (its opcode is a reserved one), but the next request does when the first was refused. */
const LETTER_G = 0x47;

export class HttpStream implements Layer {
  private readonly budget: StreamBudget;
  /** Makes the reader of what follows the head. */
  private readonly onUpgrade: (upgrade: Upgrade) => Layer;
  private readonly head: Gather;
  private phase: 'head' | 'upgraded' | 'other' = 'head';
  private frames: Layer | undefined = undefined;
  private hasFrames = false;
  /** The bytes of the line at the end of the head: 0, 1 for a lone CR, 2 for anything else. */
  private lineBytes = 2;

  constructor(budget: StreamBudget, onUpgrade: (upgrade: Upgrade) => Layer) {
    this.budget = budget;
    this.onUpgrade = onUpgrade;
    this.head = new Gather(budget, budget.limits.httpHeadBytes);
  }

  get isIdle(): boolean {
    return this.phase === 'other';
  }

  push(d: Datagram): number {
    if (this.phase === 'other') return Reason.NotSip;
    // The upgrade was refused, and the client asks again.
    if (this.phase === 'upgraded' && !this.hasFrames && d.bytes[d.start] === LETTER_G) this.phase = 'head';
    if (this.phase === 'head') return this.readHead(d);
    return this.readFrames(d, d.start);
  }

  gap(missing: number): void {
    if (this.phase === 'upgraded') {
      this.frames?.gap(missing);
      this.hasFrames = true;
    } else {
      this.end();
    }
  }

  finish(): void {
    this.head.release();
    this.frames?.finish();
  }

  private readHead(d: Datagram): number {
    const { bytes, end } = d;
    let at = d.start;
    let isWhole = false;
    while (at < end && !isWhole) {
      const byte = bytes[at++];
      if (byte !== LF) {
        this.lineBytes = byte === CR && this.lineBytes === 0 ? 1 : 2;
        continue;
      }
      isWhole = this.lineBytes < 2;
      this.lineBytes = 0;
    }
    if (!this.head.append(bytes, d.start, at)) {
      this.budget.shed['HTTP heads over size limit']++;
      this.end();
      return Reason.OverSizeLimit;
    }
    if (!isWhole) return Ended.Waiting;
    const upgrade = readUpgrade(this.head.bytes.toString('latin1', 0, this.head.used));
    this.end();
    if (upgrade === undefined) return Reason.NotSip;
    this.phase = 'upgraded';
    this.frames?.finish();
    this.frames = this.onUpgrade(upgrade);
    return at === end ? Reason.WebSocketControl : combine(Reason.WebSocketControl, this.readFrames(d, at));
  }

  private readFrames(d: Datagram, at: number): number {
    if (this.frames === undefined) return Reason.NotSip;
    this.hasFrames = true;
    const { start, offset } = d;
    d.start = at;
    if (offset >= 0) d.offset = offset + (at - start);
    const outcome = this.frames.push(d);
    d.start = start;
    d.offset = offset;
    return outcome;
  }

  private end(): void {
    this.head.release();
    this.phase = 'other';
    this.lineBytes = 2;
  }
}
