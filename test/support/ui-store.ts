// A store for page tests: no server behind it; what would be asked for is put in by hand. Navigation is collected.

import type { Action } from '../../ui/state/actions.ts';
import { START_STATE } from '../../ui/state/app-state.ts';
import type { Route } from '../../ui/state/route.ts';
import { START_ROUTE } from '../../ui/state/route.ts';
import { Store } from '../../ui/state/store.ts';
import { captureInfo, snapshot } from './ui-state.ts';

export const KEY = { capture: 'demo', generation: 0, filter: '', sort: '', columns: '', calls: '' };

/** A store that tells at once, after `actions`. */
export function storeWith(...actions: readonly Action[]): Store {
  const store = new Store(START_STATE, run => queueMicrotask(run));
  for (const action of actions) store.dispatch(action);
  return store;
}

/** `demo` is open and its list of `total` rows is here, up to 150 of them. */
export function storeWithRows(total: number, ...more: readonly Action[]): Store {
  return storeWith(
    { type: 'captures', captures: [captureInfo()] },
    { type: 'list-asked', key: KEY, window: { offset: 0, limit: 150 }, seq: 1 },
    { type: 'received', message: snapshot(1, 0, Math.min(150, total), total) },
    ...more,
  );
}

/** Does what the frame does with `navigate`: the route moves, and every step is kept. */
export function navigated(element: EventTarget, store: Store): readonly Partial<Route>[] {
  const steps: Partial<Route>[] = [];
  element.addEventListener('navigate', event => {
    if (!(event instanceof CustomEvent)) return;
    steps.push(event.detail.to);
    store.dispatch({ type: 'route', route: { ...store.state.route, ...event.detail.to } });
  });
  return steps;
}

export function at(route: Partial<Route>): Action {
  return { type: 'route', route: { ...START_ROUTE, ...route } };
}
