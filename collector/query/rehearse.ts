// Makes ladders that nobody asked for and throws them away. The first of a capture is made by code that never ran: V8 interprets it and
// compiles it meanwhile, which takes four times as long as the ladder itself. In idle time nobody waits for that.

import { packLadder } from '../ladder/packed.ts';
import type { CallPart } from '../model/report.ts';
import { areBytesGone } from '../store/message-bytes.ts';
import { type CallSources, describeParts, ladderOf, streamsOf } from './call-detail.ts';

/** Messages in all: by then V8 has compiled what runs for each of them. */
const MESSAGES = 8000;
/** Of one leg at a time, so that a step holds up nobody. */
const STEP_MESSAGES = 200;
/** Ladders at most: legs may have a message each. */
const LADDERS = 400;
/** What a page asks for beside the ladder. */
const BESIDE: ReadonlySet<CallPart> = new Set(['transitions', 'dialogs', 'findings', 'group', 'links']);

/** A yield before each ladder. The first legs serve, one after the other and again from the start; a ladder changes nothing. */
export function* rehearseSteps(sources: CallSources, isWanted: () => boolean): Generator<undefined, void> {
  const { legs } = sources.store;
  let messages = 0;
  for (let count = 0; count < LADDERS && messages < MESSAGES && legs.length > 0; count++) {
    yield;
    if (!isWanted()) return;
    messages += drawOnce(sources, count % legs.length);
  }
}

/** A spool may have let the messages go: nobody looks at them, so nobody misses them. */
function drawOnce(sources: CallSources, index: number): number {
  const leg = sources.store.legs[index];
  try {
    describeParts(sources, leg, BESIDE);
    return packLadder(ladderOf(sources, [leg], streamsOf(sources, leg), STEP_MESSAGES)).messages;
  } catch (error) {
    if (areBytesGone(error)) return 0;
    throw error;
  }
}
