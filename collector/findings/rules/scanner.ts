// Somebody looks for servers, extensions or passwords: by the name of the tool in User-Agent, or by behaviour – many users tried
// from one address and nearly all refused, or one user tried again and again.

import type { FindingCover } from '../../model/finding.ts';
import { readNameAddr } from '../../sip/name-addr.ts';
import { percent } from '../figures.ts';
import type { TraceFound, TraceRule } from '../rule.ts';
import type { SourceFacts } from '../source-facts.ts';
import type { TraceFacts } from '../trace-facts.ts';
import { duration } from '../words.ts';

/** Names that tools give themselves; all of them are there to scan or to attack. */
const TOOLS =
  /friendly-(?:scanner|request)|sipvicious|sundayddr|sip-?scan|\bsv(?:map|war|crack)\b|pplsip|siparmyknife|\biwar\b|\bsipcli\b|\bsmap\b|\bmr\.?sip\b|\bsippts\b|voippack/i;
/** Users tried from one address; a PBX whose trunk fails has fewer, or others that succeed. */
const TARGETS = 20;
const REFUSED_SHARE = 0.9;
/** Refusals about one user, as often as this or oftener: a phone with a wrong password waits half a minute between tries. */
const GUESSES = 20;
const GUESS_MICROS = 5_000_000;
/** Sources whose first message is read: those of which most was refused. */
const ASKED = 1000;

export const scanner: TraceRule = {
  id: 'scanner',
  title: 'Scan or brute force',
  rfc: 'RFC 3261 §26.1',
  check(trace) {
    return trace
      .sources(ASKED)
      .flatMap(source => byName(trace, source) ?? bySweep(trace, source) ?? byGuessing(source) ?? []);
  },
};

function byName(trace: TraceFacts, source: SourceFacts): TraceFound | undefined {
  const name = toolOf(trace, source.firstRequest);
  if (name === undefined) return undefined;
  return {
    severity: source.accepted > 0 ? 'error' : 'warning',
    message:
      `${source.address} scans: it calls itself "${name}" and tried ${source.legs} request${source.legs === 1 ? '' : 's'} ` +
      `in ${duration(source.lastTime - source.firstTime)}${source.accepted > 0 ? `; ${source.accepted} were accepted` : ''}.`,
    evidence: source.messages.length > 0 ? source.messages : [source.firstRequest],
    time: source.firstTime,
    covers: coverOf(source),
    confidence: 'high',
    unknown: 'Whether it is a test of your own.',
    next: 'Block the address at the firewall. Where something was accepted, look what it got: a list of extensions, a registration, a call.',
  };
}

function toolOf(trace: TraceFacts, request: number): string | undefined {
  // Nearly all messages name no tool anywhere: of them no header need be found.
  if (!trace.mentions(request, TOOLS)) return undefined;
  const agent = trace.header(request, 'User-Agent') ?? '';
  if (TOOLS.test(agent)) return agent;
  const from = trace.header(request, 'From') ?? '';
  return TOOLS.test(from) ? (readNameAddr(from)?.displayName ?? from) : undefined;
}

function bySweep(trace: TraceFacts, source: SourceFacts): TraceFound | undefined {
  const bad = source.refused + source.unanswered;
  // What nobody answered may be a server that is down: only refusals make a sweep.
  if (source.targets < TARGETS || source.refused < TARGETS || bad / source.legs < REFUSED_SHARE) return undefined;
  const agent = trace.header(source.firstRequest, 'User-Agent');
  return {
    severity: 'warning',
    message:
      `${source.address} tried ${source.targets} users in ${duration(source.lastTime - source.firstTime)} and ` +
      `${percent(bad / source.legs)} of its ${source.legs} requests were refused or not answered${agent === undefined ? '' : ` (User-Agent "${agent}")`}.`,
    evidence: source.messages,
    time: source.firstTime,
    covers: coverOf(source),
    confidence: 'medium',
    unknown: 'Whether it is a PBX of your own whose accounts were deleted or whose credentials are wrong.',
    next: 'When you do not know the address, block it, and let the registrar answer unknown users like known ones.',
  };
}

function byGuessing(source: SourceFacts): TraceFound | undefined {
  const length = source.lastTime - source.firstTime;
  if (source.mostAboutOne < GUESSES || source.refused / source.legs < REFUSED_SHARE) return undefined;
  // A phone with a wrong password tries every half minute or so.
  if (length / source.mostAboutOne > GUESS_MICROS) return undefined;
  return {
    severity: 'warning',
    message: `${source.address} was refused ${source.mostAboutOne} times for the user ${source.oneTarget} in ${duration(length)}: it may be guessing a password.`,
    evidence: source.messages,
    time: source.firstTime,
    covers: coverOf(source),
    confidence: 'medium',
    unknown: 'Whether it is a phone that tries again without waiting.',
    next: 'Block the address when you do not know it; else correct the password of that account. Limit tries per address.',
  };
}

/** What its requests met one by one. */
function coverOf({ address }: SourceFacts): FindingCover {
  return { rules: ['authentication-failed', 'forbidden-or-unknown', 'no-reply'], host: address, side: 'opens' };
}
