// Filters that pick the calls of hosts: by the addresses that are them. Pure.

import type { HostNode } from '../../../server/wire/types.ts';
import type { ValueMenuRequest } from '../../filter-acts.ts';
import { is } from '../terms.ts';

/** Which calls: those that it began, those that were sent to it first, or all that it took part in. */
export type HostPart = 'source' | 'destination' | 'ip';

/** A filter expression; undefined for a host of more addresses than the page was told of. */
export function hostFilter(
  host: Pick<HostNode, 'addresses' | 'addressCount' | 'key'>,
  part: HostPart,
): string | undefined {
  if (host.addressCount > host.addresses.length || host.addresses.length === 0) return undefined;
  // A key that is `address:port` means that port.
  const only = host.addresses.length === 1 && isEndpoint(host.key, host.addresses[0] ?? '') ? host.key : undefined;
  const terms = (only === undefined ? host.addresses : [only]).map(value => `${part} = ${value}`);
  return terms.length === 1 ? terms.join('') : `(${terms.join(' or ')})`;
}

/** Calls that both took part in; undefined when one of them cannot be named. */
export function betweenFilter(a: HostNode, b: HostNode): string | undefined {
  const [first, second] = [hostFilter(a, 'ip'), hostFilter(b, 'ip')];
  return first === undefined || second === undefined ? undefined : `${first} and ${second}`;
}

function isEndpoint(key: string, address: string): boolean {
  return key.startsWith(`${address}:`) || key.startsWith(`[${address}]:`);
}

/** What of the calls a host took part in, for the menu of its value: one address as a term, several as an expression. */
export function hostValue(host: HostNode): Pick<ValueMenuRequest, 'term' | 'expression'> {
  const expression = hostFilter(host, 'ip');
  const [address, ...others] = host.addresses;
  if (expression === undefined || address === undefined) return { term: undefined };
  if (others.length > 0) return { term: undefined, expression };
  return { term: is('ip', isEndpoint(host.key, address) ? host.key : address) };
}
