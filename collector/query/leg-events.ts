// What happened to a leg beside its messages, as rows for its ladder: frames that were lost while it lived, holes in the TCP streams
// that carried it, ICMP errors about its messages (SEMANTICS §9).

import type { LadderInputEvent } from '../ladder/ladder.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { lifeOf } from '../store/leg-life.ts';
import { MessageFlag } from '../store/message-table.ts';

/** `rows` are the messages of the leg that its ladder shows. */
export function eventsOf(store: CallStore, leg: Leg, rows: readonly number[]): LadderInputEvent[] {
  return [...lossesOf(store, leg, rows), ...holesOf(store, rows), ...icmpOf(store, leg)];
}

/** Losses of one point that no message stands between are told as one, so that there are no more of them than messages. */
function lossesOf(store: CallStore, leg: Leg, rows: readonly number[]): LadderInputEvent[] {
  const { from, to } = lifeOf(store, leg);
  const times = Float64Array.from(rows, row => store.messages.time[row]).sort();
  const sums = new Map<string, { readonly time: number; readonly point: string; frames: number }>();
  for (const loss of store.losses.between(from, to)) {
    const key = `${countUpTo(times, loss.from)} ${loss.point}`;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { time: loss.from, point: loss.point, frames: loss.frames });
    else sum.frames += loss.frames;
  }
  return [...sums.values()].map(({ time, point, frames }) => ({ kind: 'loss', time, text: lossWords(frames, point) }));
}

function lossWords(frames: number, point: string): string {
  return `${frames.toLocaleString('en')} ${frames === 1 ? 'frame' : 'frames'} dropped on ${point}`;
}

/** How many of the sorted `times` are not after `time`. */
function countUpTo(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function holesOf(store: CallStore, rows: readonly number[]): LadderInputEvent[] {
  const m = store.messages;
  return rows
    .filter(row => m.flags[row] & MessageFlag.Hole)
    .map(row => ({
      kind: 'loss',
      time: m.time[row],
      text:
        m.flags[row] & MessageFlag.Truncated
          ? 'bytes of the TCP stream are missing in this message'
          : 'bytes of the TCP stream are missing before this message',
      before: store.numberOf(row),
    }));
}

function icmpOf(store: CallStore, leg: Leg): LadderInputEvent[] {
  return store.icmp.of(leg.index).map(event => ({
    kind: 'icmp',
    time: event.time,
    text: `${event.words} from ${event.reporter}`,
    // A host that refuses what was sent to it is the column that the message went to, port included.
    from:
      event.reporter === store.endpoints.address(event.destination)
        ? { address: event.reporter, port: store.endpoints.port(event.destination) }
        : { address: event.reporter },
    to: { address: store.endpoints.address(event.source), port: store.endpoints.port(event.source) },
    ...(event.message < 0 ? {} : { message: store.numberOf(event.message) }),
  }));
}
