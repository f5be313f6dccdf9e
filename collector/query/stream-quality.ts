// How a stream sounded, by what was measured of it and by what RTCP told of the way.

import { type Quality, qualityOf } from '../media/quality.ts';
import { expectedOf, mainRun, reverseOf, type Stream, type StreamLookup } from '../media/stream.ts';
import { type Millis, millis } from '../model/time.ts';

export function streamQuality(media: StreamLookup, stream: Stream): Quality | undefined {
  const { statistics } = stream;
  const roundTrip = roundTripOf(media, stream);
  return qualityOf({
    format: mainRun(stream).format,
    expected: expectedOf(stream),
    lost: statistics.lost,
    late: statistics.late,
    losses: statistics.lossPicture(),
    ...(roundTrip !== undefined && { roundTrip }),
  });
}

/** Both ways from the capture point make the whole way; where RTCP tells of one only, the other is taken for short. */
function roundTripOf(media: StreamLookup, stream: Stream): Millis | undefined {
  const there = stream.rtcp?.roundTrip;
  const back = reverseOf(media, stream)?.rtcp?.roundTrip;
  return there === undefined && back === undefined ? undefined : millis((there ?? 0) + (back ?? 0));
}
