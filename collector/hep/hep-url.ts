// Addresses of HEP peers as people write them: `udp:0.0.0.0:9060`, `tcp:[::1]:9060`, `tls:homer.example.com`.

import { isIPv4, isIPv6 } from 'node:net';

export type HepTransport = 'udp' | 'tcp' | 'tls';

export interface HepUrl {
  readonly transport: HepTransport;
  /** A name or an IP address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
}

/** The port that HEP servers listen to when nobody says otherwise. */
export const DEFAULT_HEP_PORT = 9060;

/** What the world refused: `message` says what and why, `hint` what to do next; both are for the user. */
export class HepError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HepError';
    this.code = code;
    this.hint = hint;
  }
}

const EXAMPLE =
  'Write transport:address:port, for example udp:0.0.0.0:9060, tcp:[::1]:9060 or tls:homer.example.com:9061.';

/** `transport ":" host [":" port]`, IPv6 in brackets. Throws HepError SIPA_HEP_ADDRESS. */
export function parseHepUrl(text: string): HepUrl {
  const wrong = (why: string): HepError => new HepError('SIPA_HEP_ADDRESS', `HEP address "${text}": ${why}.`, EXAMPLE);
  const colon = text.indexOf(':');
  const transport = (colon === -1 ? text : text.slice(0, colon)).toLowerCase();
  if (transport !== 'udp' && transport !== 'tcp' && transport !== 'tls')
    throw wrong('it does not begin with udp:, tcp: or tls:');
  // `udp://host:port` is how URLs look, and means the same.
  const rest = colon === -1 ? '' : text.slice(colon + 1).replace(/^\/\//, '');
  if (isIPv6(rest)) throw wrong('an IPv6 address stands in brackets');
  const parts = /^(?:\[(?<bracketed>[^\]]*)\]|(?<plain>[^:[]*))(?::(?<port>.*))?$/.exec(rest)?.groups;
  if (parts === undefined) throw wrong('that is no address');
  const host = parts['bracketed'] ?? parts['plain'] ?? '';
  if (host === '') throw wrong('the host is missing');
  if (parts['bracketed'] !== undefined && !isIPv6(host)) throw wrong(`"${host}" is no IPv6 address`);
  if (parts['bracketed'] === undefined && !isHostName(host)) throw wrong(`"${host}" is no host name or IP address`);
  const port = parts['port'] === undefined ? DEFAULT_HEP_PORT : readPort(parts['port']);
  if (port === undefined) throw wrong(`"${parts['port']}" is no port (0 to 65535)`);
  return { transport, host, port };
}

/** The one spelling of an address. */
export function hepUrlText({ transport, host, port }: HepUrl): string {
  return `${transport}:${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

function readPort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

function isHostName(text: string): boolean {
  if (/^[\d.]+$/.test(text)) return isIPv4(text);
  return text.length <= 253 && /^[A-Za-z0-9_]([A-Za-z0-9_-]*)(\.[A-Za-z0-9_-]+)*\.?$/.test(text);
}
