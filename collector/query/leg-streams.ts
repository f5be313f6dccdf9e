// RTP streams by their leg, and whether media were captured at all at some time. Made when it is asked for, and made anew when
// there are more streams than before: a look-up a leg must not walk through all streams of a capture.

import type { Stream } from '../media/streams.ts';
import type { StreamReport } from '../model/stream.ts';
import type { Micros } from '../model/time.ts';
import type { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { StoredMediaVantage } from './media-vantage.ts';
import { reportStream } from './stream-report.ts';

export class LegStreams {
  readonly vantage: StoredMediaVantage;
  private readonly sources: () => CallSources;
  private known = 0;
  private readonly byLeg = new Map<number, Stream[]>();

  constructor(sources: () => CallSources) {
    this.sources = sources;
    this.vantage = new StoredMediaVantage(sources);
  }

  of(leg: Leg): readonly Stream[] {
    const { streams, store } = this.sources();
    for (; this.known < streams.length; this.known++) {
      const stream = streams[this.known];
      const index = store.messages.leg[stream.announcedBy];
      const others = this.byLeg.get(index);
      if (others === undefined) this.byLeg.set(index, [stream]);
      else others.push(stream);
    }
    return this.byLeg.get(leg.index) ?? [];
  }

  reportsOf(leg: Leg): StreamReport[] {
    const sources = this.sources();
    return this.of(leg).map(stream => reportStream(sources, stream));
  }

  /** Whether any stream was up between two times. */
  seesMedia(from: Micros, to: Micros): boolean {
    return this.sources().streams.some(({ statistics }) => statistics.startTime <= to && statistics.endTime >= from);
  }
}
