// Sends what a capture decodes on to HEP servers (`--hep-to`). Takes messages as the pipeline sees them; never holds it up.
// What is read once more (the index made anew from the spool), and what an earlier process recorded, is not sent again.

import { hostname } from 'node:os';
import { HepSender } from './hep/hep-sender.ts';
import { parseHepUrl } from './hep/hep-url.ts';
import type { Frame } from './model/frame.ts';
import type { Datagram } from './model/packet.ts';
import type { CapturePoints } from './model/points.ts';
import type { Micros } from './model/time.ts';
import type { HepTarget } from './thread/protocol.ts';

/** Who we say we are: HEP servers ask for a number and show the name. The host is in it: what came from a sender of the same name is
 * not sent back to it, and two of us in a row are two. */
const AGENT_ID = 2060;
const AGENT_NAME = `sipscope ${hostname()}`;

export class HepMirror {
  private readonly senders: readonly HepSender[];
  private readonly since: Micros;
  /** The last frame that was handed on before the same frames come again. */
  private lastSegment = -1;
  private lastFrame = -1;

  /** Frames of before `since` are not sent. Throws HepError when an address is none. */
  constructor(targets: readonly HepTarget[], points: CapturePoints, since: Micros) {
    this.since = since;
    this.senders = targets.map(
      ({ url, key }) =>
        new HepSender({
          url: parseHepUrl(url),
          identity: { agentId: AGENT_ID, agentName: AGENT_NAME, ...(key === undefined ? {} : { key }) },
          points,
        }),
    );
  }

  get isNeeded(): boolean {
    return this.senders.length > 0;
  }

  /** Frames up to this one come again. */
  skipTo(segment: number, frameNumber: number): void {
    this.lastSegment = segment;
    this.lastFrame = frameNumber;
  }

  /** One SIP message, lent. `frame` is the one that is being read: `origin` may have the time of an agent, or be older than it. */
  send(
    frame: Frame,
    bytes: Buffer,
    start: number,
    end: number,
    origin: Datagram,
    callIdStart: number,
    callIdEnd: number,
  ): void {
    if (frame.timeMicros < this.since) return;
    const { segment, number } = frame;
    if (segment < this.lastSegment || (segment === this.lastSegment && number <= this.lastFrame)) return;
    for (const sender of this.senders) sender.send(origin, bytes, start, end, callIdStart, callIdEnd);
  }

  /** What was not sent, by name and target. */
  get shed(): Record<string, number> {
    const shed: Record<string, number> = {};
    for (const sender of this.senders) {
      const { target, dropped, tooLarge } = sender.status();
      shed[`messages not sent to ${target}`] = (shed[`messages not sent to ${target}`] ?? 0) + dropped + tooLarge;
    }
    return shed;
  }

  /** Sends what waits, for a short while. */
  async close(): Promise<void> {
    await Promise.all(this.senders.map(sender => sender.close()));
  }
}
