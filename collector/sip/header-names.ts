// The one table of SIP header names: long name, compact form, number; and the hot look-up of a header line.
// Names are case-insensitive (RFC 3261 §7.3.1); compact forms are those of the IANA registry (RFC 3261 §7.3.3 and later).

import * as ascii from '../bytes/ascii.ts';

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
  SessionExpires: 17,
  Contact: 24,
  ContentEncoding: 18,
  Supported: 19,
  Subject: 20,
  ReferTo: 21,
  ReferredBy: 22,
  AllowEvents: 23,
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
  ['Content-Encoding', 'e', Header.ContentEncoding],
  ['Contact', 'm', Header.Contact],
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
  ['Max-Forwards', '', Header.Unknown],
  ['User-Agent', '', Header.Unknown],
  ['Server', '', Header.Unknown],
  ['Allow', '', Header.Unknown],
  ['Route', '', Header.Unknown],
  ['Record-Route', '', Header.Unknown],
  ['WWW-Authenticate', '', Header.Unknown],
  ['P-Asserted-Identity', '', Header.Unknown],
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

// The scan looks into the first 17 numbers only. The first two bytes of a line pick the one row it can be, in either case;
// the second byte of a compact form is its colon or a blank. The two Content- headers share a key: the ninth letter decides.
//   ROW_BY_START[first << 8 | second] → number → NAME_BYTES[number * 32 …], NAME_LENGTH[number]
// COLON_BY_START says where the colon of any other row is, and in its high byte the third letter of the name, in lower case: one look
// instead of a search, for the lines that are skipped. The letter keeps `Refer-To:sip:…` from being taken for Record-Route.
const SCANNED = 17;
const ROW = 32;
const FORK = 8;
const NAME_BYTES = new Uint8Array((SCANNED + 1) * ROW);
const NAME_LENGTH = new Uint8Array(SCANNED + 1);
const ROW_BY_START = new Uint8Array(65536);
const COLON_BY_START = new Uint16Array(65536);
// Private copies, see bytes/ascii.ts.
const { COLON, HT, LOWER, SP } = ascii;
const UNKNOWN = Header.Unknown;
const CONTENT_TYPE = Header.ContentType;
const CONTENT_LENGTH = Header.ContentLength;
const LOWER_T = 't'.charCodeAt(0);

/** The keys of a row: the first two bytes of its name in every mix of cases. */
function startsOf(name: string): number[] {
  const cases = (char: string) => [char.toLowerCase().charCodeAt(0), char.toUpperCase().charCodeAt(0)];
  return cases(name[0]).flatMap(first => cases(name[1]).map(second => (first << 8) | second));
}

for (const [long, compact, number] of HEADER_TABLE) {
  for (const start of startsOf(long)) COLON_BY_START[start] = (LOWER[long.charCodeAt(2)] << 8) | long.length;
  if (number > SCANNED || number === UNKNOWN) continue;
  NAME_BYTES.set(Buffer.from(long.toLowerCase(), 'latin1'), number * ROW);
  NAME_LENGTH[number] = long.length;
  for (const start of startsOf(long)) ROW_BY_START[start] = number;
  if (compact === '') continue;
  for (const blank of [':', ' ', '\t']) for (const start of startsOf(compact + blank)) ROW_BY_START[start] = number;
}

/** What `scanHeaderName` says of a header that is none of the first 17, but surely has a name and a colon. */
export const OTHER_HEADER = -1;

/**
 * Which header the line at `at` is, if it is one of the first 17 of the table, and where its colon is:
 * `(colon - at) << 8 | number`. Of any other line OTHER_HEADER, or 0 when its colon has to be searched for.
 * header-name *( SP / HTAB ) ":"  (RFC 3261 §25.1, HCOLON). `lf` is the line's end: the line is not empty, `bytes[lf]` is readable.
 */
export function scanHeaderName(bytes: Uint8Array, at: number, lf: number): number {
  const second = bytes[at + 1];
  const start = (bytes[at] << 8) | second;
  let number = ROW_BY_START[start];
  let length = 1;
  if (number === UNKNOWN) return isColonAt(bytes, COLON_BY_START[start], at, lf);
  if (second !== COLON && second !== SP && second !== HT) {
    if (number === CONTENT_TYPE || number === CONTENT_LENGTH) {
      number = at + FORK < lf && LOWER[bytes[at + FORK]] === LOWER_T ? CONTENT_TYPE : CONTENT_LENGTH;
    }
    length = NAME_LENGTH[number];
    if (at + length >= lf) return 0;
    const row = number * ROW;
    for (let i = 2; i < length; i++) {
      if (LOWER[bytes[at + i]] !== NAME_BYTES[row + i]) return isColonAt(bytes, COLON_BY_START[start], at, lf);
    }
  }
  let colon = at + length;
  while (bytes[colon] === SP || bytes[colon] === HT) colon++;
  return bytes[colon] === COLON ? ((colon - at) << 8) | number : 0;
}

/** OTHER_HEADER when the guess is right. A key of the table begins with a letter, so there is a name before the colon. */
function isColonAt(bytes: Uint8Array, guess: number, at: number, lf: number): number {
  const colon = at + (guess & 0xff);
  if (colon <= at || colon >= lf || bytes[colon] !== COLON) return 0;
  return LOWER[bytes[at + 2]] === guess >>> 8 ? OTHER_HEADER : 0;
}
