// What kind of place an IP address is, by the special-purpose registries (RFC 6890): whether the rest of the world can send to it.
// Takes text as SDP, Contact or an endpoint has it, trusted in nothing; gives one word.

import { isIPv4, isIPv6 } from 'node:net';

export type AddressKind =
  /** The Internet can send there, as far as the number tells. */
  | 'public'
  /** RFC 1918; fc00::/7 (RFC 4193). */
  | 'private'
  /** 100.64.0.0/10: between a carrier's NAT and its customers (RFC 6598). */
  | 'shared'
  | 'loopback'
  | 'link-local'
  /** 0.0.0.0 and ::, which mean hold in old SDP (RFC 3264 §8.4). */
  | 'unspecified'
  | 'multicast'
  | 'documentation'
  /** A host name, or nothing that can be read. */
  | 'name';

export function kindOfAddress(text: string): AddressKind {
  if (isIPv4(text)) return kindOfIpv4(text);
  if (isIPv6(text)) return kindOfIpv6(text.toLowerCase());
  return 'name';
}

/** Whether only hosts of the same network can send there. */
export function isInside(kind: AddressKind): boolean {
  return kind === 'private' || kind === 'shared' || kind === 'loopback' || kind === 'link-local';
}

/** The host of `ip:port`, without the brackets of IPv6. */
export function hostOf(endpoint: string): string {
  const colon = endpoint.lastIndexOf(':');
  const host = colon < 0 ? endpoint : endpoint.slice(0, colon);
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}

/** `ip:port` as endpoints are written, IPv6 in brackets. */
export function endpointText(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function kindOfIpv4(text: string): AddressKind {
  const [a, b, c] = text.split('.').map(Number);
  if (text === '0.0.0.0') return 'unspecified';
  if (a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)) return 'private';
  if (a === 100 && b >= 64 && b <= 127) return 'shared';
  if (a === 127) return 'loopback';
  if (a === 169 && b === 254) return 'link-local';
  if (a >= 224 && a <= 239) return 'multicast';
  // TEST-NET-1 to -3 (RFC 5737).
  if (a === 192 && b === 0 && c === 2) return 'documentation';
  if ((a === 198 && b === 51 && c === 100) || (a === 203 && b === 0 && c === 113)) return 'documentation';
  return 'public';
}

function kindOfIpv6(text: string): AddressKind {
  if (text === '::') return 'unspecified';
  if (text === '::1') return 'loopback';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (mapped !== null) return kindOfIpv4(mapped[1]);
  const first = text.startsWith('::') ? 0 : Number.parseInt(text, 16);
  if ((first & 0xfe00) === 0xfc00) return 'private';
  if ((first & 0xffc0) === 0xfe80) return 'link-local';
  if ((first & 0xff00) === 0xff00) return 'multicast';
  if (/^2001:0?db8(:|$)/.test(text)) return 'documentation';
  return 'public';
}
