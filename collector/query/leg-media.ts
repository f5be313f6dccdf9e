// How the media of a leg were, in a few numbers for the list: those of its worst stream. Cheap: reads no message.

import { expectedOf, mainRun, type StreamLookup } from '../media/stream.ts';
import type { CallSummary } from '../model/report.ts';
import type { Leg } from '../store/leg.ts';
import { streamQuality } from './stream-quality.ts';

/** Absent keys where there are no streams, or no codec that MOS is known for. */
export function worstMedia(media: StreamLookup, leg: Leg): Pick<CallSummary, 'mos' | 'lostPercent' | 'jitterMax'> {
  const streams = media.ofLeg(leg.index);
  if (streams.length === 0) return {};
  const scores = streams.flatMap(stream => streamQuality(media, stream)?.mos ?? []);
  return {
    ...(scores.length > 0 && { mos: Math.min(...scores) }),
    lostPercent: Math.max(...streams.map(stream => (stream.statistics.lost / Math.max(1, expectedOf(stream))) * 100)),
    jitterMax: Math.max(...streams.map(stream => stream.statistics.jitterMax)),
  };
}

export function codecsOf(media: StreamLookup, leg: Leg): string[] {
  return [...new Set(media.ofLeg(leg.index).map(stream => mainRun(stream).format.name))];
}
