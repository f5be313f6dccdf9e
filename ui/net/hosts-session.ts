// Asks who talks to whom while the page of hosts is open, and again while the capture grows.

import type { HostMap, Millis } from '../../server/wire/types.ts';
import type { HostsKey } from '../state/hosts.ts';
import { wantedHosts } from '../state/hosts-question.ts';
import type { Store } from '../state/store.ts';
import { type Api, problemOf } from './api.ts';
import { PacedQuestion } from './paced-question.ts';

/** Between two answers about the same: nobody watches who talks to whom by the second. */
const REFRESH_MS: Millis = 2000;

export function hostsSession(
  store: Store,
  api: Pick<Api, 'hosts'>,
  wait: (run: () => void, ms: number) => void,
  now: () => Millis,
): PacedQuestion<HostsKey, HostMap> {
  return new PacedQuestion(
    {
      refresh: REFRESH_MS,
      wanted: () => wantedHosts(store.state),
      asked: () => store.state.hosts.asked,
      ask: query => api.hosts(query),
      onAsked: key => store.dispatch({ type: 'hosts-asked', key }),
      onAnswer: (key, map) => store.dispatch({ type: 'hosts', key, map }),
      onRefused: (key, error) => store.dispatch({ type: 'hosts-refused', key, problem: problemOf(error) }),
    },
    wait,
    now,
  );
}
