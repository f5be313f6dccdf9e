// Runs the rules and makes findings of what they say: bounded, in order, with every value from the wire made visible.
// A new rule is one file in `rules/` and one line here.

import { printable } from '../bytes/printable.ts';
import { type Finding, SEVERITIES } from '../model/finding.ts';
import type { Micros } from '../model/time.ts';
import type { LegFacts } from './facts.ts';
import type { Found, LegRule, TraceRule } from './rule.ts';
import { ackMissing } from './rules/ack-missing.ts';
import { authenticationFailed } from './rules/authentication-failed.ts';
import { byeNotPassedOn } from './rules/bye-not-passed-on.ts';
import { byeUnanswered } from './rules/bye-unanswered.ts';
import { cancelRace } from './rules/cancel-race.ts';
import { captureDuplicates } from './rules/capture-duplicates.ts';
import { captureLosses } from './rules/capture-losses.ts';
import { clockSkew } from './rules/clock-skew.ts';
import { codecChangedWithoutOffer } from './rules/codec-changed-without-offer.ts';
import { codecMismatch } from './rules/codec-mismatch.ts';
import { contactBehindNat } from './rules/contact-behind-nat.ts';
import { dtmfNotNegotiated } from './rules/dtmf-not-negotiated.ts';
import { earlyMediaMissing } from './rules/early-media-missing.ts';
import { forbiddenOrUnknown } from './rules/forbidden-or-unknown.ts';
import { forkAnsweredTwice } from './rules/fork-answered-twice.ts';
import { glare } from './rules/glare.ts';
import { inDialogRoute } from './rules/in-dialog-route.ts';
import { lateMedia } from './rules/late-media.ts';
import { malformed } from './rules/malformed.ts';
import { mediaAfterBye } from './rules/media-after-bye.ts';
import { mediaFromOtherAddress } from './rules/media-from-other-address.ts';
import { mediaQuality } from './rules/media-quality.ts';
import { missingTrying } from './rules/missing-trying.ts';
import { noAudio } from './rules/no-audio.ts';
import { noReply } from './rules/no-reply.ts';
import { oneSidedCapture } from './rules/one-sided-capture.ts';
import { oneWayAudio } from './rules/one-way-audio.ts';
import { optionsDown } from './rules/options-down.ts';
import { passedOnLate } from './rules/passed-on-late.ts';
import { payloadTypeUnknown } from './rules/payload-type-unknown.ts';
import { prackStall } from './rules/prack-stall.ts';
import { privateAddress } from './rules/private-address.ts';
import { refusalChanged } from './rules/refusal-changed.ts';
import { registrationFlapping } from './rules/registration-flapping.ts';
import { registrationLost } from './rules/registration-lost.ts';
import { registrationRejected } from './rules/registration-rejected.ts';
import { routingLoop } from './rules/routing-loop.ts';
import { scanner } from './rules/scanner.ts';
import { serverErrors } from './rules/server-errors.ts';
import { serverFailure } from './rules/server-failure.ts';
import { sessionTimer } from './rules/session-timer.ts';
import { srtpMismatch } from './rules/srtp-mismatch.ts';
import { t38Failed } from './rules/t38-failed.ts';
import { transferFailed } from './rules/transfer-failed.ts';
import { udpTooLarge } from './rules/udp-too-large.ts';
import type { TraceFacts } from './trace-facts.ts';

export const LEG_RULES: readonly LegRule[] = [
  noReply,
  ackMissing,
  byeUnanswered,
  inDialogRoute,
  udpTooLarge,
  routingLoop,
  authenticationFailed,
  forbiddenOrUnknown,
  codecMismatch,
  serverFailure,
  sessionTimer,
  transferFailed,
  prackStall,
  missingTrying,
  forkAnsweredTwice,
  cancelRace,
  glare,
  malformed,
  oneWayAudio,
  noAudio,
  privateAddress,
  mediaFromOtherAddress,
  mediaQuality,
  lateMedia,
  earlyMediaMissing,
  dtmfNotNegotiated,
  payloadTypeUnknown,
  codecChangedWithoutOffer,
  mediaAfterBye,
  srtpMismatch,
  t38Failed,
];

export const TRACE_RULES: readonly TraceRule[] = [
  serverErrors,
  optionsDown,
  scanner,
  registrationLost,
  registrationRejected,
  registrationFlapping,
  contactBehindNat,
  byeNotPassedOn,
  refusalChanged,
  passedOnLate,
  clockSkew,
  oneSidedCapture,
  captureLosses,
  captureDuplicates,
];

/** Ids of all rules, in alphabetical order. */
export const RULE_IDS: readonly string[] = [...LEG_RULES, ...TRACE_RULES].map(rule => rule.id).sort();

const TITLES = new Map([...LEG_RULES, ...TRACE_RULES].map(rule => [rule.id, rule.title]));

/** What a rule is about, in a few words; its id when there is no such rule. */
export function titleOf(rule: string): string {
  return TITLES.get(rule) ?? rule;
}

/** All symptoms that any rule looks for: a leg without them is healthy. */
export const ALL_SYMPTOMS = LEG_RULES.reduce((bits, rule) => bits | rule.symptoms, 0);

/** Messages that prove a finding; more are counted. */
const EVIDENCE_LIMIT = 50;
/** Findings of one rule about one leg, or about the trace: beyond, the first ones stand for all. */
const FOUND_LIMIT = 20;
const SENTENCE_CHARS = 600;

/** A finding that nobody has read yet. */
export interface Hit {
  readonly rule: LegRule;
  readonly found: Found;
  readonly time: Micros;
}

/** What the rules find in one leg, worst first, then by time; sentences that cost reading are not made, nor is evidence that can wait. */
export function hitsOfLeg(leg: LegFacts, rules: readonly LegRule[] = LEG_RULES): Hit[] {
  const hits: Hit[] = [];
  for (const rule of rules) {
    if ((rule.symptoms & leg.symptoms) === 0) continue;
    for (const found of rule.check(leg).slice(0, FOUND_LIMIT)) {
      hits.push({ rule, found, time: found.time ?? timeOf(leg, evidenceOf(found)) ?? leg.call.startTime });
    }
  }
  return hits.sort((a, b) => bySeverity(a.found, b.found) || a.time - b.time);
}

/** Of one leg, in the order of its hits. */
export function findingsOfLeg(leg: LegFacts, rules: readonly LegRule[] = LEG_RULES): Finding[] {
  const { call } = leg;
  return hitsOfLeg(leg, rules).map(({ rule, found, time }) => ({
    ...makeFinding(rule, found, evidenceOf(found), time),
    callId: call.callId,
    leg: call.index,
  }));
}

export function findingsOfTrace(trace: TraceFacts, rules: readonly TraceRule[] = TRACE_RULES): Finding[] {
  return rules
    .flatMap(rule =>
      rule
        .check(trace)
        .slice(0, FOUND_LIMIT)
        .map(found => ({
          ...makeFinding(rule, found, evidenceOf(found), found.time ?? trace.capture.start),
          ...(found.leg !== undefined && { leg: found.leg }),
          ...(found.callId !== undefined && { callId: found.callId }),
          ...(found.covers !== undefined && { covers: found.covers }),
        })),
    )
    .sort(byWeight);
}

/** In order, each message once. */
function evidenceOf({ evidence }: Found): number[] {
  return [...new Set(typeof evidence === 'function' ? evidence() : evidence)].sort((a, b) => a - b);
}

function makeFinding(
  rule: LegRule | TraceRule,
  found: Found,
  evidence: readonly number[],
  time: Micros,
): Omit<Finding, 'leg'> {
  const cut = evidence.length - EVIDENCE_LIMIT;
  return {
    rule: rule.id,
    severity: found.severity,
    message: sentence(typeof found.message === 'string' ? found.message : found.message()),
    callId: '',
    evidence: evidence.slice(0, EVIDENCE_LIMIT),
    ...(cut > 0 && { evidenceCut: cut }),
    streams: (found.streams ?? []).slice(0, EVIDENCE_LIMIT),
    time,
    rfc: found.rfc ?? rule.rfc,
    confidence: found.confidence,
    unknown: sentence(found.unknown ?? ''),
    next: sentence(found.next),
  };
}

/** When the first message of the evidence was sent. */
function timeOf(leg: LegFacts, [first]: readonly number[]): Micros | undefined {
  return leg.messages.find(message => message.index === first)?.time;
}

function byWeight(a: Finding, b: Finding): number {
  return bySeverity(a, b) || a.time - b.time;
}

/** Worst first. */
export function bySeverity(a: Pick<Finding, 'severity'>, b: Pick<Finding, 'severity'>): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

/** What hides or moves the cursor is shown as an escape; a sentence that a hostile value blew up is cut. */
function sentence(text: string): string {
  const shown = printable(text);
  return shown.length <= SENTENCE_CHARS ? shown : `${shown.slice(0, SENTENCE_CHARS - 1)}…`;
}
