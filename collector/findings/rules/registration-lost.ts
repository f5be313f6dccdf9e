// A binding runs out and no refresh came (RFC 3261 §10.2.4): from then on nobody can call the phone. By the capture clock, and only
// while the registrar was still heard afterwards: a capture that ends proves nothing.

import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { grantedSeconds, isRemovalOrQuery } from '../registered-contacts.ts';
import type { RegisterTry, RegistrationFacts } from '../registration-facts.ts';
import type { TraceFound, TraceRule } from '../rule.ts';
import { duration } from '../words.ts';

/** A late refresh and its transaction (Timer F, 32 s) may still be under way. */
const GRACE_MICROS: Micros = 64 * MICROS_PER_SECOND;

export const registrationLost: TraceRule = {
  id: 'registration-lost',
  title: 'Registration ran out',
  rfc: 'RFC 3261 §10.2.4',
  check(trace) {
    return [...trace.registrations()].flatMap(registration => judge(registration) ?? []);
  },
};

function judge(registration: RegistrationFacts): TraceFound | undefined {
  const { tries, captureEnd } = registration;
  const last = tries.findLast(one => isSuccess(one));
  // The shortest binding that registrars grant is not worth reading a message for before this.
  if (last === undefined || captureEnd - last.finalTime < GRACE_MICROS) return undefined;
  const request = last.request < 0 ? undefined : registration.read(last.request);
  if (request !== undefined && isRemovalOrQuery(request)) return undefined;
  const granted = grantedSeconds(request, registration.read(last.final));
  if (granted === undefined || granted === 0) return undefined;
  const end = last.finalTime + granted * MICROS_PER_SECOND;
  if (Math.min(captureEnd, registration.registrarHeard) < end + GRACE_MICROS) return undefined;
  const later = tries.slice(tries.indexOf(last) + 1);
  // A try under way may have been answered where nobody looked.
  if (later.some(one => one.finalCode === 0 && !one.timerExpired)) return undefined;
  return tell(registration, last, later, granted, end);
}

function isSuccess({ finalCode }: RegisterTry): boolean {
  return finalCode >= 200 && finalCode < 300;
}

function tell(
  registration: RegistrationFacts,
  last: RegisterTry,
  later: readonly RegisterTry[],
  granted: number,
  end: Micros,
): TraceFound {
  const { aor, captureEnd } = registration;
  const failed = later.at(-1);
  const hasLosses = registration.hasLosses(last.finalTime, captureEnd);
  const why =
    failed === undefined
      ? 'no refresh was captured'
      : failed.finalCode === 0
        ? `${later.length === 1 ? 'its refresh got' : `${later.length} refreshes got`} no answer`
        : `${later.length === 1 ? 'its refresh was' : `${later.length} refreshes were`} refused, the last with ${failed.finalCode}`;
  return {
    severity: 'error',
    message: `${aor} from ${last.source} is no longer registered: it was granted ${granted} s, ${why}, and ${duration(captureEnd - end)} have passed since it ran out.`,
    evidence: [last.request, last.final, ...later.flatMap(one => [one.request, one.final])].filter(index => index >= 0),
    time: end,
    leg: last.leg,
    callId: last.callId,
    confidence: hasLosses ? 'low' : failed === undefined ? 'medium' : 'high',
    unknown:
      failed === undefined
        ? 'Whether the phone registers by another way now: another address, another registrar, another capture point.'
        : '',
    next:
      failed === undefined
        ? `Look whether ${last.source} is on and reaches the network.`
        : 'Look at the answer to the refresh: it says why.',
  };
}
