// When a leg lived, by the times of its messages and of what timers did to it.

import { LEG_STATES, type LegState } from '../model/leg.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from './call-store.ts';
import type { Leg } from './leg.ts';

const OPEN_STATES: readonly LegState[] = ['trying', 'ringing', 'answered', 'established', 'pending', 'active'];

/** From its first message to its last, or to when a timer ended it; on and on while it is open. */
export function lifeOf(store: CallStore, leg: Leg): { readonly from: Micros; readonly to: Micros } {
  const { time } = store.messages;
  const last = Math.max(time[leg.lastMessage], store.transitions.latestTime(leg));
  return {
    from: time[leg.firstMessage],
    to: OPEN_STATES.includes(LEG_STATES[leg.state]) ? Number.POSITIVE_INFINITY : last,
  };
}
