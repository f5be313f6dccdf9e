// Registrations (SEMANTICS §6): one per address of record and Contact binding, over all legs that touch it. Plain and JSON-safe.

import type { Micros, Millis } from './time.ts';

/** `timeout`: the last REGISTER got no answer. */
export type RegistrationState = 'active' | 'pending' | 'challenged' | 'rejected' | 'expired' | 'removed' | 'timeout';

export interface RegistrationSummary {
  /** `<capture id>:<number>`, and the number: stable for one generation of a capture. */
  readonly id: string;
  readonly index: number;
  /** Address of record: the URI of To, without parameters (RFC 3261 §10.2). */
  readonly aor: string;
  /** URI of the Contact; `*` when all were removed and none was known; empty for a REGISTER that only asks, or of which only the answer was seen. */
  readonly contact: string;
  readonly state: RegistrationState;
  /** Of the last final response; 0 while there is none. */
  readonly statusCode: number;
  /** Seconds: granted last, else asked for; absent when neither says. */
  readonly expires?: number;
  /** `ip:port` of who sent the last REGISTER, as near to the phone as was seen, and of whom it was sent to. */
  readonly source: string;
  readonly destination: string;
  readonly transport: string;
  readonly userAgent: string;
  /** First and last 2xx. */
  readonly registeredAt?: Micros;
  readonly refreshedAt?: Micros;
  /** When the binding ends, by the capture clock, unless it is refreshed. */
  readonly expiresAt?: Micros;
  readonly lastTime: Micros;
  /** REGISTERs that were granted, refused, and not answered; a try with credentials and its challenge count as one. */
  readonly granted: number;
  readonly refused: number;
  readonly unanswered: number;
  /** Times it was refreshed only after it had expired. */
  readonly lapses: number;
  /** Median time between two grants. */
  readonly refreshInterval?: Millis;
  /** Last final response after the first REGISTER of its try (RFC 6076 §4.1: registration request delay). */
  readonly responseTime?: Millis;
  /** Where the REGISTER came from as its first hop saw it (received and rport of Via), when that is not what the phone wrote. */
  readonly received?: string;
  /** +sip.instance and reg-id (RFC 5626). */
  readonly instance?: string;
  readonly regId?: string;
  /** Public and temporary GRUU (RFC 5627). */
  readonly publicGruu?: string;
  readonly temporaryGruu?: string;
  /** Path (RFC 3327), Service-Route (RFC 3608), P-Associated-URI (RFC 7315) as granted. */
  readonly path: readonly string[];
  readonly serviceRoutes: readonly string[];
  readonly associatedUris: readonly string[];
  /** Contacts of the same address of record that the last 200 listed beside this one. */
  readonly otherContacts: readonly string[];
  /** From, when somebody else registered (RFC 3261 §10.2: third-party registration). */
  readonly thirdParty?: string;
  /** Numbers and Call-IDs of the legs that touched it, the latest ones; `legsOmitted` more did. */
  readonly legs: readonly number[];
  readonly callIds: readonly string[];
  readonly legsOmitted: number;
}

/** One REGISTER transaction, challenge included, or what another one did to the binding. */
export interface RegistrationEvent {
  readonly kind: 'register' | 'refresh' | 'remove' | 'query' | 'removed by another';
  readonly time: Micros;
  /** Indexes of request and final response; -1 when not seen. */
  readonly message: number;
  readonly answer: number;
  readonly leg: number;
  readonly callId: string;
  readonly source: string;
  /** 0 while there is none. */
  readonly statusCode: number;
  /** It was challenged, or asked for longer (423), before. */
  readonly challenged: boolean;
  readonly timerExpired: boolean;
  /** Seconds asked for and granted. */
  readonly requested?: number;
  readonly granted?: number;
  readonly responseTime?: Millis;
}

export interface RegistrationDetail {
  readonly registration: RegistrationSummary;
  /** Oldest first; `historyOmitted` older ones were let go. */
  readonly history: readonly RegistrationEvent[];
  readonly historyOmitted: number;
}

/** All bindings of one address of record, each with its history: what its phones did over time. */
export interface RegistrationTimeline {
  readonly aor: string;
  /** In order of their first REGISTER; `omitted` more are not among them. */
  readonly bindings: readonly RegistrationDetail[];
  readonly omitted: number;
}
