// All findings of a capture, or of one leg. A leg is looked at once, and again when it has changed, or, while it may still change by
// the mere passing of time, when the clock has moved: a list that shows a count a row asks this all the time.
//
//   leg ─▶ seen this revision? ── yes ─▶ number of its profile
//              no ─▶ symptoms (columns) ── none ─▶ HEALTHY
//                         some ─▶ facts ─▶ rules ─▶ findings ─▶ profile, kept by number
//
// Findings themselves are not kept, so that a hostile capture cannot fill memory with them: 20 bytes a leg are, and 8 a finding.

import { ALL_SYMPTOMS, findingsOfLeg, type Hit, hitsOfLeg } from '../findings/run.ts';
import type { Finding } from '../model/finding.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import { grownFloat64, grownUint16, grownUint32 } from '../store/columns.ts';
import type { Leg } from '../store/leg.ts';
import { endOfLife } from '../store/leg-life.ts';
import type { CallSources } from './call-detail.ts';
import { type FindingProfile, FindingProfiles, HEALTHY, profileOf, UNNUMBERED } from './finding-profile.ts';
import { FindingTimes } from './finding-times.ts';
import { captureFacts, StoredLegFacts } from './leg-facts.ts';
import { LegStreams } from './leg-streams.ts';
import { symptomsOf } from './leg-symptoms.ts';
import { mediaSymptomsOf } from './media-symptoms.ts';

/** So long after its end a leg may still change without a message of its own: timers, media, losses that are told late. */
const SETTLES: Micros = 64 * MICROS_PER_SECOND;
/** How far the clock moves before an unsettled leg is looked at again. */
const LOOKS_AGAIN: Micros = MICROS_PER_SECOND;

const NO_HITS: readonly Hit[] = [];

export class CaptureFindings {
  private readonly sources: () => CallSources;
  private readonly streams: LegStreams;
  private readonly profiles = new FindingProfiles();
  private readonly times = new FindingTimes();
  // By leg index: revision + 1 that was looked at (0: none), the clock from which on it must be looked at again, its profile.
  private revisions: Uint32Array = new Uint32Array(1024);
  private until: Float64Array = new Float64Array(1024);
  private numbers: Uint16Array = new Uint16Array(1024);

  constructor(sources: () => CallSources) {
    this.sources = sources;
    this.streams = new LegStreams(sources);
  }

  /** Who asks it of many legs has the sources at hand. */
  profileOf(leg: Leg, sources = this.sources()): FindingProfile {
    const number = this.numberOf(leg, sources);
    return number === UNNUMBERED ? profileOf(this.findingsOf(leg)) : this.profiles.get(number);
  }

  /** Equal for legs of equal profiles; -1 when the profile of the leg has no number. */
  profileNumber(leg: Leg, sources = this.sources()): number {
    const number = this.numberOf(leg, sources);
    return number === UNNUMBERED ? -1 : number;
  }

  /** When the finding `at` of a leg happened, in the order of its profile: for who has just asked for that. */
  timeOf(leg: Leg, at: number): Micros {
    return this.times.at(leg.index, at);
  }

  findingsOf(leg: Leg): readonly Finding[] {
    const sources = this.sources();
    const symptoms = this.symptomsOf(leg, sources);
    return symptoms === 0 ? [] : findingsOfLeg(this.factsOf(leg, symptoms, sources));
  }

  /** Bits of Symptom and of MediaSymptom that any rule looks for. */
  symptomsOf(leg: Leg, sources = this.sources()): number {
    return (symptomsOf(sources.store, leg) | this.mediaSymptomsOf(leg, sources)) & ALL_SYMPTOMS;
  }

  /** Facts of a leg for whoever runs rules over it. */
  factsOf(leg: Leg, symptoms: number, sources = this.sources()): StoredLegFacts {
    return new StoredLegFacts(sources, leg, symptoms, captureFacts(sources), this.streams);
  }

  /** Number of the profile of a leg, looked at when it has to be. */
  private numberOf(leg: Leg, sources: CallSources): number {
    const { index } = leg;
    const { clock } = sources.counts;
    if (index >= this.revisions.length) this.grow(sources.store.legs.length);
    if (this.revisions[index] === leg.revision + 1 && this.isStillTrue(leg, sources)) return this.numbers[index];
    const symptoms = this.symptomsOf(leg, sources);
    const hits = symptoms === 0 ? NO_HITS : hitsOfLeg(this.factsOf(leg, symptoms, sources));
    const number = hits.length === 0 ? HEALTHY : this.profiles.numberOf(hits.map(entryOf));
    if (number !== HEALTHY) {
      this.times.put(
        index,
        hits.map(({ time }) => time),
      );
    }
    // Only now: a rule may have read a message whose bytes are gone, and then nothing is known.
    this.revisions[index] = leg.revision + 1;
    this.until[index] = clock + LOOKS_AGAIN;
    this.numbers[index] = number;
    return number;
  }

  private mediaSymptomsOf(leg: Leg, { store, bytes, streams, media, counts }: CallSources): number {
    // A capture without media says nothing about anybody's.
    if (streams.length === 0) return 0;
    const { vantage } = this.streams;
    return mediaSymptomsOf({ store, bytes, vantage, clock: counts.clock }, leg, media.ofLeg(leg.index));
  }

  /** What is known of a leg that has not changed. Whether it can change any more is only asked when it has been looked at before. */
  private isStillTrue(leg: Leg, { store, counts }: CallSources): boolean {
    const until = this.until[leg.index];
    if (counts.clock < until) return true;
    const wasSettled = endOfLife(store, leg) + SETTLES < until - LOOKS_AGAIN;
    if (wasSettled) this.until[leg.index] = Number.POSITIVE_INFINITY;
    return wasSettled;
  }

  private grow(legs: number): void {
    const capacity = Math.max(legs, this.revisions.length * 2);
    this.revisions = grownUint32(this.revisions, capacity);
    this.until = grownFloat64(this.until, capacity);
    this.numbers = grownUint16(this.numbers, capacity);
  }
}

function entryOf({ rule, found }: Hit): Pick<Finding, 'rule' | 'severity'> {
  return { rule: rule.id, severity: found.severity };
}
