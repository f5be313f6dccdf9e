// One packet of an RFC 4733 telephone event: which key, and how long it is held so far.
//
//   │ event 8 │ E R volume 6 │ duration 16, in ticks of the RTP clock │

const PACKET_BYTES = 4;
const KEYS = '0123456789*#ABCD';
const FLASH = 16;

export interface KeyPress {
  /** `5`, `#`, `flash`, or `event 36`. */
  readonly digit: string;
  /** Ticks. */
  readonly duration: number;
}

/** Undefined when it is too short to be one. */
export function readKeyPress(payload: Uint8Array): KeyPress | undefined {
  if (payload.length < PACKET_BYTES) return undefined;
  const [event] = payload;
  const digit = event < KEYS.length ? KEYS[event] : event === FLASH ? 'flash' : `event ${event}`;
  return { digit, duration: (payload[2] << 8) | payload[3] };
}
