// Which streams of a call belong together: one and the one that answers it. Pure.

import type { StreamReport } from '../../server/wire/types.ts';

/** The stream with the most packets: the conversation, not an announcement before it. */
export function mainStream(streams: readonly StreamReport[]): StreamReport | undefined {
  let best: StreamReport | undefined;
  for (const stream of streams) if (best === undefined || stream.packets > best.packets) best = stream;
  return best;
}

/** The stream between the same two endpoints the other way round (symmetric RTP, RFC 4961), while both last. */
export function answerTo(streams: readonly StreamReport[], one: StreamReport): StreamReport | undefined {
  const others = streams.filter(
    other =>
      other.source === one.destination &&
      other.destination === one.source &&
      other.startTime <= one.endTime &&
      other.endTime >= one.startTime,
  );
  return mainStream(others);
}
