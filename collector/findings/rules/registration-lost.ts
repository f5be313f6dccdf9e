// A binding runs out and no refresh came (RFC 3261 §10.2.4): from then on nobody can call the phone. By the capture clock, and only
// while the registrar was still heard afterwards: a capture that ends proves nothing.

import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import type { RegisterTry, RegistrationFacts } from '../registration-facts.ts';
import type { TraceFound, TraceRule } from '../rule.ts';
import { duration } from '../words.ts';

/** Phones refresh long before the end; what is under way shows as a REGISTER. */
const GRACE_MICROS: Micros = 10 * MICROS_PER_SECOND;

export const registrationLost: TraceRule = {
  id: 'registration-lost',
  title: 'Registration ran out',
  rfc: 'RFC 3261 §10.2.4',
  check(trace) {
    return [...trace.registrations()].flatMap(registration => judge(registration) ?? gaps(registration) ?? []);
  },
};

function judge(registration: RegistrationFacts): TraceFound | undefined {
  const { tries, captureEnd } = registration;
  const last = tries.findLast(one => isSuccess(one));
  // The shortest binding that registrars grant is not worth reading a message for before this.
  if (last === undefined || captureEnd - last.finalTime < GRACE_MICROS) return undefined;
  const granted = registration.grantedTo(last);
  if (granted === 0) return undefined;
  const end = last.finalTime + granted * MICROS_PER_SECOND;
  if (Math.min(captureEnd, registration.registrarHeard) < end + GRACE_MICROS) return undefined;
  const later = tries.slice(tries.indexOf(last) + 1);
  // A try under way may have been answered where nobody looked.
  if (later.some(one => one.finalCode === 0 && !one.timerExpired)) return undefined;
  return tell(registration, last, later, granted, end);
}

/** It came back each time, but was not there in between. */
function gaps(registration: RegistrationFacts): TraceFound | undefined {
  const successes = registration.tries.filter(isSuccess);
  const last = successes.at(-1);
  if (last === undefined || successes.length < 2) return undefined;
  // Bindings are granted alike, so one message tells which pauses are worth reading about.
  const usual = registration.grantedTo(last) * MICROS_PER_SECOND;
  const lost = successes.slice(1).flatMap((back, i) => {
    const before = successes[i];
    if (back.time - before.finalTime < usual + GRACE_MICROS) return [];
    const end = before.finalTime + registration.grantedTo(before) * MICROS_PER_SECOND;
    return end > before.finalTime && back.time >= end + GRACE_MICROS ? [{ before, back, end }] : [];
  });
  const [first] = lost;
  if (first === undefined) return undefined;
  const length = lost.reduce((sum, { back, end }) => sum + back.time - end, 0);
  const hasLosses = registration.hasLosses(first.before.finalTime, last.time);
  return {
    severity: 'warning',
    message:
      `${registration.aor} from ${first.before.source} was not registered for ${duration(length)}` +
      `${lost.length > 1 ? `, in ${lost.length} gaps` : ''}: its binding ran out before it was refreshed.`,
    evidence: lost.flatMap(({ before, back }) => [before.final, back.request]).filter(index => index >= 0),
    time: first.end,
    leg: first.back.leg,
    callId: first.back.callId,
    confidence: hasLosses ? 'low' : 'medium',
    unknown: 'Whether the phone was off, or its refreshes took another way meanwhile.',
    next: `Let ${first.before.source} refresh at half time; when it was off, look why.`,
  };
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
