// Adds attempts up to key figures (model/kpi.ts). Takes attempts in any order; the same attempts give the same figures.

import type { CallFigures, RegistrationFigures } from '../model/kpi.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import type { Attempt } from './kpi-attempts.ts';
import type { RegistrationAttempt } from './kpi-registrations.ts';
import type { KpiSession } from './kpi-session.ts';
import { Samples } from './percentiles.ts';

/** RFC 6076 §4.7: the network did its work, whatever the called side said. */
const EFFECTIVE: ReadonlySet<number> = new Set([480, 486, 600, 603]);
/** RFC 6076 §4.8; a timeout beside them. */
const INEFFECTIVE: ReadonlySet<number> = new Set([408, 500, 503, 504]);

/** What of an attempt counts. */
export interface CountedAttempt extends Pick<Attempt, 'code' | 'rang' | 'pdd' | 'failureDelay'> {
  readonly outcome: Outcome;
  readonly session: CountedSession | undefined;
}
export type CountedSession = Pick<KpiSession, 'state' | 'talkTime' | 'disconnectDelay'>;
export interface CountedRegistration extends Pick<RegistrationAttempt, 'delay'> {
  readonly outcome: Outcome;
}
export type Outcome = Attempt['outcome'] | RegistrationAttempt['outcome'];

export class CallTally {
  private attempts = 0;
  private inProgress = 0;
  private answered = 0;
  private redirected = 0;
  private effective = 0;
  /** 487 after an 18x: the caller gave up while it rang. */
  private ringNoAnswer = 0;
  private ineffective = 0;
  private completed = 0;
  private sessionsUp = 0;
  private readonly srd: Samples;
  private readonly srdFailed = new Samples();
  private readonly sdd: Samples;
  private readonly sdt: Samples;
  private readonly pdd: Samples;

  /** `expected`: how many attempts will be added. */
  constructor(expected = 0) {
    this.srd = new Samples(expected);
    this.sdd = new Samples(expected);
    this.sdt = new Samples(expected);
    this.pdd = new Samples(expected);
  }

  add(attempt: CountedAttempt): void {
    const { outcome, code, session } = attempt;
    if (outcome === 'in progress') {
      this.inProgress++;
      return;
    }
    this.attempts++;
    if (attempt.pdd !== undefined) this.pdd.add(attempt.pdd);
    if (attempt.failureDelay !== undefined && code >= 400) this.srdFailed.add(attempt.failureDelay);
    if (session !== undefined) {
      this.answered++;
      if (attempt.pdd !== undefined) this.srd.add(attempt.pdd);
      if (session.talkTime !== undefined) this.sdt.add(session.talkTime);
      if (session.disconnectDelay !== undefined) this.sdd.add(session.disconnectDelay);
      if (session.state === 'completed') this.completed++;
      else if (session.state === 'up') this.sessionsUp++;
    } else if (outcome === 'timeout' || INEFFECTIVE.has(code)) this.ineffective++;
    else if (EFFECTIVE.has(code)) this.effective++;
    else if (code === 487 && attempt.rang) this.ringNoAnswer++;
    else if (code < 400) this.redirected++;
  }

  /** Attempts, those in progress too. */
  get size(): number {
    return this.attempts + this.inProgress;
  }

  /** Rates are over `duration`. */
  figures(duration: Micros): CallFigures {
    const { attempts, inProgress, answered, redirected, effective, completed, sessionsUp } = this;
    return {
      attempts,
      inProgress,
      answered,
      redirected,
      completed,
      sessionsUp,
      ser: ratio(answered, attempts - redirected),
      seer: ratio(answered + effective, attempts - redirected),
      isa: ratio(this.ineffective, attempts),
      scr: ratio(completed, attempts - sessionsUp),
      asr: ratio(answered, attempts),
      ner: ratio(answered + effective + this.ringNoAnswer, attempts),
      srd: this.srd.percentiles(),
      srdFailed: this.srdFailed.percentiles(),
      sdd: this.sdd.percentiles(),
      sdt: this.sdt.percentiles(),
      acd: this.sdt.mean(),
      pdd: this.pdd.percentiles(),
      attemptsPerSecond: perSecond(this.size, duration),
    };
  }
}

export class RegistrationTally {
  private attempts = 0;
  private inProgress = 0;
  private succeeded = 0;
  private ineffective = 0;
  private readonly rrd = new Samples();

  add({ outcome, delay }: CountedRegistration): void {
    if (outcome === 'in progress') {
      this.inProgress++;
      return;
    }
    this.attempts++;
    if (delay !== undefined) this.rrd.add(delay);
    if (outcome === 'succeeded') this.succeeded++;
    else if (outcome === 'ineffective' || outcome === 'timeout') this.ineffective++;
  }

  get size(): number {
    return this.attempts + this.inProgress;
  }

  figures(): RegistrationFigures {
    const { attempts, inProgress, succeeded, ineffective } = this;
    return {
      attempts,
      inProgress,
      succeeded,
      ineffective,
      ira: ratio(ineffective, attempts),
      rrd: this.rrd.percentiles(),
    };
  }
}

export function ratio(part: number, whole: number): number | null {
  return whole <= 0 ? null : part / whole;
}

export function perSecond(count: number, duration: Micros): number | null {
  return duration <= 0 ? null : (count * MICROS_PER_SECOND) / duration;
}
