// Addresses in filters: `10.0.0.1`, `10.0.0.1:5060`, `[2001:db8::1]:5060`, `10.0.0.0/8`, `10.0.0.1..10.0.0.9`.
// Takes the words of the filter, gives a test for `ip` or `ip:port` texts, or what was expected. IPv6 in any spelling;
// an IPv4 address mapped into IPv6 is that IPv4 address.

import { BlockList, isIP, isIPv4 } from 'node:net';

export interface Endpoint {
  /** Without brackets. */
  readonly address: string;
  /** Undefined when the text carries none. */
  readonly port: number | undefined;
}

/** Addresses as numbers, with the port or NO_PORT: no text is made of them. */
export type Ipv4Test = (address: number, port: number) => boolean;

export type AddressTest =
  | {
      readonly ok: true;
      readonly test: (text: string) => boolean;
      /** The same of IPv4; undefined where only the text can tell. */
      readonly testIpv4: Ipv4Test | undefined;
    }
  | { readonly ok: false; readonly expected: string };

// Verdicts by text, so that a list of a million legs between a few hosts asks each host once.
const MAX_VERDICTS = 200_000;
const EXPECTED = 'an IP address, with :port if wanted, a network like 10.0.0.0/8, or a range';

/** `ip`, `ip:port` or `[ip]:port` taken apart; IPv6 with a port needs its brackets. */
export function readEndpoint(text: string): Endpoint {
  const bracketed = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(text);
  if (bracketed !== null) return { address: bracketed[1] ?? '', port: portOf(bracketed[2]) };
  const colon = text.indexOf(':');
  if (colon < 0 || colon !== text.lastIndexOf(':')) return { address: text, port: undefined };
  return { address: text.slice(0, colon), port: portOf(text.slice(colon + 1)) };
}

function portOf(text: string | undefined): number | undefined {
  return text === undefined || !/^\d{1,5}$/.test(text) ? undefined : Number(text);
}

/** A test for what `text` (and `to`, when it is a range) says. */
export function compileAddress(text: string, to: string | undefined): AddressTest {
  const list = new BlockList();
  const { address, port } = to === undefined ? readEndpoint(text) : { address: text, port: undefined };
  const added = to === undefined ? addOne(list, address) : addRange(list, address, to);
  const hasPort = /\]:|^[^:]*:[^:]*$/.test(text);
  if (!added || (hasPort && port === undefined) || (port !== undefined && port > 65_535))
    return { ok: false, expected: EXPECTED };
  // BlockList finds every IPv4 address in ::/0, mapped; who asks for an IPv6 network means IPv6, or writes ::ffff:.
  const families = isIP(address.split('/', 1)[0] ?? '') === 6 && !/^::ffff:/i.test(address) ? [6] : [4, 6];
  const range = ipv4Range(address, to);
  const slow = remember(subject => matches(list, families, port, subject));
  const testIpv4 = ipv4Test(families, range, port);
  if (testIpv4 === undefined) return { ok: true, test: slow, testIpv4 };
  return {
    ok: true,
    test: subject => {
      // Fast path: IPv4 in an IPv4 network. Anything else is taken apart once and remembered.
      const value = ipv4Endpoint(subject);
      return value === undefined ? slow(subject) : testIpv4(Math.floor(value / PORTS), value % PORTS);
    },
    testIpv4,
  };
}

function ipv4Test(
  families: readonly number[],
  range: Ipv4Range | undefined,
  port: number | undefined,
): Ipv4Test | undefined {
  if (!families.includes(4)) return () => false;
  if (range === undefined) return undefined;
  const { low, high } = range;
  return (address, own) => address >= low && address <= high && (port === undefined || own === port);
}

/** Ports and one more value for none. */
const PORTS = 65_537;
export const NO_PORT = 65_536;

/** `a.b.c.d` or `a.b.c.d:port` as address × PORTS + port, in one walk over the text; undefined for anything else. */
function ipv4Endpoint(text: string): number | undefined {
  let address = 0;
  let dots = 0;
  let value = -1;
  let port = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char >= 0x30 && char <= 0x39) value = (value < 0 ? 0 : value * 10) + char - 0x30;
    else if (value < 0 || value > 255 || port) return undefined;
    else {
      address = address * 256 + value;
      value = -1;
      if (char === 0x2e) dots++;
      else if (char === 0x3a && dots === 3) port = true;
      else return undefined;
    }
    if (value > 65_535) return undefined;
  }
  if (dots !== 3 || value < 0) return undefined;
  if (port) return address * PORTS + value;
  return value > 255 ? undefined : (address * 256 + value) * PORTS + NO_PORT;
}

function matches(list: BlockList, families: readonly number[], port: number | undefined, subject: string): boolean {
  const endpoint = readEndpoint(subject);
  if (port !== undefined && endpoint.port !== port) return false;
  const family = isIP(endpoint.address);
  return families.includes(family) && list.check(endpoint.address, family === 6 ? 'ipv6' : 'ipv4');
}

interface Ipv4Range {
  readonly low: number;
  readonly high: number;
}

/** The range of an IPv4 address, network or pair of addresses, already known to be right; undefined for IPv6. */
function ipv4Range(text: string, to: string | undefined): Ipv4Range | undefined {
  const [address = '', prefix] = text.split('/', 2);
  const low = ipv4Number(address);
  const high = to === undefined ? low : ipv4Number(to);
  if (low === undefined || high === undefined) return undefined;
  if (prefix === undefined) return { low, high };
  const size = 2 ** (32 - Number(prefix));
  const first = low - (low % size);
  return { low: first, high: first + size - 1 };
}

function ipv4Number(text: string): number | undefined {
  return isIPv4(text) ? text.split('.').reduce((number, part) => number * 256 + Number(part), 0) : undefined;
}

function addOne(list: BlockList, text: string): boolean {
  const network = /^([^/]*)\/(\d{1,3})$/.exec(text);
  const address = network?.[1] ?? text;
  const family = isIP(address);
  // A zone (`fe80::1%eth0`) is an address only on the machine that wrote it.
  if (family === 0 || address.includes('%')) return false;
  const bits = family === 6 ? 128 : 32;
  const prefix = network === null ? bits : Number(network[2]);
  if (prefix > bits) return false;
  list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return true;
}

function addRange(list: BlockList, low: string, high: string): boolean {
  const family = isIP(low);
  if (family === 0 || family !== isIP(high) || low.includes('%') || high.includes('%')) return false;
  const name = family === 6 ? 'ipv6' : 'ipv4';
  // addRange throws on a range that runs backwards; a list of all from `high` on tells before.
  const above = new BlockList();
  above.addRange(high, family === 6 ? 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff' : '255.255.255.255', name);
  if (low !== high && above.check(low, name)) return false;
  list.addRange(low, high, name);
  return true;
}

function remember(test: (text: string) => boolean): (text: string) => boolean {
  const verdicts = new Map<string, boolean>();
  return text => {
    const known = verdicts.get(text);
    if (known !== undefined) return known;
    if (verdicts.size >= MAX_VERDICTS) verdicts.clear();
    const verdict = test(text);
    verdicts.set(text, verdict);
    return verdict;
  };
}
