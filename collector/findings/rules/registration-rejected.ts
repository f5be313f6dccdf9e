// A registration that is refused and stays refused: forbidden, unknown, an interval that is too brief and is asked for again.
// Wrong passwords are `auth-loop`'s to tell: a 401 to credentials invites to try again.

import { askedSeconds } from '../registered-contacts.ts';
import type { RegisterTry, RegistrationFacts } from '../registration-facts.ts';
import type { TraceFound, TraceRule } from '../rule.ts';
import { times } from '../words.ts';

/** 401, 407 and 494 ask for credentials; 408 is nobody's decision; 491 and 5xx may pass. */
const NO_REFUSAL: readonly number[] = [401, 407, 408, 491, 494];
const LOOP = 3;

export const registrationRejected: TraceRule = {
  id: 'registration-rejected',
  title: 'Registration refused',
  rfc: 'RFC 3261 §10.3',
  check(trace) {
    return [...trace.registrations()].flatMap(registration => judge(registration) ?? []);
  },
};

function judge(registration: RegistrationFacts): TraceFound | undefined {
  const { tries } = registration;
  const last = tries.at(-1);
  if (last === undefined || !isRefusal(last)) return undefined;
  const since = tries.slice(tries.findLastIndex(one => one.finalCode >= 200 && one.finalCode < 300) + 1);
  const refused = since.filter(isRefusal);
  // A 423 is a matter of asking again for longer (RFC 3261 §10.2.8).
  if (last.finalCode === 423) return refused.length < 2 ? undefined : tooBrief(registration, refused);
  return {
    severity: refused.length >= LOOP ? 'error' : 'warning',
    message:
      `${last.destination} refuses to register ${registration.aor} from ${last.source}: ${last.finalCode}` +
      `${refused.length > 1 ? `, ${times(refused.length)}` : ''}${reasonOf(registration, last)}.`,
    evidence: messagesOf(refused),
    leg: last.leg,
    callId: last.callId,
    time: refused[0].time,
    confidence: 'high',
    unknown: refused.length > 1 ? '' : 'Whether the phone tries again later.',
    next: nextOf(last.finalCode),
  };
}

function isRefusal({ finalCode }: RegisterTry): boolean {
  return (finalCode >= 400 && finalCode < 500 && !NO_REFUSAL.includes(finalCode)) || finalCode >= 600;
}

function tooBrief(registration: RegistrationFacts, refused: readonly RegisterTry[]): TraceFound | undefined {
  const last = refused[refused.length - 1];
  const minimum = Number(registration.read(last.final).header('Min-Expires') ?? Number.NaN);
  const asked = last.request < 0 ? undefined : askedSeconds(registration.read(last.request));
  // It asked for more than before and the registrar wants still more: both are at work.
  if (asked === undefined || Number.isNaN(minimum) || asked >= minimum) return undefined;
  return {
    severity: 'error',
    message: `${registration.aor} from ${last.source} asks for ${asked} s again and again, and ${last.destination} wants ${minimum} s at least (423, ${times(refused.length)}).`,
    evidence: messagesOf(refused),
    leg: last.leg,
    callId: last.callId,
    time: refused[0].time,
    rfc: 'RFC 3261 §10.2.8',
    confidence: 'high',
    unknown: '',
    next: `Set the registration interval of the phone to ${minimum} s or more; it should have taken Min-Expires by itself.`,
  };
}

function reasonOf(registration: RegistrationFacts, { final }: RegisterTry): string {
  const response = registration.read(final);
  const words = [response.header('Warning'), response.header('Reason')].filter(text => text !== undefined);
  return words.length === 0 ? '' : ` (${words.join('; ')})`;
}

function messagesOf(tries: readonly RegisterTry[]): number[] {
  return tries.flatMap(one => [one.request, one.final]).filter(index => index >= 0);
}

function nextOf(code: number): string {
  if (code === 404 || code === 604)
    return 'The registrar does not know this user: check name and domain of the account on both sides.';
  if (code === 403)
    return 'Check that the account is active and may register from this address; some servers answer 403 to a wrong password.';
  return 'Look up the account at the registrar, and its log for this Call-ID.';
}
