// Streams by a question: of one leg, of all legs, or those that no signalling announced; sorted, and a window of them.

import { expectedOf, type Stream } from '../media/stream.ts';
import type { StreamColumn, StreamPage, StreamQuery } from '../model/stream.ts';
import type { CallSources } from './call-detail.ts';
import { sortedPositions } from './key-order.ts';
import { streamQuality } from './stream-quality.ts';
import { reportStream } from './stream-report.ts';

type Key = (stream: Stream, sources: CallSources) => number | undefined;

const KEYS: Readonly<Record<StreamColumn, Key>> = {
  mos: (stream, { media }) => streamQuality(media, stream)?.mos,
  loss: stream => stream.statistics.lost / Math.max(1, expectedOf(stream)),
  jitter: stream => stream.statistics.jitterMax,
  packets: stream => stream.statistics.packets,
  startTime: stream => stream.statistics.startTime,
};

export function listStreams(query: StreamQuery, sources: CallSources): StreamPage {
  const chosen = sorted(inRange(choose(query, sources), query), query.sort ?? '', sources);
  const { offset = 0, limit = chosen.length } = query;
  const items = chosen.slice(offset, offset + limit).map(stream => reportStream(sources, stream));
  return { items, total: chosen.length };
}

function choose({ leg, orphans }: StreamQuery, { store, streams, media }: CallSources): readonly Stream[] {
  if (orphans) return [...media.withoutSignalling()];
  if (leg === undefined) return streams;
  const found = store.legOfNumber(leg);
  return found === undefined ? [] : media.ofLeg(found.index);
}

function inRange(streams: readonly Stream[], { from, to }: StreamQuery): readonly Stream[] {
  if (from === undefined && to === undefined) return streams;
  return streams.filter(
    ({ statistics: { startTime, endTime } }) =>
      (to === undefined || startTime < to) && (from === undefined || endTime >= from),
  );
}

/** An unknown column is none: capture order. */
function sorted(streams: readonly Stream[], sort: string, sources: CallSources): readonly Stream[] {
  const isDescending = sort.startsWith('-');
  const column = isDescending ? sort.slice(1) : sort;
  const key = Object.hasOwn(KEYS, column) ? KEYS[column as StreamColumn] : undefined;
  if (key === undefined) return streams;
  const keys = streams.map(stream => key(stream, sources));
  return Array.from(sortedPositions(keys, isDescending), position => streams[position]);
}
