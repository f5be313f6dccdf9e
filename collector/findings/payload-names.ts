// What payload types mean to whom: by RFC 3264 §5.1 a sender uses the numbers that its receiver wrote.

import type { MediaSide } from '../model/session.ts';
import type { StreamReport } from '../model/stream.ts';
import type { Micros } from '../model/time.ts';
import { type AgreedLine, type Flow, type Party, receiverOf } from './agreed-media.ts';
import type { LegFacts } from './facts.ts';

/** After an answer, packets by the agreement before it may come for so long. */
const TRAILING_MICROS: Micros = 2_000_000;

/** Beside the codec: events, comfort noise, repair (RFC 4733, 3389, 2198, 5109, 4588). */
const BESIDE = /^(?:telephone-event|tone|cn|red|ulpfec|flexfec|rtx|parityfec)\b/i;

const USUAL_EVENTS = 101;
const FEW_SHARE = 0.3;

/** Payload types that are comfort noise, named or not: 13 by RFC 3389, 19 before it. */
const COMFORT_NOISE: readonly number[] = [13, 19];

export function isComfortNoise(payloadType: number): boolean {
  return COMFORT_NOISE.includes(payloadType);
}

export function isBesideCodec(name: string): boolean {
  return BESIDE.test(name);
}

export function isTelephoneEvent(name: string): boolean {
  return /^telephone-event\b/i.test(name);
}

/** Every payload type that a party ever wrote in this call, refused and unanswered offers too. */
export function everNamedBy(leg: LegFacts, party: Party): Map<number, string> {
  const names = new Map<number, string>();
  for (const { exchanges } of leg.sessions()) {
    for (const { lines, offeredBy } of exchanges) {
      for (const line of lines) addNames(names, offeredBy === party ? line.offerer : line.answerer);
    }
  }
  return names;
}

/** What the receiver of a stream has written in the agreements that stood while it flowed. */
export function namedByReceiver(stream: StreamReport, flow: Flow, lines: readonly AgreedLine[]): Map<number, string> {
  const names = new Map<number, string>();
  for (const agreed of during(stream, lines)) addNames(names, agreed[receiverOf(flow)]);
  return names;
}

/** Names of codecs on which both sides agreed while the stream flowed. */
export function commonCodecs(stream: StreamReport, lines: readonly AgreedLine[]): string[] {
  return [...new Set(during(stream, lines).flatMap(agreed => agreed.line.common))];
}

/** Names of codecs are compared without case (RFC 8866 §6.6). */
export function isSameCodec(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

export function during(stream: StreamReport, lines: readonly AgreedLine[]): AgreedLine[] {
  return lines.filter(agreed => agreed.from <= stream.endTime && agreed.to + TRAILING_MICROS >= stream.startTime);
}

function addNames(names: Map<number, string>, side: MediaSide | undefined): void {
  for (const { payloadType, name } of side?.codecs ?? []) if (!names.has(payloadType)) names.set(payloadType, name);
}

/** Few packets with the number that nearly everybody uses for telephone events, beside a codec, and named by nobody. */
export function looksLikeEvents(
  stream: StreamReport,
  payloadType: number,
  named: ReadonlyMap<number, string>,
): boolean {
  if (payloadType !== USUAL_EVENTS || named.has(payloadType)) return false;
  const run = stream.payloadTypes.find(one => one.payloadType === payloadType);
  return run !== undefined && run.packets < stream.packets * FEW_SHARE;
}
