// Everything about one RTP stream: its report, its keys, and how it went over time.

import { eventDuration, eventName } from '../media/dtmf-log.ts';
import { qualityOf } from '../media/quality.ts';
import { mainRun, type Stream } from '../media/stream.ts';
import type { SliceNumbers } from '../media/stream-series.ts';
import type { DtmfEvent, StreamDetail, StreamSlice } from '../model/stream.ts';
import { millis } from '../model/time.ts';
import type { CallSources } from './call-detail.ts';
import { reportStream } from './stream-report.ts';

export function detailStream(
  sources: Pick<CallSources, 'captureId' | 'store' | 'media'>,
  stream: Stream,
): StreamDetail {
  const series = stream.statistics.series();
  return {
    ...reportStream(sources, stream),
    dtmfEvents: streamKeys(stream),
    sliceDuration: millis(series.sliceMicros),
    series: [...series].map(slice => sliceOf(stream, slice)),
  };
}

/** Events of RFC 4733. */
export function streamKeys(stream: Stream): DtmfEvent[] {
  return (stream.events?.events ?? []).map(event => ({
    digit: eventName(event.event),
    time: event.time,
    duration: eventDuration(event),
    way: 'rfc4733',
  }));
}

/** The score of a slice knows its loss alone, taken for random: what runs are is a matter of longer times. */
function sliceOf(stream: Stream, { start, packets, lost, jitterMean, jitterMax, deltaMax }: SliceNumbers): StreamSlice {
  const { format } = mainRun(stream);
  const quality = qualityOf({ format, expected: packets + lost, lost, late: 0, losses: { lost: 0, runs: 0 } });
  return {
    time: start,
    packets,
    lost,
    jitterMean: millis(jitterMean),
    jitterMax: millis(jitterMax),
    deltaMax: millis(deltaMax),
    ...(quality !== undefined && { mos: quality.mos }),
  };
}
