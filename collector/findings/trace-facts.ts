// What a rule about the whole trace may know: what was counted, and a glance at each leg, from which it may open the few it needs.

import type { LegKind, LegState } from '../model/leg.ts';
import type { Micros } from '../model/time.ts';
import type { CaptureFacts, LegFacts } from './facts.ts';
import type { PassedOn } from './passed-on.ts';
import type { RegistrationFacts } from './registration-facts.ts';
import type { SourceFacts } from './source-facts.ts';
import type { TrafficFacts } from './traffic-facts.ts';

/** A leg in plain numbers. Lent: the next step of the iteration overwrites it. */
export interface LegGlance {
  /** The number by which the world knows the leg. */
  readonly leg: number;
  readonly kind: LegKind;
  readonly state: LegState;
  readonly statusCode: number;
  /** IP addresses, without port. */
  readonly sourceAddress: string;
  readonly destinationAddress: string;
  readonly startTime: Micros;
  readonly lastTime: Micros;
  readonly messages: number;
  readonly retransmissions: number;
  /** Bits of Symptom. */
  readonly symptoms: number;
}

export interface TraceFacts {
  readonly capture: CaptureFacts;
  /** Messages by method and by status code, retransmissions and duplicates included. */
  readonly requests: ReadonlyMap<string, number>;
  readonly responses: ReadonlyMap<number, number>;
  /** Frames that no capture point could deliver, as far as anybody counted. */
  readonly framesLost: number;
  /** Hosts, pairs of hosts, capture points. */
  traffic(): TrafficFacts;
  /** Who opened legs, by IP address: the `limit` of which most came to nothing. */
  sources(limit: number): readonly SourceFacts[];
  /** By address of record. */
  registrations(): Iterable<RegistrationFacts>;
  /** First value of one header of a message of the trace, by its number; costs reading. */
  header(message: number, name: string): string | undefined;
  /** Whether something in a message, in whatever header or its body, matches: cheaper than any header. `words`: of ASCII characters. */
  mentions(message: number, words: RegExp): boolean;
  timeOf(message: number): Micros | undefined;
  /** In order of their first message. */
  legs(): Iterable<LegGlance>;
  /** Calls that were passed on as another leg. Cheap: what links are known, nothing is read. */
  passedOn(): Iterable<PassedOn>;
  /** Everything about one leg; costs reading. */
  open(leg: number): LegFacts | undefined;
}
