// Refused for its media: 488, 606, 406, 415 (RFC 3261 §21.4.26). What was offered stands in the offer, what the other side could do
// it tells in a Warning at best. And accepted all the same: an answer with codecs of which none was offered.
//
// In a dialog that is the everyday end of an attempt to change codecs: the call goes on as before (§14.1).

import { codecSummary } from '../../sip/sdp.ts';
import { type AgreedLine, agreedLines, lacksCodec } from '../agreed-media.ts';
import type { LegFacts, TransactionFacts } from '../facts.ts';
import { explanationOf } from '../header-facts.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';
import { endsOf, indexes, refusalsOf, wasMended } from '../words.ts';

const CODES: readonly number[] = [406, 415, 488, 606];

export const codecMismatch: LegRule = {
  id: 'codec-mismatch',
  title: 'No common codec or media',
  rfc: 'RFC 3261 §21.4.26',
  symptoms: Symptom.NotAcceptable,
  check: leg => [
    ...refusalsOf(leg, code => CODES.includes(code))
      .filter(({ method }) => method === 'INVITE' || method === 'UPDATE')
      // `t38-failed` speaks of fax.
      .filter(refused => !refused.inDialog || !offerOf(leg, refused).includes('T.38'))
      .map(refused => tell(leg, refused)),
    ...acceptedOf(leg),
  ],
};

/** Lines that were answered without a codec of the offer; each line once, however often it was answered so. */
function acceptedOf(leg: LegFacts): Found[] {
  if (leg.call.kind !== 'call' || leg.call.answerTime === undefined) return [];
  const lines = agreedLines(leg).filter(({ answer }) => isFinal(leg, answer));
  const told = new Set<number>();
  return lines.flatMap(agreed => {
    const { index } = agreed.line;
    if (!lacksCodec(agreed) || told.has(index)) return [];
    told.add(index);
    const mended = lines.some(
      later => later.from > agreed.from && later.line.index === index && later.line.common.length > 0,
    );
    return [accepted(leg, agreed, mended)];
  });
}

/** What a provisional shows may be of a branch that is never answered (RFC 3261 §13.2.2.4); an ACK answers the offer of a 2xx. */
function isFinal(leg: LegFacts, answer: number): boolean {
  const message = leg.messages.find(one => one.index === answer);
  return message !== undefined && (message.isRequest || message.statusCode >= 200);
}

function accepted(leg: LegFacts, { line, offer, answer, from }: AgreedLine, isMended: boolean): Found {
  const { offerer, answerer, media } = line;
  const byAnswerer = namesOf(answerer?.codecs ?? []);
  const kind = media === 'audio' || media === 'video' ? media : 'this medium';
  return {
    severity: isMended ? 'notice' : media === 'audio' ? 'error' : 'warning',
    message:
      `The offer of ${namesOf(offerer.codecs)} was answered with ${byAnswerer}, of which none was offered: the call was accepted ` +
      `without a codec for ${kind} that both sides know.${isMended ? ' A later offer and answer mended it.' : ''}`,
    evidence: [offer, answer],
    time: from,
    rfc: 'RFC 3264 §6.1',
    confidence: leg.hasLosses || leg.call.flags.includes('lateStart') ? 'low' : 'high',
    unknown: 'Whether the side that offered can decode what it did not offer.',
    next: 'Allow a codec on the answering side that was offered, or transcode between; a side that has none must answer with port 0 or 488.',
  };
}

function namesOf(codecs: readonly { readonly name: string }[]): string {
  return [...new Set(codecs.map(codec => codec.name))].join(', ');
}

function tell(leg: LegFacts, refused: TransactionFacts): Found {
  const { method, finalCode: code, destination, inDialog } = refused;
  const goesOn = inDialog || wasMended(leg, refused);
  return {
    severity: goesOn ? 'notice' : 'error',
    message: () => {
      const offer = offerOf(leg, refused);
      const offered = offer === '' ? `the ${method}` : `the offer of ${offer}`;
      const outcome = inDialog ? ' The call goes on with the media it had.' : goesOn ? ' Another try succeeded.' : '';
      return `${destination} refused ${offered} with ${code}.${explanationOf(leg.read(leg.messages[refused.final]))}${outcome}`;
    },
    evidence: indexes(endsOf(leg, refused)),
    confidence: code === 488 || code === 606 ? 'high' : 'medium',
    unknown: goesOn
      ? ''
      : 'Which codecs, addresses or encryption the refusing side would have taken, unless its answer says so.',
    next: inDialog
      ? 'If the change was wanted, allow it on the refusing side; else nothing needs to be done.'
      : `Compare the codecs, SRTP and address family offered with what is allowed on ${destination}; add a common codec or transcode between.`,
  };
}

/** Media and codecs of the offer; empty when the request was not seen, or made none. */
function offerOf(leg: LegFacts, { request }: TransactionFacts): string {
  if (request < 0 || !leg.messages[request].hasSdp) return '';
  const message = leg.read(leg.messages[request]);
  return codecSummary(message.body, message.header('Content-Type') ?? '');
}
