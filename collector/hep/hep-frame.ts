// What the scan finds in one HEP frame of version 1, 2 or 3: numbers and offsets, no strings. One object is reused for every frame.

/** What is odd or wrong about a frame, as bits. Everything read before a fault is kept. */
export const HepFault = {
  None: 0,
  /** No HEP at all. The only fault after which nothing else in the frame may be read. */
  NotHep: 1,
  /** Fewer bytes than the frame's length says. */
  Truncated: 2,
  /** The frame's length is less than its own header. */
  BadLength: 4,
  /** A chunk is shorter than its header, or longer than the frame: nothing behind it could be read. */
  BadChunk: 8,
  /** A known chunk has a size that its type cannot have; it was skipped. */
  BadChunkSize: 16,
  /** Source or destination address is missing. */
  NoAddress: 32,
  /** Neither payload nor compressed payload. */
  NoPayload: 64,
  /** The same chunk twice: the last one counts. Harmless. */
  DuplicateChunk: 128,
  /** Bytes behind the frame in the same datagram. Harmless. */
  TrailingBytes: 256,
  /** An IPv6 address is not in the frame, as FreeSWITCH sends them: it is `::` here. */
  UnknownIpv6: 512,
} as const;

/** What the payload is (chunk 0x000b), as far as anybody here cares. */
export const HepPayload = { None: 0, Sip: 1, Sdp: 3, Rtp: 4, Rtcp: 5, Log: 100 } as const;

/** IP protocol ids (chunk 0x0002). 22 is what Kamailio, OpenSIPS and FreeSWITCH say for TLS (Kamailio for WebSockets too). */
export const HepIpProtocol = { Unknown: 0, Tcp: 6, Udp: 17, Tls: 22, Sctp: 132 } as const;

/** Where the destination lies in `HepFrame.addresses`. The source is at 0. */
export const DESTINATION_AT = 16;

/** Ranges are offsets into the scanned bytes; a part that is not there has start = end = 0. */
export class HepFrame {
  /** Bits of HepFault. */
  faults = 0;
  version: 1 | 2 | 3 = 3;
  /** One past the frame: where the next one of a stream starts. */
  end = 0;

  /** 4 or 16 bytes each: the source at 0, the destination at DESTINATION_AT. A copy, so that mixed families can be made one. */
  readonly addresses: Uint8Array = new Uint8Array(32);
  addressLength: 4 | 16 = 4;
  /** HepIpProtocol or any other number; 0 when the frame does not say. */
  ipProtocol = 0;
  sourcePort = 0;
  destinationPort = 0;

  /** UTC; both -1 when the frame has no time (version 1). */
  seconds = -1;
  micros = -1;

  /** HepPayload or any other number; version 1 and 2 carry SIP alone. 0 when the frame does not say. */
  payloadType = 0;
  /** Number of the capture agent; -1 when the frame has none. */
  agentId = -1;
  agentNameStart = 0;
  agentNameEnd = 0;
  keyStart = 0;
  keyEnd = 0;
  correlationStart = 0;
  correlationEnd = 0;
  /** The JSON object that OpenSIPS sends instead of a correlation id (homer5_on=0, chunk 0x65). */
  correlationJsonStart = 0;
  correlationJsonEnd = 0;
  /** 802.1Q tag; -1 when there is none. heplify sends 0 for none. */
  vlan = -1;

  payloadStart = 0;
  payloadEnd = 0;
  /** Bytes that the payload has by its own account, but that are not there: cut by the snap length, or by the sender's buffer. */
  payloadMissing = 0;
  /** The payload is zlib, gzip or raw deflate. */
  isCompressed = false;

  /** As new. */
  clear(): void {
    this.faults = 0;
    this.version = 3;
    this.end = 0;
    this.addressLength = 4;
    this.addresses.fill(0);
    this.ipProtocol = 0;
    this.sourcePort = 0;
    this.destinationPort = 0;
    this.seconds = -1;
    this.micros = -1;
    this.payloadType = 0;
    this.agentId = -1;
    this.agentNameStart = 0;
    this.agentNameEnd = 0;
    this.keyStart = 0;
    this.keyEnd = 0;
    this.correlationStart = 0;
    this.correlationEnd = 0;
    this.correlationJsonStart = 0;
    this.correlationJsonEnd = 0;
    this.vlan = -1;
    this.payloadStart = 0;
    this.payloadEnd = 0;
    this.payloadMissing = 0;
    this.isCompressed = false;
  }
}
