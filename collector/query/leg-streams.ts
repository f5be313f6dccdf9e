// RTP streams by their leg, and whether media were captured at all at some time.

import type { Stream } from '../media/stream.ts';
import type { StreamReport } from '../model/stream.ts';
import type { Micros } from '../model/time.ts';
import type { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { StoredMediaVantage } from './media-vantage.ts';
import { reportStream } from './stream-report.ts';

export class LegStreams {
  readonly vantage: StoredMediaVantage;
  private readonly sources: () => CallSources;

  constructor(sources: () => CallSources) {
    this.sources = sources;
    this.vantage = new StoredMediaVantage(sources);
  }

  of(leg: Leg): readonly Stream[] {
    return this.sources().media.ofLeg(leg.index);
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
