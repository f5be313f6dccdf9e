// What the two ends of a leg are called, where the user or the capture itself names them.

import { type HostNames, hostName } from '../ladder/hosts.ts';
import type { CallSummary } from '../model/report.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';

/** Keys of ends without a name are absent. */
export function legNames(
  { endpoints }: CallStore,
  names: HostNames,
  { source, destination }: Leg,
): Pick<CallSummary, 'sourceName' | 'destinationName'> {
  const nameOf = (end: number): string | undefined => hostName(names, endpoints.address(end), endpoints.port(end));
  const [from, to] = [nameOf(source), nameOf(destination)];
  return { ...(from !== undefined && { sourceName: from }), ...(to !== undefined && { destinationName: to }) };
}
