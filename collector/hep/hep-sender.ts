// Mirrors what is captured to a HEP server: `--hep-to udp|tcp|tls:HOST:PORT`. Takes messages synchronously, sends them when the network
// takes them, and never holds the capture up: what does not fit into the queue is dropped and counted. A connection that breaks is made
// again, with growing pauses.

import type { Datagram } from '../model/packet.ts';
import type { CapturePoints } from '../model/points.ts';
import { agentPointName } from './agent-points.ts';
import { HepEncoder, type HepIdentity } from './encode.ts';
import { type HepUrl, hepUrlText } from './hep-url.ts';
import type { HepWire } from './hep-wire.ts';
import { HepStreamWire } from './hep-wire-stream.ts';
import { HepUdpWire } from './hep-wire-udp.ts';

export interface HepSenderOptions {
  readonly url: HepUrl;
  readonly identity: HepIdentity;
  /** Of the capture that is mirrored: what came in under the sender's own name is not sent again. */
  readonly points: CapturePoints;
  /** TLS: take any certificate. */
  readonly isInsecure?: boolean;
  /** Bytes that may wait; MAX_QUEUE_BYTES when left out. */
  readonly queueBytes?: number;
}

/** Plain data. Numbers are since the sender was made. */
export interface HepSenderStatus {
  /** `udp:192.0.2.1:9060`. */
  readonly target: string;
  readonly isConnected: boolean;
  /** Handed to the network. UDP does not tell whether it arrived. */
  readonly sent: number;
  /** Thrown away: the queue was full, or the connection broke while they waited. */
  readonly dropped: number;
  /** Larger than a HEP frame can be, even compressed. */
  readonly tooLarge: number;
  /** Connections made after the first. */
  readonly reconnects: number;
  readonly waitingBytes: number;
  /** What the network said last, while it does not work. */
  readonly problem?: string;
}

export class HepSender {
  private readonly encoder: HepEncoder;
  private readonly wire: HepWire;
  private readonly points: CapturePoints;
  private readonly ownName: string;
  private readonly target: string;
  private tooLarge = 0;

  constructor(options: HepSenderOptions) {
    const { url, identity, points } = options;
    this.encoder = new HepEncoder(identity);
    this.target = hepUrlText(url);
    this.points = points;
    this.ownName = agentPointName(identity.agentId >>> 0, identity.agentName);
    this.wire =
      url.transport === 'udp'
        ? new HepUdpWire(url, options.queueBytes)
        : new HepStreamWire(url, options.isInsecure, options.queueBytes);
  }

  /**
   * Sends the message `bytes[start, end)`; all lent, copied once. `origin` gives addresses, transport and time;
   * `bytes[callIdStart, callIdEnd)` becomes the correlation id.
   */
  send(origin: Datagram, bytes: Buffer, start: number, end: number, callIdStart: number, callIdEnd: number): void {
    // A capture also sees what its own sender sends: mirrored again, one message would go round for ever.
    if (this.points.get(origin.point)?.name === this.ownName) return;
    const length = this.encoder.encode(origin, bytes, start, end, callIdStart, callIdEnd);
    if (length === 0) this.tooLarge++;
    else this.wire.send(this.encoder.out, length);
  }

  status(): HepSenderStatus {
    const { isConnected, sent, dropped, reconnects, waitingBytes, problem } = this.wire;
    return {
      target: this.target,
      isConnected,
      sent,
      dropped,
      tooLarge: this.tooLarge,
      reconnects,
      waitingBytes,
      ...(problem === undefined ? {} : { problem }),
    };
  }

  /** Sends what waits, for a short while, then closes. */
  close(): Promise<void> {
    return this.wire.close();
  }
}
