// By what attempts are told apart: a name for each, and the filter expression that picks the same legs in the list.
// Hosts are those of the attempt's first request; texts are made once a host, not once an attempt.

import type { KpiGroup } from '../model/kpi.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import type { CallStore } from '../store/call-store.ts';

/** What a group is about, of a call or a registration. */
export interface Grouped {
  /** Row of its first request. */
  readonly opening: number;
  readonly outcome: string;
  readonly code: number;
}

export interface GroupKey {
  readonly name: string;
  readonly filter?: string;
}

export type GroupKeyOf = (attempt: Grouped) => GroupKey;

/** Gives the same object for the same group, so that a Map may take it for a key. */
export function groupKeys(store: CallStore, group: KpiGroup): GroupKeyOf {
  const { messages, endpoints } = store;
  const known = new Map<string, GroupKey>();
  const keyOfPair = new Map<number, GroupKey>();
  const keyOf = (name: string, filter?: () => string): GroupKey => {
    const key = known.get(name);
    if (key !== undefined) return key;
    const made = filter === undefined ? { name } : { name, filter: filter() };
    known.set(name, made);
    return made;
  };
  const source = (row: number): string => endpoints.address(messages.source[row]);
  const destination = (row: number): string => endpoints.address(messages.destination[row]);
  switch (group) {
    case 'source':
      return ({ opening }) => keyOf(source(opening), () => `source = ${source(opening)}`);
    case 'destination':
      return ({ opening }) => keyOf(destination(opening), () => `destination = ${destination(opening)}`);
    case 'direction':
      return ({ opening }) => {
        const pair = messages.source[opening] * endpoints.size + messages.destination[opening];
        let key = keyOfPair.get(pair);
        if (key === undefined) {
          const [from, to] = [source(opening), destination(opening)];
          key = keyOf(`${from} → ${to}`, () => `source = ${from} and destination = ${to}`);
          keyOfPair.set(pair, key);
        }
        return key;
      };
    case 'code':
      return ({ code, outcome }) => (code === 0 ? keyOf(outcome) : keyOf(String(code), () => `code = ${code}`));
    case 'transport':
      return ({ opening }) => {
        const name = TRANSPORT_NAMES[messages.transport[opening]];
        return keyOf(name, () => `transport = ${name}`);
      };
    default:
      return group satisfies never;
  }
}
