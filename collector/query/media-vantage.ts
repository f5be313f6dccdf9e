// Where a capture saw RTP (`findings/media-vantage.ts`), over all its streams. Grows with them; each is looked at once.

import type { MediaVantage } from '../findings/media-vantage.ts';
import type { Stream } from '../media/stream.ts';
import type { Micros } from '../model/time.ts';
import type { CallSources } from './call-detail.ts';

export class StoredMediaVantage implements MediaVantage {
  private readonly sources: () => CallSources;
  private readonly senders = new Set<string>();
  /** `source destination` of addresses. */
  private readonly ways = new Set<string>();
  private readonly legs = new Set<number>();
  /** By endpoint id. */
  private readonly bySource = new Map<number, Stream[]>();
  private readonly byDestination = new Map<number, Stream[]>();
  /** Ids of the endpoints of streams. */
  private readonly endpoints = new Map<string, number>();
  private bothWays = false;
  private known = 0;

  constructor(sources: () => CallSources) {
    this.sources = sources;
  }

  hears(address: string): boolean {
    this.advance();
    return this.senders.has(address);
  }

  sees(one: string, other: string): boolean {
    this.advance();
    return this.ways.has(`${one} ${other}`) || this.ways.has(`${other} ${one}`);
  }

  reaches(endpoint: string, from: Micros, to: Micros): boolean {
    return this.isUp(this.byDestination, endpoint, from, to);
  }

  leaves(endpoint: string, from: Micros, to: Micros): boolean {
    return this.isUp(this.bySource, endpoint, from, to);
  }

  get seesBothWays(): boolean {
    this.advance();
    return this.bothWays;
  }

  get calls(): number {
    this.advance();
    return this.legs.size;
  }

  private isUp(streams: Map<number, Stream[]>, endpoint: string, from: Micros, to: Micros): boolean {
    this.advance();
    const id = this.endpoints.get(endpoint);
    const known = id === undefined ? undefined : streams.get(id);
    return known?.some(({ statistics }) => statistics.startTime <= to && statistics.endTime >= from) ?? false;
  }

  private advance(): void {
    const { store, streams } = this.sources();
    const { endpoints, messages } = store;
    for (; this.known < streams.length; this.known++) {
      const stream = streams[this.known];
      this.note(this.bySource, stream.source, stream);
      this.note(this.byDestination, stream.destination, stream);
      const source = endpoints.address(stream.source);
      const destination = endpoints.address(stream.destination);
      this.senders.add(source);
      this.ways.add(`${source} ${destination}`);
      this.bothWays ||= this.ways.has(`${destination} ${source}`);
      this.legs.add(messages.leg[stream.announcedBy]);
    }
  }
  private note(streams: Map<number, Stream[]>, endpoint: number, stream: Stream): void {
    const known = streams.get(endpoint);
    if (known !== undefined) known.push(stream);
    else streams.set(endpoint, [stream]);
    this.endpoints.set(this.sources().store.endpoints.text(endpoint), endpoint);
  }
}
