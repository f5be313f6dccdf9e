// What rules about the whole trace may know (`findings/trace-facts.ts`), made from the store. Legs are shown by one object that is
// moved from leg to leg: a trace of a million legs makes no million objects.

import type { CaptureFacts, LegFacts } from '../findings/facts.ts';
import type { PassedOn } from '../findings/passed-on.ts';
import type { RegistrationFacts } from '../findings/registration-facts.ts';
import type { SourceFacts } from '../findings/source-facts.ts';
import type { LegGlance, TraceFacts } from '../findings/trace-facts.ts';
import type { TrafficFacts } from '../findings/traffic-facts.ts';
import { LEG_KINDS, LEG_STATES, type LegKind, type LegState } from '../model/leg.ts';
import type { Micros } from '../model/time.ts';
import { HeaderFinder } from '../sip/header-values.ts';
import type { CallStore } from '../store/call-store.ts';
import { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { LastHeard } from './last-heard.ts';
import { captureFacts } from './leg-facts.ts';
import { symptomsOf } from './leg-symptoms.ts';
import { passedOn } from './passed-on.ts';
import { RegistrationIndex } from './registration-facts.ts';
import { sourcesOf } from './source-facts.ts';
import { startTime } from './summary.ts';
import { TrafficIndex } from './traffic-index.ts';

/** What grows with the capture, so that a question looks at new messages and legs only. */
export class TraceIndexes {
  readonly traffic: TrafficIndex;
  readonly registrations: RegistrationIndex;
  readonly lastHeard: LastHeard;

  constructor({ store, bytes }: Pick<CallSources, 'store' | 'bytes'>) {
    this.traffic = new TrafficIndex(store);
    this.lastHeard = new LastHeard(store, this.traffic.numbers);
    this.registrations = new RegistrationIndex(store, bytes);
  }
}

export class StoredTraceFacts implements TraceFacts {
  readonly capture: CaptureFacts;
  readonly requests: ReadonlyMap<string, number>;
  readonly responses: ReadonlyMap<number, number>;
  readonly framesLost: number;
  private readonly callSources: CallSources;
  private readonly indexes: TraceIndexes;
  private readonly finders = new Map<string, HeaderFinder>();
  private trafficFacts: TrafficFacts | undefined = undefined;
  /** Rules ask for several headers of one message, one after the other. */
  private lastRead: { readonly row: number; readonly bytes: Buffer } | undefined = undefined;

  constructor(sources: CallSources, indexes = new TraceIndexes(sources)) {
    const { store, counts } = sources;
    this.callSources = sources;
    this.indexes = indexes;
    this.capture = captureFacts(sources);
    this.framesLost = store.losses.frames;
    this.requests = new Map(entriesOf(counts.requestCounts).map(([id, count]) => [store.methods.name(id), count]));
    this.responses = new Map(entriesOf(counts.responseCounts));
  }

  traffic(): TrafficFacts {
    const { pointName, keepAlives } = this.callSources;
    const { traffic, registrations } = this.indexes;
    if (this.trafficFacts === undefined) {
      registrations.advance();
      const facts = traffic.facts(pointName, keepAlives);
      this.trafficFacts = { ...facts, refused: facts.refused + registrations.refused };
    }
    return this.trafficFacts;
  }

  sources(limit: number): readonly SourceFacts[] {
    return sourcesOf(this.callSources.store, limit);
  }

  registrations(): Iterable<RegistrationFacts> {
    this.traffic();
    const { registrations, lastHeard } = this.indexes;
    return registrations.facts(this.capture.end, address => lastHeard.of(address));
  }

  header(message: number, name: string): string | undefined {
    let finder = this.finders.get(name);
    if (finder === undefined) {
      finder = new HeaderFinder(name);
      this.finders.set(name, finder);
    }
    const bytes = this.bytesOf(message);
    return bytes === undefined ? undefined : finder.read(bytes)[0];
  }

  mentions(message: number, words: RegExp): boolean {
    return words.test(this.bytesOf(message)?.toString('latin1') ?? '');
  }

  timeOf(message: number): Micros | undefined {
    const { store } = this.callSources;
    const row = store.indexOf(message, store.messages.count);
    return row < 0 ? undefined : store.messages.time[row];
  }

  *legs(): Generator<LegGlance> {
    const glance = new Glance(this.callSources.store);
    for (const leg of this.callSources.store.legs) yield glance.moveTo(leg);
  }

  passedOn(): Iterable<PassedOn> {
    return passedOn(this.callSources);
  }

  open(number: number): LegFacts | undefined {
    const { store, findings } = this.callSources;
    const leg = store.legOfNumber(number);
    return leg === undefined ? undefined : findings.factsOf(leg, symptomsOf(store, leg));
  }

  private bytesOf(message: number): Buffer | undefined {
    const { store, bytes } = this.callSources;
    const row = store.indexOf(message, store.messages.count);
    if (row < 0) return undefined;
    if (this.lastRead?.row !== row) this.lastRead = { row, bytes: bytes.read(row) };
    return this.lastRead.bytes;
  }
}

/** Counts are sparse: what was never seen has no entry. */
function entriesOf(counts: readonly number[]): [number, number][] {
  const entries: [number, number][] = [];
  counts.forEach((count, id) => {
    entries.push([id, count]);
  });
  return entries;
}

class Glance implements LegGlance {
  private readonly store: CallStore;
  private at = new Leg(0, 0);

  constructor(store: CallStore) {
    this.store = store;
  }

  moveTo(leg: Leg): this {
    this.at = leg;
    return this;
  }

  get leg(): number {
    return this.store.numberOf(this.at.index);
  }
  get kind(): LegKind {
    return LEG_KINDS[this.at.kind];
  }
  get state(): LegState {
    return LEG_STATES[this.at.state];
  }
  get statusCode(): number {
    return this.at.statusCode;
  }
  get sourceAddress(): string {
    return this.store.endpoints.address(this.at.source);
  }
  get destinationAddress(): string {
    return this.store.endpoints.address(this.at.destination);
  }
  get startTime(): Micros {
    return startTime(this.store, this.at);
  }
  get lastTime(): Micros {
    return this.store.messages.time[this.at.lastMessage];
  }
  get messages(): number {
    return this.at.messages;
  }
  get retransmissions(): number {
    return this.at.retransmissions;
  }
  get symptoms(): number {
    return symptomsOf(this.store, this.at);
  }
}
