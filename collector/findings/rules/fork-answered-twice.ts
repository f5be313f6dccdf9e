// One INVITE, two callees that answered (RFC 3261 §13.2.2.4): the caller has to ACK both and hang up on one. When it does, all is well;
// when it does not, somebody talks to nobody. What it mended is a notice: two people picked up.

import type { LegFacts, MessageFacts } from '../facts.ts';
import { parameterOf } from '../header-facts.ts';
import type { LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { indexes, isSuccess, LOSSES } from '../words.ts';

/** RFC 3261 §13.2.2.4: 64·T1 after the first 2xx all answers are there. */
const ALL_ARE_THERE = 32_000_000;

interface Answer {
  readonly tag: string;
  readonly response: MessageFacts;
}

export const forkAnsweredTwice: LegRule = {
  id: 'fork-answered-twice',
  title: 'Two callees answered one call',
  rfc: 'RFC 3261 §13.2.2.4',
  symptoms: Symptom.AnsweredTwice,
  check(leg) {
    for (const answers of answersByCaller(leg)) {
      if (answers.length < 2) continue;
      const last = answers[answers.length - 1].response.time;
      const lost = answers.filter(({ tag }) => !isAcknowledged(leg, tag));
      const up = answers.filter(({ tag }) => isAcknowledged(leg, tag) && !isHungUp(leg, tag));
      const isOver = leg.capture.end - last > ALL_ARE_THERE;
      const isMended = lost.length === 0 && up.length < 2;
      if (!isOver && !isMended) continue;
      const caller = answers[0].response.destination;
      const callees = [...new Set(answers.map(({ response }) => response.source))].join(' and ');
      return [
        {
          severity: isMended ? 'notice' : lost.length > 0 ? 'error' : 'warning',
          message:
            `${answers.length} callees answered one INVITE of ${caller} (through ${callees}), and ` +
            (isMended
              ? `${caller} acknowledged them all and hung up on all but one, as it should.`
              : lost.length > 0
                ? `${lost.length === 1 ? 'one of them' : `${lost.length} of them`} never got an ACK.`
                : `${caller} hung up on none of them.`),
          evidence: indexes(answers.map(({ response }) => response)),
          confidence: leg.hasLosses ? 'medium' : 'high',
          unknown: leg.hasLosses ? LOSSES : 'What happened to the other callee, if its signalling took another way.',
          next: isMended
            ? 'Nothing: the caller acted rightly. Who must not pick up twice can be rung one after the other.'
            : `Let ${caller} acknowledge every 2xx and send BYE to all but one, or fork in series, so that only one can answer.`,
        },
      ];
    }
    return [];
  },
};

/** Answers to one INVITE that came to the same caller: a B2BUA that changes tags shows one on each side. */
function answersByCaller(leg: LegFacts): Answer[][] {
  const byCaller = new Map<string, Answer[]>();
  for (const response of leg.messages) {
    if (response.method !== 'INVITE' || !isSuccess(response.statusCode) || response.retransmission) continue;
    const tag = parameterOf(leg.read(response).header('To'), 'tag');
    const key = `${response.cseq} ${response.destination}`;
    const answers = byCaller.get(key) ?? [];
    if (!answers.some(answer => answer.tag === tag)) byCaller.set(key, [...answers, { tag, response }]);
  }
  // Behind a proxy the same answers are on every hop: who called is on the one nearest to him.
  const hopsOf = ([first]: readonly Answer[]): number => leg.transactions[first.response.transaction]?.hops ?? 0;
  return [...byCaller.values()].sort((a, b) => hopsOf(a) - hopsOf(b));
}

function isAcknowledged(leg: LegFacts, tag: string): boolean {
  return leg.messages.some(
    message =>
      message.isRequest && message.method === 'ACK' && parameterOf(leg.read(message).header('To'), 'tag') === tag,
  );
}

function isHungUp(leg: LegFacts, tag: string): boolean {
  return leg.messages.some(message => {
    if (!message.isRequest || message.method !== 'BYE') return false;
    const read = leg.read(message);
    return parameterOf(read.header('To'), 'tag') === tag || parameterOf(read.header('From'), 'tag') === tag;
  });
}
