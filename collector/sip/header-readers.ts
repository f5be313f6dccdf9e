// The registry of headers: canonical name → reader. A new header is one line here (and a reader, if none fits).
// Headers that are not here are shown as they are, without parts.

import { longHeaderName } from './header-names.ts';
import * as address from './headers/address.ts';
import * as core from './headers/core.ts';
import { date } from './headers/date.ts';
import * as dialog from './headers/dialog.ts';
import * as lists from './headers/lists.ts';
import * as priv from './headers/private.ts';
import { products } from './headers/products.ts';
import { bounded, type HeaderReader, type HeaderReading, text } from './headers/reading.ts';
import * as security from './headers/security.ts';

const READERS: Readonly<Record<string, HeaderReader>> = {
  Accept: lists.accept,
  'Accept-Contact': lists.contactPreferences,
  'Accept-Encoding': lists.weightedTokens,
  'Accept-Language': lists.weightedTokens,
  'Accept-Resource-Priority': lists.resourcePriority,
  'Alert-Info': address.uriReferences,
  Allow: lists.optionalTokens('method'),
  'Allow-Events': lists.optionalTokens('package'),
  Also: address.addresses,
  'Answer-Mode': dialog.word('mode'),
  'Authentication-Info': security.authenticationInfo,
  Authorization: security.auth('credentials'),
  'Call-ID': core.callId,
  'Call-Info': address.uriReferences,
  'Cellular-Network-Info': priv.accessNetworkInfo,
  Contact: address.contact,
  'Content-Disposition': lists.disposition,
  'Content-Encoding': lists.tokens('encoding'),
  'Content-ID': lists.contentId,
  'Content-Language': lists.tokens('language'),
  'Content-Length': core.contentLength,
  'Content-Transfer-Encoding': dialog.word('encoding'),
  'Content-Type': lists.mediaType,
  CSeq: core.cseq,
  Date: date,
  Diversion: address.diversion,
  'Error-Info': address.uriReferences,
  Event: dialog.event,
  Expires: core.seconds,
  'Feature-Caps': priv.featureCaps,
  'Flow-Timer': core.seconds,
  From: address.fromOrTo,
  Geolocation: address.uriReferences,
  'Geolocation-Error': dialog.word('code'),
  'Geolocation-Routing': dialog.word('routing'),
  'History-Info': address.historyInfo,
  Identity: security.identity,
  'Identity-Info': address.uriReferences,
  'In-Reply-To': core.callIds,
  'Info-Package': dialog.word('package'),
  Join: dialog.dialogReference('RFC 3911 §7.1'),
  'Max-Breadth': core.maxForwards,
  'Max-Forwards': core.maxForwards,
  'MIME-Version': core.mimeVersion,
  'Min-Expires': core.seconds,
  'Min-SE': dialog.minSe,
  Organization: text,
  'P-Access-Network-Info': priv.accessNetworkInfo,
  'P-Asserted-Identity': address.addresses,
  'P-Asserted-Service': priv.serviceId,
  'P-Associated-URI': address.addresses,
  'P-Called-Party-ID': address.oneAddress,
  'P-Charging-Function-Addresses': priv.chargingFunctionAddresses,
  'P-Charging-Vector': priv.chargingVector,
  'P-Early-Media': priv.earlyMedia,
  'P-Preferred-Identity': address.addresses,
  'P-Preferred-Service': priv.serviceId,
  'P-Private-Network-Indication': dialog.word('domain'),
  'P-Profile-Key': address.oneAddress,
  'P-Served-User': address.oneAddress,
  'P-User-Database': address.oneAddress,
  'P-Visited-Network-ID': priv.visitedNetworkId,
  Path: address.routes,
  Priority: dialog.word('priority'),
  Privacy: lists.privacy,
  'Proxy-Authenticate': security.auth('challenge'),
  'Proxy-Authentication-Info': security.authenticationInfo,
  'Proxy-Authorization': security.auth('credentials'),
  'Proxy-Require': lists.tokens('option'),
  RAck: core.rack,
  Reason: dialog.reason,
  'Record-Route': address.routes,
  'Recv-Info': lists.optionalTokens('package'),
  'Refer-Sub': dialog.word('subscribe'),
  'Refer-To': address.oneAddress,
  'Referred-By': address.oneAddress,
  'Reject-Contact': lists.contactPreferences,
  'Remote-Party-ID': address.remotePartyId,
  Replaces: dialog.dialogReference('RFC 3891 §6.1'),
  'Reply-To': address.oneAddress,
  'Request-Disposition': lists.requestDisposition,
  Require: lists.tokens('option'),
  'Resource-Priority': lists.resourcePriority,
  'Retry-After': core.retryAfter,
  Route: address.routes,
  RSeq: core.rseq,
  'Security-Client': security.securityMechanisms,
  'Security-Server': security.securityMechanisms,
  'Security-Verify': security.securityMechanisms,
  Server: products,
  'Service-Route': address.routes,
  'Session-Expires': dialog.sessionExpires,
  'Session-ID': dialog.sessionId,
  'SIP-ETag': dialog.word('entity tag'),
  'SIP-If-Match': dialog.word('entity tag'),
  Subject: text,
  'Subscription-State': dialog.subscriptionState,
  Supported: lists.optionalTokens('option'),
  'Target-Dialog': dialog.targetDialog,
  Timestamp: core.timestamp,
  To: address.fromOrTo,
  Unsupported: lists.tokens('option'),
  'User-Agent': products,
  'User-to-User': dialog.userToUser,
  Via: core.via,
  Warning: core.warning,
  'WWW-Authenticate': security.auth('challenge'),
};

const CANONICAL_BY_LOWER = new Map(Object.keys(READERS).map(name => [name.toLowerCase(), name]));

/** Names that have a reader, as RFCs write them. */
export const READABLE_HEADERS: readonly string[] = Object.keys(READERS);

/** The name as RFCs write it: `i`, `CALL-ID` → `Call-ID`, `max-forwards` → `Max-Forwards`; an unknown name as it is. */
export function canonicalHeaderName(name: string): string {
  const long = longHeaderName(name);
  return CANONICAL_BY_LOWER.get(long.toLowerCase()) ?? long;
}

/** What a reader makes of the value; `canonical` comes from `canonicalHeaderName`. */
export function readHeaderValue(canonical: string, value: string): HeaderReading {
  const reader = Object.hasOwn(READERS, canonical) ? READERS[canonical] : undefined;
  return reader === undefined ? { parts: [], problems: [] } : bounded(reader(value));
}
