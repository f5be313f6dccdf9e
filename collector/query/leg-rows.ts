// The message rows of a leg.

import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';

/** In capture order. */
export function* rowsOf(store: CallStore, leg: Leg): Generator<number> {
  yield leg.firstMessage;
  const { nextInLeg } = store.messages;
  for (let row = nextInLeg[leg.firstMessage]; row > 0; row = nextInLeg[row]) yield row;
}
