// What an ICMP error says, in the words of its RFC (RFC 792, RFC 1812 §5.2.7.1, RFC 4443 §3).

const UNREACHABLE_IPV4 = [
  'network unreachable',
  'host unreachable',
  'protocol unreachable',
  'port unreachable',
  'fragmentation needed',
  'source route failed',
  'network unknown',
  'host unknown',
  'host isolated',
  'network prohibited',
  'host prohibited',
  'network unreachable for its type of service',
  'host unreachable for its type of service',
  'communication prohibited',
  'host precedence violation',
  'precedence cutoff',
] as const;
const UNREACHABLE_IPV6 = [
  'no route to destination',
  'communication prohibited',
  'beyond scope of source address',
  'address unreachable',
  'port unreachable',
  'source address refused by policy',
  'route to destination rejected',
] as const;

/** `port unreachable`. Types are those that `packet/icmp.ts` hands on. */
export function icmpWords(isIpv6: boolean, type: number, code: number): string {
  if (isIpv6) {
    if (type === 1) return UNREACHABLE_IPV6[code] ?? 'destination unreachable';
    if (type === 2) return 'packet too big';
    return type === 3 ? timeWords(code) : 'parameter problem';
  }
  if (type === 3) return UNREACHABLE_IPV4[code] ?? 'destination unreachable';
  if (type === 4) return 'source quench';
  return type === 11 ? timeWords(code) : 'parameter problem';
}

function timeWords(code: number): string {
  return code === 1 ? 'fragments not reassembled in time' : 'hop limit exceeded';
}
