// When a leg lived, by the times of its messages and of what timers did to it.

import { LEG_STATES, type LegState } from '../model/leg.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from './call-store.ts';
import type { Leg } from './leg.ts';

const OPEN_STATES: readonly LegState[] = ['trying', 'ringing', 'answered', 'established', 'pending', 'active'];

/** By index into LEG_STATES: asked of every leg, and of every pair of legs that may be one call. */
const IS_OPEN: readonly boolean[] = LEG_STATES.map(state => OPEN_STATES.includes(state));

/** From its first message to its last, or to when a timer ended it; on and on while it is open. */
export function lifeOf(store: CallStore, leg: Leg): { readonly from: Micros; readonly to: Micros } {
  return { from: store.messages.time[leg.firstMessage], to: endOfLife(store, leg) };
}

/** `to` of its life. */
export function endOfLife(store: CallStore, leg: Leg): Micros {
  if (IS_OPEN[leg.state]) return Number.POSITIVE_INFINITY;
  return Math.max(store.messages.time[leg.lastMessage], store.transitions.latestTime(leg));
}
