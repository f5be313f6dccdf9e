// Who talks to whom: what was asked, what is shown meanwhile. Pure. What is wanted: `hosts-question.ts`.

import type { HostMap } from '../../server/wire/types.ts';
import type { Problem } from './app-state.ts';

/** One question. `view` is what its reader would call the same: it does not move with the last minutes of a live capture. */
export interface HostsKey {
  readonly view: string;
  /** Query string of `GET /api/hosts`. */
  readonly query: string;
}

export interface HostsState {
  readonly asked: HostsKey | undefined;
  readonly isAsked: boolean;
  readonly map: HostMap | undefined;
  /** Why the question of now was refused. */
  readonly problem: Problem | undefined;
}

export const EMPTY_HOSTS: HostsState = { asked: undefined, isAsked: false, map: undefined, problem: undefined };

/** What is shown stays while the same is asked for again. */
export function onHostsAsked(hosts: HostsState, key: HostsKey): HostsState {
  const isSame = hosts.asked?.view === key.view;
  return {
    asked: key,
    isAsked: true,
    map: isSame ? hosts.map : undefined,
    problem: isSame ? hosts.problem : undefined,
  };
}

export function onHostsAnswer(hosts: HostsState, key: HostsKey, map: HostMap): HostsState {
  if (hosts.asked?.query !== key.query) return hosts;
  return { ...hosts, isAsked: false, map, problem: undefined };
}

export function onHostsRefused(hosts: HostsState, key: HostsKey, problem: Problem): HostsState {
  if (hosts.asked?.query !== key.query) return hosts;
  return { ...hosts, isAsked: false, problem };
}
