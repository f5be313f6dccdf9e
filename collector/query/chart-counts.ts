// What calls are told apart by in charts: groups of states, and hosts. Takes numbers of the store; texts are made once a host.

import type { HostSlice } from '../model/call-charts.ts';
import { CALL_STATES, type CallState, LEG_STATES } from '../model/leg.ts';
import { ratio } from './kpi-tally.ts';

const HOSTS = 50;

export interface StateGroup {
  readonly name: string;
  readonly states: readonly CallState[];
  readonly filter: string;
  readonly isFailure: boolean;
}

/** At most eight, for a chart has no more colours; every state of a call is in one of them. */
export const STATE_GROUPS: readonly StateGroup[] = [
  group('in progress', 'trying', 'ringing'),
  group('up', 'answered', 'established'),
  group('ended', 'ended'),
  group('cancelled', 'cancelled'),
  group('busy or declined', 'busy', 'declined'),
  group('redirected', 'redirected'),
  group('failed', 'failed'),
  group('timeout', 'timeout'),
];

const GROUP_OF_STATE = CALL_STATES.map(state => STATE_GROUPS.findIndex(({ states }) => states.includes(state)));

/** Place in STATE_GROUPS of a state by its number in LEG_STATES. A call has no state of another kind. */
export function stateGroupOf(state: number): number {
  const found = GROUP_OF_STATE[state];
  if (found === undefined) throw new Error(`a call in state ${LEG_STATES[state]}`);
  return found;
}

function group(name: string, ...states: readonly CallState[]): StateGroup {
  const filter = states.length === 1 ? `state = ${states[0]}` : `state in {${states.join(', ')}}`;
  return { name, states, filter, isFailure: name === 'failed' || name === 'timeout' };
}

interface HostCount {
  readonly host: string;
  calls: number;
  attempts: number;
  answered: number;
  failed: number;
}

/** Calls by the host of an endpoint. */
export class HostCounts {
  private readonly field: string;
  private readonly addressOf: (endpoint: number) => string;
  private readonly countByEndpoint: HostCount[] = [];
  private readonly countByHost = new Map<string, HostCount>();

  /** `field` of the filter language. */
  constructor(field: 'source' | 'destination', addressOf: (endpoint: number) => string) {
    this.field = field;
    this.addressOf = addressOf;
  }

  add(endpoint: number, attempts: number, answered: number, isFailed: boolean): void {
    const count = this.countOf(endpoint);
    count.calls++;
    count.attempts += attempts;
    count.answered += answered;
    if (isFailed) count.failed++;
  }

  /** Most calls first. */
  top(): { readonly rows: readonly HostSlice[]; readonly omitted: number } {
    const counts = [...this.countByHost.values()];
    counts.sort((a, b) => b.calls - a.calls || (a.host < b.host ? -1 : 1));
    const rows = counts.slice(0, HOSTS).map(({ host, calls, attempts, answered, failed }) => ({
      name: host,
      count: calls,
      filter: `${this.field} = ${host}`,
      attempts,
      answered,
      asr: ratio(answered, attempts),
      failed,
    }));
    return { rows, omitted: counts.length - rows.length };
  }

  private countOf(endpoint: number): HostCount {
    const known: HostCount | undefined = this.countByEndpoint[endpoint];
    if (known !== undefined) return known;
    // The filter takes an IPv4 address mapped into IPv6 for that IPv4 address, and so does this.
    const host = this.addressOf(endpoint).replace(/^::ffff:(?=\d+\.)/i, '');
    const count = this.countByHost.get(host) ?? { host, calls: 0, attempts: 0, answered: 0, failed: 0 };
    this.countByHost.set(host, count);
    this.countByEndpoint[endpoint] = count;
    return count;
  }
}
