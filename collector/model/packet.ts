// What the packet floor hands on: a lent datagram or a lent piece of a TCP byte stream.

/** What carried a SIP message. Kept as one byte a message; `TRANSPORT_NAMES` gives the word. */
export const Transport = { Udp: 0, Tcp: 1, Sctp: 2, Tls: 3, Ws: 4, Wss: 5 } as const;
export type Transport = (typeof Transport)[keyof typeof Transport];
export const TRANSPORT_NAMES = ['UDP', 'TCP', 'SCTP', 'TLS', 'WS', 'WSS'] as const;

/** The capture holds the very same packet twice when the copies are no further apart, in µs (SEMANTICS §1, Duplicate). */
export const DUPLICATE_MICROS = 50_000;

/**
 * The payload of one UDP datagram, or an in-order piece of a TCP stream, with its addresses and its origin.
 * One object is reused: everything in it is lent and dies when the consumer returns.
 */
export class Datagram {
  /** Payload is `bytes[start..end)`. */
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  /** Payload bytes that the snap length cut off (0 when whole). */
  missing = 0;
  transport: Transport = Transport.Udp;

  /** Raw IP addresses are `addresses[sourceAddress ..+addressLength)` and `addresses[destinationAddress ..)`; 4 or 16 bytes. */
  addresses: Uint8Array = new Uint8Array(0);
  addressLength: 4 | 16 = 4;
  sourceAddress = 0;
  destinationAddress = 0;
  sourcePort = 0;
  destinationPort = 0;

  timeMicros = 0;
  nanos = 0;
  /** The frame that carried (the last byte of) it: segment, running number from 1. */
  segment = 0;
  frameNumber = 0;
  /** Where the first captured byte of that frame lies in the (inflated) segment; -1 for a piece of a TCP stream. */
  frameOffset = 0;
  /** Where `bytes[start]` lies in the (inflated) segment, or -1 when these bytes lie nowhere contiguous (reassembled). */
  offset = 0;
  /**
   * A number that a second capture of the very same packet repeats and a retransmission does not: made of the IP id, TTL,
   * checksums (UDP) or sequence number (TCP). SEMANTICS §1, "Duplicate". 32 bits, unsigned.
   */
  fingerprint = 0;
  /** Where it was captured: an id of CapturePoints. For HEP, the agent that sent it. */
  point = 0;
  /**
   * `timeMicros` is an agent's (HEP) and not of the frame that carried it: it is shown, but does not move the capture clock, for one
   * agent whose clock runs ahead would end every transaction of the others.
   */
  isForeignTime = false;
}
