// The session timer (RFC 4028): a call that nothing renews in time is taken for dead, and hung up. Half of the interval is when the
// refresher should send a re-INVITE or UPDATE (§10); the other side may send BYE a third of it, at most 32 s, before the end.
//
//   2xx  Session-Expires: 1800;refresher=uac
//    │────────── half: refresh is due ──────── BYE may come ── end
//    0                 900 s                     1768 s       1800 s

import type { LegFacts, MessageFacts, TransactionFacts } from '../facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { duration, endsOf, indexes, isSuccess, LOSSES, refusalsOf, requestsOf, wasMended } from '../words.ts';

const SECOND = 1_000_000;
/** Timers of two hosts and the way between them differ by so much. */
const TOLERANCE = 3 * SECOND;

export const sessionTimer: LegRule = {
  id: 'session-timer',
  title: 'Session timer ran out',
  rfc: 'RFC 4028 §10',
  symptoms: Symptom.SessionTimer | Symptom.IntervalTooSmall | Symptom.NoSuchDialog,
  check: leg => [...tellRefusedInterval(leg), ...tellForgotten(leg), ...tellRunOut(leg)],
};

/** A refresh that finds out that the other side has no such dialog any more: the call is over, and its refresher has to say so (§10). */
function tellForgotten(leg: LegFacts): Found[] {
  const refused = refusalsOf(leg, code => code === 481).find(one => isTimerRefresh(leg, one));
  if (refused === undefined) return [];
  const { method, source, destination, final } = refused;
  const bye = leg.transactions.find(one => one.method === 'BYE' && one.request > final && one.source === source);
  return [
    {
      severity: 'warning',
      message:
        `${destination} answered the refresh of ${source} by ${method} with 481: it has no such call any more. ` +
        (bye === undefined ? `${source} did not hang up.` : `${source} hung up, as it should.`),
      evidence: indexes([...endsOf(leg, refused), ...(bye === undefined ? [] : endsOf(leg, bye))]),
      confidence: leg.hasLosses ? 'medium' : 'high',
      unknown: `Why ${destination} has lost the call: a restart, a timer of its own, a BYE that was not captured.`,
      next:
        `Look whether ${destination} was restarted, or ended the call by itself before.` +
        (bye === undefined ? ` Let ${source} send BYE after a 481 to a refresh.` : ''),
    },
  ];
}

/** A request inside the dialog that renews the session: re-INVITE or UPDATE with Session-Expires (§7.4). */
export function isTimerRefresh(leg: LegFacts, transaction: TransactionFacts): boolean {
  const { inDialog, request } = transaction;
  if (!inDialog || request < 0 || !isRefresh(transaction)) return false;
  return leg.read(leg.messages[request]).header('Session-Expires') !== undefined;
}

/** 422: the interval is below the Min-SE of somebody on the way; asked again with a larger one, all is well (§7.3). */
function tellRefusedInterval(leg: LegFacts): Found[] {
  const refused = refusalsOf(leg, code => code === 422);
  const last = refused.at(-1);
  if (last === undefined || wasMended(leg, last)) return [];
  const isOutcome = leg.call.statusCode === 422;
  if (!isOutcome && refused.length < 2) return [];
  const minimum = leg.read(leg.messages[last.final]).header('Min-SE') ?? 'none';
  const asked = last.request < 0 ? undefined : leg.read(leg.messages[last.request]).header('Session-Expires');
  return [
    {
      severity: 'error',
      message:
        `${last.destination} refused the session interval${asked === undefined ? '' : ` of ${asked} s`} with 422` +
        `${refused.length > 1 ? `, ${refused.length} times` : ''}, it wants at least ${minimum} s, and ${last.source} did not ask for more.`,
      evidence: indexes(refused.flatMap(one => endsOf(leg, one))),
      rfc: 'RFC 4028 §7.3',
      confidence: isOutcome ? 'high' : 'medium',
      next: `Raise Session-Expires of ${last.source} to at least ${minimum} s, or lower Min-SE of ${last.destination}.`,
    },
  ];
}

interface Timer {
  /** The 2xx that set it, the latest that any refresh got. */
  readonly answer: MessageFacts;
  /** Seconds. */
  readonly interval: number;
  readonly refresher: string;
}

function tellRunOut(leg: LegFacts): Found[] {
  const timer = timerOf(leg);
  if (timer === undefined || leg.messagesCut > 0) return [];
  const interval = timer.interval * SECOND;
  const bye = leg.messages.find(
    ({ isRequest, method, time }) => isRequest && method === 'BYE' && time > timer.answer.time,
  );
  const early = interval - Math.min(32 * SECOND, interval / 3) - TOLERANCE;
  const lasted = (bye?.time ?? leg.messages.at(-1)?.time ?? 0) - timer.answer.time;
  // A BYE before that is a person who hangs up; one long after it shows that nobody looks at the timer.
  if (lasted < (bye === undefined ? interval + TOLERANCE : early)) return [];
  const attempts = leg.transactions.filter(
    one => isRefresh(one) && one.request >= 0 && leg.messages[one.request].time > timer.answer.time && one.inDialog,
  );
  const failed = attempts.at(-1);
  const isDropped = bye !== undefined && lasted <= interval + TOLERANCE;
  const refresh =
    failed === undefined
      ? 'no refresh was sent'
      : failed.finalCode === 0
        ? `the refresh by ${failed.method} got no final response`
        : `the refresh by ${failed.method} was refused with ${failed.finalCode}`;
  const tail = isDropped
    ? `, and ${bye.source} hung up ${duration(lasted)} after the last one`
    : `; the call went on for ${duration(lasted)} all the same`;
  return [
    {
      severity: isDropped ? 'error' : 'warning',
      message: `The session timer of ${timer.interval} s ran out: ${refresh}${tail}.`,
      evidence: indexes([
        timer.answer,
        ...attempts.flatMap(one => [...requestsOf(leg, one), ...endsOf(leg, one)]),
        ...(bye === undefined ? [] : [bye]),
      ]),
      time: bye?.time ?? timer.answer.time + interval,
      confidence: leg.hasLosses ? 'low' : isDropped ? 'medium' : 'high',
      unknown: leg.hasLosses
        ? LOSSES
        : isDropped
          ? 'Whether the timer sent the BYE or a person who hung up at that moment: the refresh is missing in any case.'
          : 'Whether a refresh passed by a way that was not captured.',
      next:
        failed === undefined
          ? `Look why ${refresherWords(timer)} does not refresh: after half of the interval it owes a re-INVITE or UPDATE.`
          : `Look why the ${failed.method} of ${failed.source} does not succeed at ${failed.destination}.`,
    },
  ];
}

function isRefresh({ method }: TransactionFacts): boolean {
  return method === 'INVITE' || method === 'UPDATE';
}

/** Of the newest 2xx to INVITE or UPDATE; undefined when that one sets no timer, which ends it (§7.2). */
function timerOf(leg: LegFacts): Timer | undefined {
  const answer = leg.messages.findLast(
    ({ statusCode, method }) => isSuccess(statusCode) && (method === 'INVITE' || method === 'UPDATE'),
  );
  const value = answer === undefined ? undefined : leg.read(answer).header('Session-Expires');
  const interval = /^\s*(\d{1,9})/.exec(value ?? '')?.[1];
  if (answer === undefined || value === undefined || interval === undefined || Number(interval) === 0) return undefined;
  return { answer, interval: Number(interval), refresher: /;\s*refresher\s*=\s*(ua[cs])/i.exec(value)?.[1] ?? '' };
}

function refresherWords({ answer, refresher }: Timer): string {
  if (refresher.toLowerCase() === 'uas') return answer.source;
  if (refresher.toLowerCase() === 'uac') return answer.destination;
  return 'the side that the 2xx names as refresher';
}
