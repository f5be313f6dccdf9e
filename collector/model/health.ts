// Why a frame did not become SIP or media (SEMANTICS §9). Every frame ends as SIP, as media, or under exactly one of these.

/** The reasons, in the order of the counters' array. Names are part of `report --json` (`notDecoded`). */
export const NOT_DECODED = [
  'unsupported link type',
  'not IP',
  'truncated',
  'malformed packet',
  'fragment incomplete',
  'unsupported IP protocol',
  'ICMP',
  'TCP without payload',
  'TCP retransmission',
  'TCP gap',
  'over size limit',
  'keep-alive',
  'STUN',
  'RTCP',
  'TLS without key',
  'malformed start line',
  'not SIP',
  'duplicate frame',
  'nested too deep',
  'encrypted ESP',
  'SCTP without data',
  'SCTP retransmission',
  'malformed HEP',
  'HEP without SIP',
  'TLS handshake',
  'TLS not decrypted',
  'WebSocket control',
] as const;
export type NotDecoded = (typeof NOT_DECODED)[number];

/** Index into NOT_DECODED, for the hot path. */
export const Reason = {
  UnsupportedLinkType: 0,
  NotIp: 1,
  Truncated: 2,
  MalformedPacket: 3,
  FragmentIncomplete: 4,
  UnsupportedIpProtocol: 5,
  Icmp: 6,
  TcpWithoutPayload: 7,
  TcpRetransmission: 8,
  TcpGap: 9,
  OverSizeLimit: 10,
  KeepAlive: 11,
  Stun: 12,
  Rtcp: 13,
  TlsWithoutKey: 14,
  MalformedStartLine: 15,
  NotSip: 16,
  DuplicateFrame: 17,
  /** More tunnels inside tunnels than anybody builds. */
  NestedTooDeep: 18,
  /** ESP that is not ESP-NULL. */
  EncryptedEsp: 19,
  SctpWithoutData: 20,
  SctpRetransmission: 21,
  MalformedHep: 22,
  /** A whole HEP frame that carries something else: RTCP reports, logs, keep-alives. */
  HepWithoutSip: 23,
  /** Handshake, alerts and other records of a TLS connection that is or can be decrypted. */
  TlsHandshake: 24,
  /** There is a key, but the cipher is not supported or the records do not open with it. */
  TlsNotDecrypted: 25,
  /** Upgrade, ping, pong and close of a WebSocket. */
  WebSocketControl: 26,
} as const;
export type Reason = (typeof Reason)[keyof typeof Reason];

/**
 * Reasons under which no SIP can be hidden: other traffic, and what only repeats or keeps a connection up.
 * Frames under any other reason may have been SIP, and are what `CaptureProgress.notDecoded` counts.
 */
export const HARMLESS: readonly NotDecoded[] = [
  'not IP',
  'ICMP',
  'TCP without payload',
  'TCP retransmission',
  'keep-alive',
  'STUN',
  'RTCP',
  'not SIP',
  'duplicate frame',
  'SCTP without data',
  'SCTP retransmission',
  'HEP without SIP',
  'TLS handshake',
  'WebSocket control',
];

/** One frame kept as an example of a reason: where to find it in the capture. */
export interface SampleFrame {
  readonly segment: number;
  readonly frameNumber: number;
  readonly timeMicros: number;
  /** Id of CapturePoints. */
  readonly point: number;
  /** Its captured bytes lie in the (inflated) segment here … */
  readonly offset: number;
  readonly length: number;
  /** … and were so many on the wire. */
  readonly originalLength: number;
  readonly linkType: number;
}
