// What first questions about a capture would wait for, made in idle time: who calls whom as numbers, and which rules speak of which leg.
// Questions work without it; then the first of its kind takes a second or two a million legs.

import type { Leg } from '../store/leg.ts';
import { areBytesGone } from '../store/message-bytes.ts';
import type { CallSources } from './call-detail.ts';
import { inSteps } from './slices.ts';

/** Legs between two looks at the clock: rules read messages of those that look ill. */
const LEGS_A_STEP = 20;

/** `isWanted` is asked now and then: when it says no, nobody will ask. Yields often. */
export function* prepareSteps(sources: CallSources, isWanted: () => boolean): Generator<undefined, void> {
  const { store, users } = sources;
  while (isWanted() && users.step()) yield;
  if (isWanted()) yield* users.rankSteps();
  yield* inSteps(store.legs.length, LEGS_A_STEP, (start, end) => {
    for (let index = start; index < end && isWanted(); index++) lookAt(sources, store.legs[index]);
  });
}

/** A rule may want a message that a spool has let go: whoever asks about the leg is told. */
function lookAt(sources: CallSources, leg: Leg): void {
  try {
    sources.findings.profileNumber(leg, sources);
  } catch (error) {
    if (!areBytesGone(error)) throw error;
  }
}
