// A phone that registers again and again: every few seconds though it was granted an hour, or with another contact each time.
// Also bindings of half a minute and less, which load the registrar without need.

import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { counted } from '../figures.ts';
import { contactsOf, grantedSeconds, isRemovalOrQuery } from '../registered-contacts.ts';
import type { RegisterTry, RegistrationFacts } from '../registration-facts.ts';
import type { TraceFound, TraceRule } from '../rule.ts';
import { duration } from '../words.ts';

const ENOUGH = 6;
const WINDOW_MICROS: Micros = 600 * MICROS_PER_SECOND;
/** Keep-alive by REGISTER is done every 20 or 30 s: only more often than that is flapping. */
const OFTEN_MICROS: Micros = 15 * MICROS_PER_SECOND;
/** Part of what was granted after which phones refresh: half is usual, a tenth is not. */
const EARLY_SHARE = 0.1;
const SHORT_SECONDS = 30;
const CONTACTS = 4;
const READ_LIMIT = 20;

export const registrationFlapping: TraceRule = {
  id: 'registration-flapping',
  title: 'Registers too often',
  rfc: 'RFC 3261 §10.2.4',
  check(trace) {
    return [...trace.registrations()].flatMap(registration => judge(registration) ?? []);
  },
};

function judge(registration: RegistrationFacts): TraceFound | undefined {
  const bySource = new Map<string, RegisterTry[]>();
  for (const one of registration.tries) {
    if (one.finalCode < 200 || one.finalCode >= 300) continue;
    // By host: behind a NAT the port changes, and two devices of one user do not flap.
    const host = one.source.slice(0, one.source.lastIndexOf(':'));
    bySource.set(host, [...(bySource.get(host) ?? []), one]);
  }
  for (const tries of bySource.values()) {
    const window = densest(tries);
    if (window.length < ENOUGH) continue;
    const found = judgeWindow(registration, window);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of one source, the most tries within ten minutes. */
function densest(tries: readonly RegisterTry[]): readonly RegisterTry[] {
  let best: readonly RegisterTry[] = [];
  let start = 0;
  for (let end = 0; end < tries.length; end++) {
    while (tries[end].time - tries[start].time > WINDOW_MICROS) start++;
    if (end - start + 1 > best.length) best = tries.slice(start, end + 1);
  }
  return best;
}

function judgeWindow(registration: RegistrationFacts, window: readonly RegisterTry[]): TraceFound | undefined {
  const read = window.slice(-READ_LIMIT).filter(one => one.request >= 0);
  const requests = read.map(one => registration.read(one.request));
  const removals = requests.filter(isRemovalOrQuery).length;
  const contacts = new Set(
    requests.flatMap(request =>
      contactsOf(request)
        .slice(0, 1)
        .map(contact => contact.uri),
    ),
  );
  const last = window[window.length - 1];
  const length = last.time - window[0].time;
  const interval = length / (window.length - 1);
  const granted = grantedSeconds(requests.at(-1), registration.read(last.final)) ?? 0;
  const tooOften = interval < OFTEN_MICROS && interval < granted * MICROS_PER_SECOND * EARLY_SHARE;
  const moving = contacts.size >= CONTACTS;
  const removing = removals >= ENOUGH / 2;
  const isShort = granted > 0 && granted <= SHORT_SECONDS;
  if (!tooOften && !moving && !removing && !isShort) return undefined;
  const words = moving
    ? `with ${counted(contacts.size, 'contact')}, another one nearly each time`
    : removing
      ? `and removed its registration ${removals} times meanwhile`
      : tooOften
        ? `though it was granted ${granted} s`
        : `for it is granted ${granted} s only`;
  return {
    severity: isShort && !moving && !removing && !tooOften ? 'notice' : 'warning',
    message: `${registration.aor} from ${last.source} registered ${window.length} times in ${duration(length)}, ${words}.`,
    evidence: window.flatMap(one => [one.request, one.final]).filter(index => index >= 0),
    leg: last.leg,
    callId: last.callId,
    time: window[0].time,
    confidence: moving || removing ? 'medium' : 'high',
    unknown: moving
      ? 'Whether several devices share the account behind one address.'
      : 'Whether the interval was chosen to keep a NAT open.',
    next: moving
      ? 'Look for a phone that restarts, a NAT that gives it a new port each time, or the same account on several devices.'
      : 'Set the interval to 300 s or more; CRLF or OPTIONS keep a NAT open for less.',
  };
}
