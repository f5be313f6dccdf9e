// How much the stream floor may keep, and what it sheds. A peer of a capture may send whatever it likes: each of these bounds is
// reached by somebody's test, and each has a counter that capture health shows.

const KIB = 1024;
const MIB = 1024 * KIB;

/** Every bound of the stream floor. What a bound sheds is counted in `StreamShed`. */
export interface StreamLimits {
  /** Head of an HTTP request or response that may turn a connection into a WebSocket. */
  readonly httpHeadBytes: number;
  /** One WebSocket message, before and after it is inflated. */
  readonly webSocketMessageBytes: number;
  /** An inflated message may be so many times larger than what came over the wire (deflate itself reaches 1032) … */
  readonly inflateRatio: number;
  /** … but this much is always free: SIP that refers to messages before it shrinks to a few bytes. */
  readonly freeInflatedBytes: number;
  /** All bytes that unfinished heads and messages hold in all connections, and what permessage-deflate must remember of them. */
  readonly heldBytes: number;
}

export const DEFAULT_STREAM_LIMITS: StreamLimits = {
  httpHeadBytes: 64 * KIB,
  webSocketMessageBytes: MIB,
  inflateRatio: 128,
  freeInflatedBytes: 64 * KIB,
  heldBytes: 128 * MIB,
};

/** What was shed, by name, as capture health shows it. */
export interface StreamShed {
  [name: string]: number;
  /** Connections whose HTTP head grew beyond its bound. */
  'HTTP heads over size limit': number;
  /** WebSocket messages beyond their bound: too long, said to be too long, or bombs. */
  'WebSocket messages over size limit': number;
  /** Compressed WebSocket messages that do not inflate: damaged, or they refer to messages that were not captured. */
  'WebSocket messages not inflated': number;
  /** Bytes that were let go because all connections together held too much. */
  'bytes of unfinished stream messages': number;
}

export function makeStreamShed(): StreamShed {
  return {
    'HTTP heads over size limit': 0,
    'WebSocket messages over size limit': 0,
    'WebSocket messages not inflated': 0,
    'bytes of unfinished stream messages': 0,
  };
}

/** What a direction of a connection needs to know of all others: the limits, what is held, what was shed. One a pipeline. */
export class StreamBudget {
  readonly limits: StreamLimits;
  readonly shed: StreamShed = makeStreamShed();
  /** Bytes held at the moment, in all connections. */
  heldBytes = 0;

  constructor(limits: Partial<StreamLimits> = {}) {
    this.limits = { ...DEFAULT_STREAM_LIMITS, ...limits };
  }

  /** False when so many more bytes may not be held; then none are taken. */
  take(bytes: number): boolean {
    if (this.heldBytes + bytes > this.limits.heldBytes) {
      this.shed['bytes of unfinished stream messages'] += bytes;
      return false;
    }
    this.heldBytes += bytes;
    return true;
  }

  give(bytes: number): void {
    this.heldBytes -= bytes;
  }
}
