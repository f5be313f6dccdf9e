// Messages of some legs that hold a text: start line, headers and body as they were sent, in any case. In slices, for a leg may be long.

import type { FoundMessages } from '../model/ladder.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { rowsOf } from './leg-rows.ts';

/** Messages that are looked at: those that a ladder has. */
const MAX_MESSAGES = 20_000;
/** Messages between two looks at the clock. */
const STEP = 50;
// Bytes beyond ASCII make characters only as UTF-8; without them latin1 is the same, and several times as fast.
const IS_ASCII = /^[\x20-\x7e\t\r\n]*$/;

/** Steps of the search; an empty text is found nowhere. */
export function* findText(
  store: CallStore,
  bytes: MessageBytes,
  legs: readonly Leg[],
  text: string,
): Generator<undefined, FoundMessages> {
  const wanted = text.toLowerCase();
  const encoding = IS_ASCII.test(text) ? 'latin1' : 'utf8';
  const messages: number[] = [];
  let looked = 0;
  if (wanted === '') return { messages, isCut: false };
  for (const leg of legs) {
    for (const row of rowsOf(store, leg)) {
      if (looked === MAX_MESSAGES) return { messages: messages.sort((a, b) => a - b), isCut: true };
      looked += 1;
      if (bytes.read(row).toString(encoding).toLowerCase().includes(wanted)) messages.push(store.numberOf(row));
      if (looked % STEP === 0) yield undefined;
    }
  }
  return { messages: messages.sort((a, b) => a - b), isCut: false };
}
