// One binding of an address of record: what its REGISTERs did to it, and its state by the capture clock.
// Written by `registration-book.ts`, told by `registrations.ts`.

import type { RegistrationEvent, RegistrationState } from '../model/registration.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import type { RegisterContact, RegisterWords } from './register-message.ts';

/** REGISTERs of one binding that are kept. */
const MAX_HISTORY = 100;
/** Legs of one binding that are named. */
const MAX_LEGS = 20;
/** Timer F: a challenge that nobody took up for so long is what stays (RFC 3261 §17.1.2.2). */
const CHALLENGE_MICROS: Micros = 32 * MICROS_PER_SECOND;

/** One try to register, hops and challenges folded into one. */
export interface Attempt {
  /** Index of the leg. */
  readonly leg: number;
  readonly cseq: number;
  /** Row of the first REGISTER of the try: before a challenge, when there was one. */
  readonly first: number;
  readonly challenged: boolean;
  /** Transaction of the hop nearest to the phone. */
  root: number;
  /** Granted or refused for good. */
  isDecided: boolean;
  request: RegisterWords | undefined;
  /** Set once a question has looked at it while it was open. */
  bindings: readonly Binding[] | undefined;
}

export interface BindingEvent {
  readonly kind: RegistrationEvent['kind'];
  readonly transaction: number;
  readonly first: number;
  readonly challenged: boolean;
  readonly requested: number | undefined;
  readonly granted: number | undefined;
}

/** What stands after the last REGISTER that was decided. */
export type Outcome = 'none' | 'granted' | 'removed' | 'refused' | 'unanswered';

export class Binding {
  readonly index: number;
  readonly aor: string;
  contact: RegisterContact;
  outcome: Outcome = 'none';
  expiresAt: Micros = Number.POSITIVE_INFINITY;
  expires: number | undefined = undefined;
  registeredAt: Micros | undefined = undefined;
  refreshedAt: Micros | undefined = undefined;
  /** Final response to the last attempt that was decided; 0 while there is none. */
  statusCode = 0;
  /** Of the last attempt that was decided, -1 before. */
  transaction = -1;
  first = -1;
  granted = 0;
  refused = 0;
  unanswered = 0;
  lapses = 0;
  /** A 200 to another REGISTER listed it: this registrar lists them all. */
  isListed = false;
  /** The attempt that is not decided yet. */
  open: Attempt | undefined = undefined;
  /** Of the latest request, and of the latest 2xx. */
  request: RegisterWords | undefined = undefined;
  answer: RegisterWords | undefined = undefined;
  readonly history: BindingEvent[] = [];
  historyOmitted = 0;
  /** Indexes of legs, each once, the latest last. */
  readonly legs: number[] = [];
  legsOmitted = 0;

  constructor(index: number, aor: string, contact: RegisterContact) {
    this.index = index;
    this.aor = aor;
    this.contact = contact;
  }

  note(event: BindingEvent): void {
    this.history.push(event);
    if (this.history.length <= MAX_HISTORY) return;
    this.history.shift();
    this.historyOmitted++;
  }

  noteLeg(leg: number): void {
    const known = this.legs.indexOf(leg);
    if (known >= 0) this.legs.splice(known, 1);
    this.legs.push(leg);
    if (this.legs.length <= MAX_LEGS) return;
    this.legs.shift();
    this.legsOmitted++;
  }

  isBound(clock: Micros): boolean {
    return this.outcome === 'granted' && clock <= this.expiresAt;
  }

  /** While an attempt waits: for an answer, or, challenged at `challengedAt`, for a second try. */
  stateWhileOpen(clock: Micros, challengedAt: Micros | undefined, isExpired: boolean, code: number): RegistrationState {
    if (challengedAt !== undefined) {
      // The registrar keeps what it has while the phone makes up its credentials.
      if (this.isBound(clock) && clock - challengedAt <= CHALLENGE_MICROS) return 'active';
      return code === 423 ? 'rejected' : 'challenged';
    }
    if (isExpired) return 'timeout';
    return this.isBound(clock) ? 'active' : 'pending';
  }

  /** By what was decided last. */
  state(clock: Micros): RegistrationState {
    switch (this.outcome) {
      case 'none':
        return 'pending';
      case 'granted':
        return this.isBound(clock) ? 'active' : 'expired';
      case 'removed':
        return 'removed';
      case 'refused':
        return this.statusCode === 401 || this.statusCode === 407 ? 'challenged' : 'rejected';
      case 'unanswered':
        return 'timeout';
    }
  }
}
