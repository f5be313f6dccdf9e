// What the hot scan finds in one SIP message: numbers and offsets, no strings. Decoding is `sip/message.ts`, on demand.

/** Methods by number (RFC 3261 and the extensions of the IANA registry). Any other token is `Other`; its name is read from the bytes. */
export const Method = {
  None: 0,
  Invite: 1,
  Ack: 2,
  Bye: 3,
  Cancel: 4,
  Register: 5,
  Options: 6,
  Prack: 7,
  Update: 8,
  Info: 9,
  Refer: 10,
  Message: 11,
  Subscribe: 12,
  Notify: 13,
  Publish: 14,
  Other: 15,
} as const;
export type Method = (typeof Method)[keyof typeof Method];

/** Names by number; methods are case-sensitive (RFC 3261 §7.1). */
export const METHOD_NAMES = [
  '',
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'REGISTER',
  'OPTIONS',
  'PRACK',
  'UPDATE',
  'INFO',
  'REFER',
  'MESSAGE',
  'SUBSCRIBE',
  'NOTIFY',
  'PUBLISH',
  '',
] as const;

/** What is wrong with a message, as bits: it is still a row (ARCHITECTURE §2.6). */
export const Fault = {
  None: 0,
  /** The bytes are no SIP message at all: no start line. The only fault after which nothing else in the scan may be read. */
  NotSip: 1,
  /** Looks like SIP, but the start line breaks the grammar (RFC 3261 §25.1): version, status code, blanks. */
  StartLine: 2,
  /** The empty line after the headers is missing: cut or malformed. */
  HeadersUnterminated: 4,
  /** No Call-ID. Such messages share one leg a capture, with an empty Call-ID. */
  NoCallId: 8,
  NoCSeq: 16,
  /** CSeq that is no `1*DIGIT LWS Method` or over 2**31 - 1, or whose method differs from the request's. */
  BadCSeq: 32,
  NoVia: 64,
  NoFrom: 128,
  NoTo: 256,
  /** Content-Length is no number, negative, or given twice with different values. */
  BadContentLength: 512,
  /** Content-Length says more than there is: cut by the snap length, a lost segment, or a lie. */
  BodyTruncated: 1024,
  /** A header line without colon, or a line longer than the limit. */
  BadHeaderLine: 2048,
} as const;

/** What the message carries, as bits. */
export const Feature = {
  None: 0,
  /** Content-Type is application/sdp (or the body of a multipart message may hold it: `Multipart`). */
  Sdp: 1,
  Multipart: 2,
  /** History-Info (RFC 7044) or Diversion (RFC 5806) is there. */
  Diversion: 4,
  /** Replaces (RFC 3891) is there. */
  Replaces: 8,
  /** Event (RFC 6665) is there. */
  Event: 16,
  /** `Subscription-State: terminated…` (RFC 6665 §4.1.3) is there. */
  SubscriptionTerminated: 32,
  /** `Subscription-State: pending…` is there. */
  SubscriptionPending: 64,
  /** Authorization or Proxy-Authorization is there. */
  Credentials: 128,
  /** Any other Content-Type. */
  OtherBody: 256,
  /** A header is there by which legs are tied together, beside Replaces: Session-ID, Refer-To, X-Call-ID … (sip/link-names.ts). */
  Link: 512,
} as const;

/**
 * Offsets are absolute in the scanned bytes; a part that is not there has start = end = 0.
 * One object is reused for every message.
 *
 *   INVITE sip:bob@b SIP/2.0 ⏎ Via: …;branch=z9hG4bK7 ⏎ From: "A" <sip:a@a>;tag=9 ⏎ … ⏎ ⏎ v=0 …
 *   ↑start                                  ↑branchStart                    ↑fromTagStart   ↑bodyStart ↑end
 */
export class SipScan {
  /** Bits of Fault. */
  faults = 0;
  /** Bits of Feature. */
  features = 0;
  start = 0;
  /** One past this message: where the next one of the same datagram may start. */
  end = 0;
  /** Method of a request, `Method.None` for a response. */
  method: Method = 0;
  methodStart = 0;
  methodEnd = 0;
  /** 100..699 for a response, 0 for a request. A number outside that range is kept as it is, with Fault.StartLine. */
  statusCode = 0;
  /** The Request-URI of a request. */
  uriStart = 0;
  uriEnd = 0;
  callIdStart = 0;
  callIdEnd = 0;
  /** The whole value of From, without blanks around it. */
  fromStart = 0;
  fromEnd = 0;
  fromTagStart = 0;
  fromTagEnd = 0;
  toStart = 0;
  toEnd = 0;
  toTagStart = 0;
  toTagEnd = 0;
  /** Of the top Via: sent-by (`host[:port]`) and the branch parameter. */
  sentByStart = 0;
  sentByEnd = 0;
  branchStart = 0;
  branchEnd = 0;
  /** Via values, over all Via lines and commas. */
  viaCount = 0;
  /** -1 when there is no readable CSeq. */
  cseqNumber = -1;
  cseqMethod: Method = 0;
  cseqMethodStart = 0;
  cseqMethodEnd = 0;
  /** -1 when absent or unreadable. */
  contentLength = -1;
  bodyStart = 0;
  bodyEnd = 0;
  contentTypeStart = 0;
  contentTypeEnd = 0;
  /** RSeq of a reliable provisional (RFC 3262), -1 when absent. */
  rseq = -1;
  /** Expires header in seconds, -1 when absent. */
  expires = -1;
  /** Session-Expires header (RFC 4028) in seconds, -1 when absent. */
  sessionExpires = -1;
}
