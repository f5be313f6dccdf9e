// Which streams belong to which legs. Takes SDP as it comes and streams as they begin; ties them by the endpoints both name, keeps each
// with its call when a later one takes the same ports, and brings streams that came before their SDP to it.
//
// A B2BUA that leaves the media alone announces in one leg what it heard in another: such streams belong to both legs. A later call
// on the same port is another matter: when the first leg is over, or was answered long ago, its streams take no more packets.

import type { Announcements } from './announcements.ts';
import { NumberLists } from './number-lists.ts';
import type { PayloadFormatSets, PayloadFormats } from './payload-formats.ts';
import { SdpScan } from './sdp-scan.ts';
import { type Stream, TiedBy } from './stream.ts';

/** How far the leg of a message has come. */
export const Phase = { Open: 0, Answered: 1, Over: 2 } as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

/** What the streams must ask about a stored message. */
export interface SdpSource {
  /** Reads the SDP of message `row` again; false when there is none to read. */
  read(row: number, into: SdpScan): boolean;
  /** Index of its leg. */
  legOf(row: number): number;
  /** When it was captured, µs. */
  timeOf(row: number): number;
  /** Whether its leg is still being set up, answered, or over. */
  phaseOf(row: number): Phase;
  /** The latest message of its leg in which the other side sent SDP; -1 when there is none. */
  peerOf(row: number): number;
}

/** A B2BUA hands an announcement on in this time. */
const FORWARD_MICROS = 5_000_000;
/** RTP that stopped longer before its SDP came belongs to something else. */
const EARLY_MICROS = 5_000_000;
/** A stream that paused so long is not continued for another leg. */
const IDLE_MICROS = 30_000_000;
/** Streams of one endpoint that are looked at when it is announced anew. */
const STREAMS_AN_ENDPOINT = 64;
/** Further legs that announce one endpoint. */
const OTHERS_LIMIT = 8;
const NO_ROWS: readonly number[] = [];

export class StreamTies {
  /** In the order in which they were tied. */
  readonly tied: Stream[] = [];
  /** Streams that no signalling announced. */
  readonly orphans = new Set<Stream>();
  /** Streams of one endpoint that the limit keeps from being looked at again when SDP comes. */
  shedStreams = 0;
  /** Legs that announce an endpoint too, beyond the limit. */
  shedLegs = 0;
  /** SDP with more m-lines or candidates than are looked at. */
  cutSdp = 0;
  private readonly announcements: Announcements;
  private readonly sets: PayloadFormatSets;
  private readonly source: SdpSource;
  private readonly onRetired: (stream: Stream) => void;
  private readonly all: readonly Stream[];
  /** By leg, and by endpoint those from or to it that take packets, tied ones and others; all by `Stream.index`. */
  private readonly byLeg = new NumberLists();
  private readonly liveAt = new NumberLists();
  /** By endpoint: rows of messages by which other legs than that of the latest announce it too, one a leg. */
  private readonly others = new Map<number, readonly number[]>();
  private readonly sdp = new SdpScan();

  /** `all`: every stream by its index. `onRetired` is told of a stream that takes no more packets. */
  constructor(
    all: readonly Stream[],
    announcements: Announcements,
    sets: PayloadFormatSets,
    source: SdpSource,
    onRetired: (stream: Stream) => void,
  ) {
    this.all = all;
    this.announcements = announcements;
    this.sets = sets;
    this.source = source;
    this.onRetired = onRetired;
  }

  /** Streams that a leg announced, by its index. */
  ofLeg(leg: number): readonly Stream[] {
    return this.byLeg.at(leg).map(index => this.all[index]);
  }

  /** Whether RTP is announced at an endpoint, or flows there. */
  hasMedia(endpoint: number): boolean {
    return this.announcements.rowAt(endpoint) !== 0 || this.liveAt.has(endpoint);
  }

  announce(sdp: SdpScan, row: number): void {
    if (sdp.isCut || sdp.candidates.isCut) this.cutSdp++;
    this.announcements.take(sdp, row, (endpoint, before) => this.leave(endpoint, before, row));
    for (const endpoint of this.announcements.taken) this.renew(endpoint, row);
  }

  /** A stream began; it is tied when its endpoints are announced. */
  begin(stream: Stream): void {
    this.put(stream.source, stream);
    if (stream.destination !== stream.source) this.put(stream.destination, stream);
    if (!this.tie(stream)) this.orphans.add(stream);
  }

  private put(endpoint: number, stream: Stream): void {
    if (this.liveAt.countOf(endpoint) === STREAMS_AN_ENDPOINT) {
      this.liveAt.remove(endpoint, this.liveAt.at(endpoint)[0]);
      this.shedStreams++;
    }
    this.liveAt.add(endpoint, stream.index);
  }

  /** What `before` announced stands beside what `row` does now, or not: then its streams end. */
  private leave(endpoint: number, before: number, row: number): void {
    const { source } = this;
    const leg = source.legOf(row);
    const known = this.others.get(endpoint);
    const others = known === undefined ? NO_ROWS : known.filter(other => source.legOf(other) !== leg);
    if (source.legOf(before) === leg) {
      if (known !== undefined) this.others.set(endpoint, others);
      return;
    }
    const phase = source.phaseOf(before);
    const time = source.timeOf(row);
    if (phase === Phase.Open || (phase === Phase.Answered && time - source.timeOf(before) <= FORWARD_MICROS)) {
      if (others.length === OTHERS_LIMIT) this.shedLegs++;
      this.others.set(endpoint, [...others, before].slice(-OTHERS_LIMIT));
      return;
    }
    this.others.delete(endpoint);
    for (const index of this.liveAt.at(endpoint)) {
      const stream = this.all[index];
      if (stream.announcedBy < 0 || stream.legs.includes(leg)) continue;
      const isOver = source.phaseOf(stream.announcedBy) === Phase.Over;
      if (isOver || time - stream.statistics.lastArrival > IDLE_MICROS) this.retire(stream);
    }
  }

  /** The endpoint is announced anew: streams that came before are tied now, others may have more legs, or mean something else. */
  private renew(endpoint: number, row: number): void {
    if (!this.liveAt.has(endpoint)) return;
    const time = this.source.timeOf(row);
    for (const index of this.liveAt.at(endpoint)) {
      const stream = this.all[index];
      if (stream.announcedBy >= 0) {
        if (this.others.has(endpoint)) this.addLegs(stream);
        stream.renew(this.formatsOf(stream));
      } else if (time - stream.statistics.lastArrival > EARLY_MICROS) this.retire(stream);
      else if (this.tie(stream)) this.orphans.delete(stream);
    }
  }

  private retire(stream: Stream): void {
    this.onRetired(stream);
    this.liveAt.remove(stream.source, stream.index);
    this.liveAt.remove(stream.destination, stream.index);
  }

  /** False when neither end is announced. */
  private tie(stream: Stream): boolean {
    const { announcements } = this;
    const isTo = announcements.rowAt(stream.destination) !== 0;
    const isFrom = announcements.rowAt(stream.source) !== 0;
    if (!isTo && !isFrom) return false;
    stream.tiedBy = (isTo ? TiedBy.Destination : 0) | (isFrom ? TiedBy.Source : 0);
    stream.encrypted = announcements.isSecureAt(isTo ? stream.destination : stream.source);
    stream.announcedBy = this.rowOf(stream);
    this.tied.push(stream);
    this.addLegs(stream);
    stream.mean(this.formatsOf(stream));
    stream.isListed = this.isListed(stream);
    return true;
  }

  /** The message that announces its receiver, else its sender; of several legs the first that announces both. */
  private rowOf(stream: Stream): number {
    const { source, announcements } = this;
    const last = announcements.rowAt(stream.destination) - 1;
    if (last < 0) return announcements.rowAt(stream.source) - 1;
    const to = this.rowsAt(stream.destination);
    if (to.length === 1) return last;
    const from = this.rowsAt(stream.source);
    const both = to.filter(row => from.some(other => source.legOf(other) === source.legOf(row)));
    return both.length === 0 ? last : both.reduce((a, b) => (source.legOf(b) < source.legOf(a) ? b : a));
  }

  /** Whether the receiver's m-line in the message that speaks for the stream lists its first payload type, as far as that is known. */
  private isListed(stream: Stream): boolean {
    const { announcements, sets } = this;
    const isReceivers = stream.announcedBy === announcements.rowAt(stream.destination) - 1;
    return isReceivers && sets.lists(announcements.formatsAt(stream.destination), stream.payloadTypes[0].payloadType);
  }

  /** Legs that announce an end of it; when there are any that announce both, only those: a call that nobody answered has one end alone. */
  private addLegs(stream: Stream): void {
    this.addLeg(stream, stream.announcedBy);
    const [to, from] = [this.rowsAt(stream.destination), this.rowsAt(stream.source)];
    const { source } = this;
    const both = to.filter(row => from.some(other => source.legOf(other) === source.legOf(row)));
    for (const row of both.length === 0 ? [...to, ...from] : both) this.addLeg(stream, row);
  }

  /** Messages that announce an endpoint now, one a leg, the latest last. */
  private rowsAt(endpoint: number): readonly number[] {
    const last = this.announcements.rowAt(endpoint) - 1;
    if (last < 0) return NO_ROWS;
    const others = this.othersAt(endpoint);
    return others.length === 0 ? [last] : [...others, last];
  }

  /** The leg of message `row` announces the stream. */
  private addLeg(stream: Stream, row: number): void {
    const leg = this.source.legOf(row);
    if (stream.legs.includes(leg)) return;
    stream.legs = [...stream.legs, leg];
    this.byLeg.add(leg, stream.index);
  }

  /** Messages by which other legs than that of the latest announce an endpoint, and are not over. */
  private othersAt(endpoint: number): readonly number[] {
    const others = this.others.size === 0 ? undefined : this.others.get(endpoint);
    if (others === undefined || others.length === 0) return NO_ROWS;
    return others.filter(other => this.source.phaseOf(other) !== Phase.Over);
  }

  /** What a receiver announces governs what is sent to it (RFC 3264 §5.1); behind NAT it is known by its SDP alone. */
  private formatsOf(stream: Stream): PayloadFormats {
    const { announcements, sets, source } = this;
    if (announcements.rowAt(stream.destination) !== 0) return sets.get(announcements.formatsAt(stream.destination));
    const row = announcements.rowAt(stream.source);
    if (row === 0) return stream.formats;
    const peer = source.peerOf(row - 1);
    const line = announcements.lineAt(stream.source);
    const isKnown = peer >= 0 && source.read(peer, this.sdp) && line < this.sdp.count;
    return sets.get(isKnown ? sets.idOf(this.sdp, line) : announcements.formatsAt(stream.source));
  }
}
