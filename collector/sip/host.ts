// host[:port] as a URI and a Via carry it: names, IPv4 addresses, IPv6 references.

import { isIPv4, isIPv6 } from 'node:net';
import { excerpt, isDigits, trimBlanks } from './lexical.ts';

export interface HostPort {
  /** As written; an IPv6 reference keeps its brackets. */
  readonly host: string;
  /** Undefined when there is none, or none that is a port number. */
  readonly port: number | undefined;
  readonly problems: readonly string[];
}

const MAX_PORT = 65_535;
// domainlabel = alphanum / alphanum *( alphanum / "-" ) alphanum
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,253}[A-Za-z0-9])?$/;
const NUMERIC_LABEL = /^[0-9]/;

/**
 * hostport = host [ ":" port ] ; host = hostname / IPv4address / IPv6reference ; IPv6reference = "[" IPv6address "]"
 * (RFC 3261 §25.1, IPv6address as RFC 5954 corrects it). Blanks around the colon are allowed, as in a Via.
 */
export function readHostPort(text: string): HostPort {
  const problems: string[] = [];
  const hostEnd = endOfHost(text);
  const host = trimBlanks(text.slice(0, hostEnd));
  const rest = trimBlanks(text.slice(hostEnd));
  const fault = hostFault(host);
  if (fault !== undefined) problems.push(fault);
  if (rest === '') return { host, port: undefined, problems };
  if (!rest.startsWith(':')) {
    problems.push(`unexpected text "${excerpt(rest)}" behind the host ${excerpt(host)} (RFC 3261 §25.1)`);
    return { host, port: undefined, problems };
  }
  const written = trimBlanks(rest.slice(1));
  const port = isDigits(written) ? Number(written) : undefined;
  if (port === undefined) problems.push(`the port "${excerpt(written)}" is no number (RFC 3261 §25.1)`);
  else if (port > MAX_PORT) problems.push(`the port ${excerpt(written)} is above ${MAX_PORT}`);
  return { host, port: port !== undefined && port <= MAX_PORT ? port : undefined, problems };
}

function endOfHost(text: string): number {
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    return close === -1 ? text.length : close + 1;
  }
  const colon = text.indexOf(':');
  // A second colon means an IPv6 address that lacks its brackets: then all of it is meant as the host.
  if (colon === -1 || text.indexOf(':', colon + 1) !== -1) return text.length;
  return colon;
}

/** What is wrong with a host, in words; undefined when nothing is. */
export function hostFault(host: string): string | undefined {
  if (host === '') return 'the host is missing (RFC 3261 §25.1)';
  if (host.startsWith('[')) {
    if (!host.endsWith(']')) return `the IPv6 reference ${excerpt(host)} has no closing bracket (RFC 3261 §25.1)`;
    return isPlainIPv6(host.slice(1, -1)) ? undefined : `${excerpt(host)} is no IPv6 address (RFC 5954 §4.1)`;
  }
  if (isIPv4(host)) return undefined;
  if (host.includes(':')) {
    return isPlainIPv6(host)
      ? `the IPv6 address ${excerpt(host)} needs square brackets (RFC 3261 §19.1.1)`
      : `"${excerpt(host)}" is no host (RFC 3261 §25.1)`;
  }
  return hostnameFault(host);
}

/** hostname = *( domainlabel "." ) toplabel [ "." ] ; toplabel begins with a letter */
function hostnameFault(host: string): string | undefined {
  const labels = (host.endsWith('.') ? host.slice(0, -1) : host).split('.');
  const wrong = labels.find(label => !LABEL.test(label));
  if (wrong !== undefined) return `"${excerpt(host)}" is no host name (RFC 3261 §25.1)`;
  const top = labels[labels.length - 1] ?? '';
  return NUMERIC_LABEL.test(top)
    ? `"${excerpt(host)}" is neither a host name nor an IPv4 address (RFC 3261 §25.1)`
    : undefined;
}

/** An address without a zone: `fe80::1%eth0` means nothing to another host. */
function isPlainIPv6(text: string): boolean {
  return isIPv6(text) && !text.includes('%');
}

/** True for an IP address with or without brackets, as `received` carries it (RFC 5118 §4.5 asks to take both). */
export function isAddress(text: string): boolean {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return isIPv4(bare) || isPlainIPv6(bare);
}
