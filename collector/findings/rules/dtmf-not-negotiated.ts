// Keys that do not arrive, or arrive twice: telephone events (RFC 4733) that the receiver did not ask for or under another number,
// INFO that is refused, and INFO beside telephone events.

import type { StreamReport } from '../../model/stream.ts';
import {
  type AgreedLine,
  agreedLines,
  FLOWS,
  type Flow,
  flowsOf,
  isAudio,
  partyOf,
  receiverOf,
  senderOf,
} from '../agreed-media.ts';
import type { LegFacts, MessageFacts } from '../facts.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import { during, everNamedBy, isTelephoneEvent, looksLikeEvents } from '../payload-names.ts';
import type { Found, LegRule } from '../rule.ts';
import { Symptom } from '../symptoms.ts';

/** One key is at least three end packets (RFC 4733 §2.5.1.4). */
const PACKETS = 3;
const INFO_LIMIT = 200;

interface InfoKey {
  readonly message: MessageFacts;
  readonly digit: string;
  readonly finalCode: number;
}

export const dtmfNotNegotiated: LegRule = {
  id: 'dtmf-not-negotiated',
  title: 'DTMF sent by a way that was not agreed on',
  rfc: 'RFC 4733 §2.5.1.1',
  symptoms: MediaSymptom.Events | MediaSymptom.OddPayload | Symptom.Refused | Symptom.NotAcceptable,
  check(leg) {
    const lines = agreedLines(leg).filter(isAudio);
    const flows = flowsOf(leg, lines);
    const keys = infoKeys(leg);
    return FLOWS.flatMap(flow => [
      ...flows[flow].flatMap(stream => eventsOf(leg, stream, flow, lines) ?? []),
      ...(twice(leg, flow, flows[flow], keys) ?? []),
    ]).concat(refused(keys));
  },
};

/** Telephone events under a number that the receiver did not write. */
function eventsOf(leg: LegFacts, stream: StreamReport, flow: Flow, lines: readonly AgreedLine[]): Found | undefined {
  const bySender = everNamedBy(leg, senderOf(flow));
  const byReceiver = everNamedBy(leg, receiverOf(flow));
  const [agreed] = during(stream, lines);
  if (agreed === undefined || byReceiver.size === 0) return undefined;
  const events = stream.payloadTypes.find(({ payloadType, packets, codec }) => {
    const meant = bySender.get(payloadType) ?? codec;
    const isEvent = isTelephoneEvent(meant) || looksLikeEvents(stream, payloadType, bySender);
    return packets >= PACKETS && isEvent && !byReceiver.has(payloadType);
  });
  if (events === undefined) return undefined;
  const isNamed = bySender.has(events.payloadType) || isTelephoneEvent(events.codec);
  const expected = [...byReceiver].filter(([, name]) => isTelephoneEvent(name)).map(([payloadType]) => payloadType);
  const receiver = receiverOf(flow);
  return {
    severity: 'warning',
    message:
      expected.length === 0
        ? `The ${senderOf(flow)} sends ${isNamed ? 'keys' : 'what looks like keys'} as telephone-event (payload type ${events.payloadType}), which the ${receiver} did not agree to.`
        : `The ${senderOf(flow)} sends keys with payload type ${events.payloadType}, but the ${receiver} expects telephone-event as ${expected.join(' or ')}.`,
    evidence: [agreed.offer, agreed.answer],
    streams: [stream.id],
    time: stream.startTime,
    confidence: leg.hasLosses ? 'low' : isNamed ? 'high' : 'medium',
    unknown: 'Whether the receiver takes them all the same, or hears the tone in the audio.',
    next: `Let both sides offer telephone-event, and the sender use the number that the ${receiver} wrote.`,
  };
}

/** The same side sends the same keys by INFO and by RTP: a menu that takes both counts them twice. */
function twice(
  leg: LegFacts,
  flow: Flow,
  streams: readonly StreamReport[],
  keys: readonly InfoKey[],
): Found[] | undefined {
  const sent = keys.filter(key => key.finalCode < 300 && partyOf(leg, key.message.index) === senderOf(flow));
  const digits = sent.map(key => key.digit).join('');
  const stream = streams.find(
    one => digits !== '' && (one.dtmf.includes(digits) || (one.dtmf !== '' && digits.includes(one.dtmf))),
  );
  if (stream === undefined) return undefined;
  return [
    {
      severity: 'warning',
      message: `The ${senderOf(flow)} sent the keys ${digits} twice: by INFO, and as telephone events ${stream.dtmf} in its RTP.`,
      evidence: sent.map(key => key.message.index),
      streams: [stream.id],
      rfc: 'RFC 6086 §1',
      confidence: leg.messages.length > 0 && digits === stream.dtmf ? 'high' : 'medium',
      unknown: 'Whether the receiver counts both.',
      next: 'Set one way of DTMF on the sender; telephone-event (RFC 4733) when both sides agreed to it.',
    },
  ];
}

function refused(keys: readonly InfoKey[]): Found[] {
  const lost = keys.filter(key => key.finalCode >= 400 && ![401, 407, 481, 487].includes(key.finalCode));
  if (lost.length === 0) return [];
  const [first] = lost;
  return [
    {
      severity: 'warning',
      message: `${first.message.destination} refused the key${lost.length > 1 ? 's' : ''} ${lost.map(key => key.digit).join('')} sent by INFO with ${first.finalCode}.`,
      evidence: lost.map(key => key.message.index),
      rfc: 'RFC 6086 §4.2.2',
      confidence: 'high',
      next: 'The receiver does not take keys by INFO: set telephone-event (RFC 4733) on the sender.',
    },
  ];
}

function infoKeys(leg: LegFacts): InfoKey[] {
  const requests = leg.messages.filter(one => one.isRequest && one.method === 'INFO' && !one.retransmission);
  // The same INFO on a further hop is one key.
  const seen = new Set<string>();
  return requests.slice(0, INFO_LIMIT).flatMap(message => {
    const decoded = leg.read(message);
    if (!/^application\/dtmf/i.test(decoded.header('Content-Type') ?? '')) return [];
    const key = `${decoded.header('From')} ${message.cseq}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const digit = digitOf(decoded.body.toString('latin1'));
    const finalCode = leg.transactions[message.transaction]?.finalCode ?? 0;
    return digit === '' ? [] : [{ message, digit, finalCode }];
  });
}

/** `Signal=5` of application/dtmf-relay, or the key alone of application/dtmf. */
function digitOf(body: string): string {
  const signal = /^\s*Signal\s*=\s*([0-9*#A-Da-d]|1[0-5])\s*$/im.exec(body) ?? /^\s*([0-9*#A-Da-d])\s*$/.exec(body);
  const value = signal?.[1].toUpperCase() ?? '';
  return value.length === 2 ? '*#ABCD'.charAt(Number(value) - 10) : value;
}
