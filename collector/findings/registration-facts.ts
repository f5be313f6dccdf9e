// The registrations of one address of record over all Call-IDs: phones that start again register under a new one.

import type { Micros } from '../model/time.ts';
import type { SipMessage } from '../sip/message.ts';

/** One REGISTER and what came back, on the hop nearest to the phone. Challenge and retry are two tries. */
export interface RegisterTry {
  /** Number of its leg, and its Call-ID. */
  readonly leg: number;
  readonly callId: string;
  readonly time: Micros;
  /** Numbers of the messages; -1 when not seen. */
  readonly request: number;
  readonly final: number;
  readonly finalCode: number;
  readonly finalTime: Micros;
  /** `ip:port`. */
  readonly source: string;
  readonly destination: string;
  readonly transport: string;
  readonly timerExpired: boolean;
}

export interface RegistrationFacts {
  /** URI of To (RFC 3261 §10.2), as written. */
  readonly aor: string;
  /** In order; the latest 500. */
  readonly tries: readonly RegisterTry[];
  /** Earlier ones that are left out. */
  readonly triesCut: number;
  /** The capture clock at its end, or now. */
  readonly captureEnd: Micros;
  /** When the host at the other end of the latest try was heard last. */
  readonly registrarHeard: Micros;
  /** Frames were lost in that time. */
  hasLosses(from: Micros, to: Micros): boolean;
  /** Seconds that a 2xx granted; 0 when the try removed bindings, asked for them, or nothing says. Read once, then known. */
  grantedTo(one: RegisterTry): number;
  read(message: number): SipMessage;
}
