// The one table of SIP header names: long name, compact form, number; and the hot look-up of a header line.
// Names are case-insensitive (RFC 3261 §7.3.1); compact forms are those of the IANA registry (RFC 3261 §7.3.3 and later).

import { COLON, HT, SP } from '../bytes/ascii.ts';

/** Headers by number. 0 is any header that is not in the table. */
export const Header = {
  Unknown: 0,
  Via: 1,
  From: 2,
  To: 3,
  CallId: 4,
  CSeq: 5,
  ContentLength: 6,
  ContentType: 7,
  Expires: 8,
  Event: 9,
  SubscriptionState: 10,
  RSeq: 11,
  Replaces: 12,
  HistoryInfo: 13,
  Diversion: 14,
  Authorization: 15,
  ProxyAuthorization: 16,
  Contact: 17,
  ContentEncoding: 18,
  Supported: 19,
  Subject: 20,
  ReferTo: 21,
  ReferredBy: 22,
  AllowEvents: 23,
  SessionExpires: 24,
  AcceptContact: 25,
  RejectContact: 26,
  RequestDisposition: 27,
  Identity: 28,
  IdentityInfo: 29,
} as const;
export type Header = (typeof Header)[keyof typeof Header];

/** Long name, compact form ('' where there is none), number. */
export const HEADER_TABLE = [
  ['Via', 'v', Header.Via],
  ['From', 'f', Header.From],
  ['To', 't', Header.To],
  ['Call-ID', 'i', Header.CallId],
  ['CSeq', '', Header.CSeq],
  ['Content-Length', 'l', Header.ContentLength],
  ['Content-Type', 'c', Header.ContentType],
  ['Expires', '', Header.Expires],
  ['Event', 'o', Header.Event],
  ['Subscription-State', '', Header.SubscriptionState],
  ['RSeq', '', Header.RSeq],
  ['Replaces', '', Header.Replaces],
  ['History-Info', '', Header.HistoryInfo],
  ['Diversion', '', Header.Diversion],
  ['Authorization', '', Header.Authorization],
  ['Proxy-Authorization', '', Header.ProxyAuthorization],
  ['Contact', 'm', Header.Contact],
  ['Content-Encoding', 'e', Header.ContentEncoding],
  ['Supported', 'k', Header.Supported],
  ['Subject', 's', Header.Subject],
  ['Refer-To', 'r', Header.ReferTo],
  ['Referred-By', 'b', Header.ReferredBy],
  ['Allow-Events', 'u', Header.AllowEvents],
  ['Session-Expires', 'x', Header.SessionExpires],
  ['Accept-Contact', 'a', Header.AcceptContact],
  ['Reject-Contact', 'j', Header.RejectContact],
  ['Request-Disposition', 'd', Header.RequestDisposition],
  ['Identity', 'y', Header.Identity],
  ['Identity-Info', 'n', Header.IdentityInfo],
] as const;

/** Names of the table in lower case, long and compact, to the row's long name. */
const LONG_BY_NAME = new Map<string, string>(
  HEADER_TABLE.flatMap(([long, compact]) =>
    (compact === '' ? [long] : [long, compact]).map(n => [n.toLowerCase(), long]),
  ),
);

/** The long name as RFCs write it: `i` and `CALL-ID` give `Call-ID`. A name that is not in the table comes back as it is. */
export function longHeaderName(name: string): string {
  return LONG_BY_NAME.get(name.toLowerCase()) ?? name;
}

// The scan looks into the first 16 rows only. Each is the one scanned name with its first two letters, the two
// Content- headers apart (their ninth letter decides, see FORK):
//   CANDIDATE[first & 31 << 5 | second & 31] → number → NAME_BYTES[number * 32 …], NAME_LENGTH[number]
const SCANNED = 16;
const ROW = 32;
const FORK = 8;
const NAME_BYTES = new Uint8Array((SCANNED + 1) * ROW);
const NAME_LENGTH = new Uint8Array(SCANNED + 1);
const CANDIDATE = new Uint8Array(1024);
const COMPACT = new Uint8Array(256);
for (const [long, compact, number] of HEADER_TABLE) {
  if (number > SCANNED) continue;
  const lower = Buffer.from(long.toLowerCase(), 'latin1');
  NAME_BYTES.set(lower, number * ROW);
  NAME_LENGTH[number] = lower.length;
  CANDIDATE[((lower[0] & 31) << 5) | (lower[1] & 31)] = number;
  if (compact === '') continue;
  COMPACT[compact.charCodeAt(0)] = number;
  COMPACT[compact.toUpperCase().charCodeAt(0)] = number;
}
const T = 't'.charCodeAt(0);

/**
 * Which header the line at `at` is, if it is one of the first 16 of the table, and where its colon is:
 * `(colon - at) << 8 | number`; 0 for every other line. header-name *( SP / HTAB ) ":" (RFC 3261 §25.1 HCOLON).
 * `bytes[end]` bounds the reading; the line has at least two bytes.
 */
export function scanHeaderName(bytes: Uint8Array, at: number, end: number): number {
  const second = bytes[at + 1];
  let number: number;
  let length: number;
  if (second === COLON || second === SP || second === HT) {
    number = COMPACT[bytes[at]];
    if (number === Header.Unknown) return 0;
    length = 1;
  } else {
    number = CANDIDATE[((bytes[at] & 31) << 5) | (second & 31)];
    if (number === Header.Unknown) return 0;
    if (number === Header.ContentType || number === Header.ContentLength) {
      number = (bytes[at + FORK] | 0x20) === T ? Header.ContentType : Header.ContentLength;
    }
    length = NAME_LENGTH[number];
    if (end - at <= length) return 0;
    const row = number * ROW;
    for (let i = 0; i < length; i++) {
      const byte = bytes[at + i];
      // `| 0x20` makes letters lower case; below 0x40 it could turn CR into "-", so only the byte itself may match.
      if ((byte < 0x40 ? byte : byte | 0x20) !== NAME_BYTES[row + i]) return 0;
    }
  }
  let colon = at + length;
  while (colon < end && (bytes[colon] === SP || bytes[colon] === HT)) colon++;
  return colon < end && bytes[colon] === COLON ? ((colon - at) << 8) | number : 0;
}
