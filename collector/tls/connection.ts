// One TCP connection that carries TLS: takes the bytes of both directions as they lie on the wire, gives plaintext.

import type { Reason } from '../model/health.ts';
import type { Datagram } from '../model/packet.ts';
import type { TlsContext } from './context.ts';
import type { TlsState } from './statistics.ts';

/** Which of the two directions: the caller's numbers. Who of them is the client is found out here. */
export type Direction = 0 | 1;

/** Receives what the records of a connection hold. Calls come from `push`, and later from `TlsKeys.addKeyLog` when a key came late. */
export interface TlsSink {
  /**
   * Application data of one record: `d.bytes[d.start..d.end)`, lent; `d.offset` is -1, `d.transport` Tls. Time, frame, segment, point
   * and fingerprint are those of the frame that completed the record, also when it waited for its key. The addresses are not set:
   * they are the caller's.
   */
  onPlaintext(direction: Direction, d: Datagram): void;

  /** Application data of this direction is missing between the `onPlaintext` before and the next: a gap, shed or unreadable records. */
  onPlaintextGap(direction: Direction): void;

  /**
   * `frames` frames for which `push` gave Reason.TlsWithoutKey are readable now; `handshakeFrames` of them held no application
   * data (count them as Reason.TlsHandshake).
   */
  onRecovered(frames: number, handshakeFrames: number): void;
}

export class TlsConnection {
  readonly context: TlsContext;
  readonly sink: TlsSink;
  state: TlsState = 'handshake';
  /** Why the state is `noKey`, `unsupported` or `failed`, in words; else empty. */
  explanation = '';
  /** `TLS 1.2`, `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`; empty until the ServerHello. */
  version = '';
  cipher = '';

  constructor(context: TlsContext, sink: TlsSink) {
    this.context = context;
    this.sink = sink;
  }

  /**
   * In-order bytes of one direction. Gives the reason under which the frame counts, or undefined when it carried application data that
   * is readable (then what is inside decides), also a part of a record that is not whole yet.
   */
  push(_direction: Direction, _d: Datagram): Reason | undefined {
    return undefined;
  }

  /** `missingBytes` bytes of this direction were lost. */
  gap(_direction: Direction, _missingBytes: number): void {}

  /**
   * Nothing more comes. Records that wait for a key go on waiting (the log may be written a moment later) within the budget, so
   * `onPlaintext` can still be called.
   */
  finish(): void {}
}
