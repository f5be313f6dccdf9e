// The handshake messages that say how a connection is protected: ClientHello, ServerHello (RFC 8446 §4.1, RFC 5246 §7.4.1),
// ClientKeyExchange of RSA (RFC 5246 §7.4.7.1), NewSessionTicket (RFC 5077 §3.3). Each gives undefined when it is malformed.

import { createHash } from 'node:crypto';
import { be16 } from '../bytes/read.ts';
import { Version } from './record.ts';

export interface ClientHello {
  readonly random: Buffer;
  readonly sessionId: Buffer;
  /** The ticket offered, by its name in the session cache; empty when there is none. */
  readonly ticket: string;
  readonly offersEarlyData: boolean;
}

export interface ServerHello {
  readonly version: number;
  readonly random: Buffer;
  readonly sessionId: Buffer;
  readonly suite: number;
  /** 0 is none. */
  readonly compression: number;
  readonly hasExtendedMaster: boolean;
  readonly hasEncryptThenMac: boolean;
  /** HelloRetryRequest: the true ServerHello is still to come. */
  readonly isRetry: boolean;
  /** DTLS: what use_srtp chose (RFC 5764 §4.1.1); absent when it chose nothing. */
  readonly srtp?: { readonly profile: number; readonly mki: Buffer };
}

const Extension = {
  UseSrtp: 14,
  EncryptThenMac: 22,
  ExtendedMasterSecret: 23,
  SessionTicket: 35,
  EarlyData: 42,
  SupportedVersions: 43,
} as const;

const RANDOM_BYTES = 32;
const MAX_SESSION_ID_BYTES = 32;
/** SHA-256 of "HelloRetryRequest" (RFC 8446 §4.1.3). */
const RETRY_RANDOM = createHash('sha256').update('HelloRetryRequest').digest();

/** A ticket as the session cache names it. */
export function ticketName(ticket: Buffer): string {
  return `ticket ${createHash('sha256').update(ticket).digest('hex')}`;
}

/** A session id as the session cache names it. */
export function sessionIdName(sessionId: Buffer): string {
  return `id ${sessionId.toString('hex')}`;
}

/** ClientHello = version(2) random(32) session_id<0..32> cipher_suites<2..2^16-2> compression_methods<1..2^8-1> extensions<..> */
export function readClientHello(body: Buffer): ClientHello | undefined {
  const sessionEnd = endOfSessionId(body);
  if (sessionEnd < 0 || sessionEnd + 2 > body.length) return undefined;
  const suitesEnd = sessionEnd + 2 + be16(body, sessionEnd);
  if (suitesEnd + 1 > body.length) return undefined;
  const extensions = readExtensions(body, suitesEnd + 1 + body[suitesEnd]);
  const ticket = extensions.get(Extension.SessionTicket);
  return {
    random: Buffer.from(body.subarray(2, 2 + RANDOM_BYTES)),
    sessionId: Buffer.from(body.subarray(2 + RANDOM_BYTES + 1, sessionEnd)),
    ticket: ticket === undefined || ticket.length === 0 ? '' : ticketName(ticket),
    offersEarlyData: extensions.has(Extension.EarlyData),
  };
}

/** ServerHello = version(2) random(32) session_id<0..32> cipher_suite(2) compression_method(1) extensions<..> */
export function readServerHello(body: Buffer): ServerHello | undefined {
  const sessionEnd = endOfSessionId(body);
  if (sessionEnd < 0 || sessionEnd + 3 > body.length) return undefined;
  const extensions = readExtensions(body, sessionEnd + 3);
  const selected = extensions.get(Extension.SupportedVersions);
  const random = Buffer.from(body.subarray(2, 2 + RANDOM_BYTES));
  const srtp = readUseSrtp(extensions.get(Extension.UseSrtp));
  return {
    // RFC 8446 §4.2.1: TLS 1.3 says 1.2 in the old place.
    version: selected?.length === 2 ? be16(selected, 0) : be16(body, 0),
    random,
    sessionId: Buffer.from(body.subarray(2 + RANDOM_BYTES + 1, sessionEnd)),
    suite: be16(body, sessionEnd),
    compression: body[sessionEnd + 2],
    hasExtendedMaster: extensions.has(Extension.ExtendedMasterSecret),
    hasEncryptThenMac: extensions.has(Extension.EncryptThenMac),
    isRetry: random.equals(RETRY_RANDOM),
    ...(srtp !== undefined && { srtp }),
  };
}

/** UseSRTPData = SRTPProtectionProfiles<2..2^16-1> srtp_mki<0..255>; of a server exactly one profile (RFC 5764 §4.1.1). */
function readUseSrtp(data: Buffer | undefined): ServerHello['srtp'] {
  if (data === undefined || data.length < 5 || be16(data, 0) !== 2 || data.length < 5 + data[4]) return undefined;
  return { profile: be16(data, 2), mki: Buffer.from(data.subarray(5, 5 + data[4])) };
}

/** EncryptedPreMasterSecret<0..2^16-1>; SSL 3.0 left the length out. */
export function readEncryptedPremaster(body: Buffer, version: number): Buffer | undefined {
  if (version === Version.Ssl30) return Buffer.from(body);
  if (body.length < 2 || be16(body, 0) !== body.length - 2) return undefined;
  return Buffer.from(body.subarray(2));
}

/** NewSessionTicket = lifetime(4) ticket<0..2^16-1>  (TLS 1.2 and before): the ticket's name. */
export function readTicketName(body: Buffer): string | undefined {
  if (body.length < 6) return undefined;
  const length = be16(body, 4);
  return length === 0 || body.length < 6 + length ? undefined : ticketName(body.subarray(6, 6 + length));
}

/** Both hellos begin alike; -1 when they are too short. */
function endOfSessionId(body: Buffer): number {
  const lengthAt = 2 + RANDOM_BYTES;
  if (body.length <= lengthAt || body[lengthAt] > MAX_SESSION_ID_BYTES) return -1;
  const end = lengthAt + 1 + body[lengthAt];
  return end <= body.length ? end : -1;
}

/** Extension = type(2) length(2) data; those before a malformed one count. */
function readExtensions(body: Buffer, start: number): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  const end = Math.min(body.length, start + 2 + (start + 2 <= body.length ? be16(body, start) : 0));
  for (let at = start + 2; at + 4 <= end; ) {
    const next = at + 4 + be16(body, at + 2);
    if (next > end) break;
    found.set(be16(body, at), body.subarray(at + 4, next));
    at = next;
  }
  return found;
}
