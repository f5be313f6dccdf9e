// What turns the payloads of one RTP stream into samples. One decoder a stream and codec: it keeps the codec's state between packets,
// which must come in order. Samples are 16-bit, one channel; what a codec has in stereo is mixed down.

export interface AudioDecoder {
  /** Hz of what `decode` gives. */
  readonly sampleRate: number;
  /** The payload of one packet, lent. Gives the decoder's own buffer, good until the next call; empty when the payload is damaged. */
  decode(payload: Uint8Array): Int16Array;
  /** Forgets what came before: a gap lies in front of the next packet. */
  reset(): void;
  /** Frees what lies outside the heap. Idempotent. */
  free(): void;
}

/** The largest payload that a UDP datagram can carry. */
export const MAX_PAYLOAD_BYTES = 65_535;

export const SILENCE = new Int16Array(0);

/** The nearest 16-bit sample to `value`, which is in units of one step. */
export function clamp16(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}
