// Names of what the user can ask the server to do, so that a view finds how its own errand stands. Pure.

import type { StartLive } from '../../server/wire/protocol.ts';
import type { AppState, Errand } from './app-state.ts';

export type CaptureVerb = 'stop' | 'start' | 'clear' | 'close';

/** What a user does to the link of two legs by hand; `reset` takes back what was done. */
export type LinkAction = 'cut' | 'join' | 'reset';

/** What a page asks for with the event `errand`. */
export type ErrandOrder =
  | { readonly verb: 'record'; readonly plan: StartLive }
  | { readonly verb: CaptureVerb; readonly capture: string }
  | { readonly verb: 'keys'; readonly capture: string; readonly text: string }
  | {
      readonly verb: 'link';
      readonly capture: string;
      /** Numbers of the legs. */
      readonly from: number;
      readonly to: number;
      readonly action: LinkAction;
    }
  /** Packets of a call (`<capture id>:<leg index>`) as a file of that name; `isWhole`: of all its legs. */
  | {
      readonly verb: 'save-packets';
      readonly call: string;
      readonly isWhole: boolean;
      readonly hasMedia: boolean;
      readonly name: string;
    }
  | { readonly verb: 'interfaces' }
  /** Addresses, or `address:port`, get a name; an empty one takes it away. */
  | { readonly verb: 'name-host'; readonly hosts: readonly string[]; readonly name: string }
  /** What hosts are called: to be read, and to be written as it now is. */
  | { readonly verb: 'aliases' }
  | { readonly verb: 'save-aliases'; readonly text: string; readonly version: string };

const IDLE: Errand = { isBusy: false, problem: undefined };

/** One name for each verb and what it is about, a capture or a call: the same thing is not asked for twice at once. */
export function errandName(verb: ErrandOrder['verb'], about = ''): string {
  return about === '' ? verb : `${verb} ${about}`;
}

/** What an order is about. */
export function aboutOf(order: ErrandOrder): string {
  if (order.verb === 'save-packets') return order.call;
  return 'capture' in order ? order.capture : '';
}

export function errandOf(state: AppState, verb: ErrandOrder['verb'], about = ''): Errand {
  return state.errands.get(errandName(verb, about)) ?? IDLE;
}
