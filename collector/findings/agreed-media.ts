// What both sides agreed on, line by line and over time, and which RTP stream goes which way: what the rules about media ask.
// Takes the facts of a leg; gives spans and flows, and says nothing of a stream whose way it cannot tell.

import type { MediaLine, MediaSession, MediaSide, OfferAnswer } from '../model/session.ts';
import type { StreamReport } from '../model/stream.ts';
import type { Micros } from '../model/time.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import { endpointText, hostOf, kindOfAddress } from './address-kind.ts';
import type { LegFacts } from './facts.ts';

export type Party = 'caller' | 'callee';

/** To whom a stream goes. */
export type Flow = 'toCaller' | 'toCallee';
export const FLOWS: readonly Flow[] = ['toCaller', 'toCallee'];

/** One m-line from its answer to the next answer in the same dialog, or to the end of the call. */
export interface AgreedLine {
  readonly from: Micros;
  readonly to: Micros;
  /** Messages with the offer and the answer. */
  readonly offer: number;
  readonly answer: number;
  readonly line: MediaLine;
  readonly caller: MediaSide;
  readonly callee: MediaSide;
}

/** RTP that goes one way, of all streams together. */
export interface FlowStreams {
  readonly toCaller: readonly StreamReport[];
  readonly toCallee: readonly StreamReport[];
}

export function receiverOf(flow: Flow): Party {
  return flow === 'toCaller' ? 'caller' : 'callee';
}

export function senderOf(flow: Flow): Party {
  return flow === 'toCaller' ? 'callee' : 'caller';
}

/** When the call ended, or where the capture did. */
export function endOf(leg: LegFacts): Micros {
  return leg.call.endTime ?? leg.capture.end;
}

export function agreedLines(leg: LegFacts): AgreedLine[] {
  return leg.sessions().flatMap(session => linesOf(session, endOf(leg)));
}

function linesOf(session: MediaSession, end: Micros): AgreedLine[] {
  const answered = session.exchanges.filter(one => one.answer !== undefined && one.rejected === undefined);
  return answered.flatMap((exchange, i) => {
    const from = exchange.answerTime ?? exchange.offerTime;
    const to = answered[i + 1]?.answerTime ?? Math.max(end, from);
    return exchange.lines.flatMap(line => agreedLine(exchange, line, from, to) ?? []);
  });
}

function agreedLine(exchange: OfferAnswer, line: MediaLine, from: Micros, to: Micros): AgreedLine | undefined {
  const { offer, answer, offeredBy } = exchange;
  const { offerer, answerer } = line;
  if (answer === undefined || answerer === undefined) return undefined;
  const byCaller = offeredBy === 'caller';
  return {
    from,
    to,
    offer,
    answer,
    line,
    caller: byCaller ? offerer : answerer,
    callee: byCaller ? answerer : offerer,
  };
}

/** Whether media are to flow that way: not on hold, not refused, not to nowhere (RFC 3264 §5.1, §8.4). */
export function isWanted(agreed: AgreedLine, flow: Flow): boolean {
  const sender = agreed[senderOf(flow)];
  const receiver = agreed[receiverOf(flow)];
  return (
    sender.port !== 0 &&
    receiver.port !== 0 &&
    (sender.direction === 'sendrecv' || sender.direction === 'sendonly') &&
    (receiver.direction === 'sendrecv' || receiver.direction === 'recvonly') &&
    kindOfAddress(receiver.address) !== 'unspecified' &&
    kindOfAddress(sender.address) !== 'unspecified'
  );
}

/** An audio line that carries RTP. */
export function isAudio(agreed: AgreedLine): boolean {
  return agreed.line.media === 'audio' && !agreed.line.t38;
}

/**
 * Both sides want the line, and no codec of the answer was offered (RFC 3264 §6.1: it must be refused with port 0 then). False when a
 * payload type has no name: it may be the same.
 */
export function lacksCodec({ line, caller, callee }: AgreedLine): boolean {
  const isNamed = (side: MediaSide): boolean =>
    side.port !== 0 && side.codecs.length > 0 && side.codecs.every(codec => codec.name !== 'unknown');
  return line.common.length === 0 && line.protocol.includes('RTP') && isNamed(caller) && isNamed(callee);
}

export function sideEndpoint(side: MediaSide): string {
  return endpointText(side.address, side.port);
}

/** RTP clock of every video format (RFC 3551 §5), by which video is told from audio where both share a port (BUNDLE). */
const VIDEO_CLOCK = 90_000;

/** Streams of the leg by their way; those whose way nothing tells are in neither. Video is no part of what audio lines agree on. */
export function flowsOf(leg: LegFacts, lines: readonly AgreedLine[]): FlowStreams {
  const toCaller: StreamReport[] = [];
  const toCallee: StreamReport[] = [];
  const isAudioAlone = lines.every(isAudio);
  for (const stream of leg.streams) {
    if (isAudioAlone && stream.clockHz === VIDEO_CLOCK) continue;
    const flow = flowOf(leg, stream, lines);
    if (flow === 'toCaller') toCaller.push(stream);
    else if (flow === 'toCallee') toCallee.push(stream);
  }
  return { toCaller, toCallee };
}

/** By the address it goes to, by the address it comes from (symmetric RTP), else by whose SDP announced it. */
export function flowOf(leg: LegFacts, stream: StreamReport, lines: readonly AgreedLine[]): Flow | undefined {
  for (const { caller, callee } of lines) {
    if (stream.destination === sideEndpoint(callee)) return 'toCallee';
    if (stream.destination === sideEndpoint(caller)) return 'toCaller';
  }
  for (const { caller, callee } of lines) {
    if (stream.source === sideEndpoint(caller)) return 'toCallee';
    if (stream.source === sideEndpoint(callee)) return 'toCaller';
  }
  const announcer = stream.announcedBy === undefined ? undefined : partyOf(leg, stream.announcedBy);
  if (announcer === undefined || stream.tiedBy === 'none') return undefined;
  const receiver = stream.tiedBy === 'source' ? otherParty(announcer) : announcer;
  return receiver === 'caller' ? 'toCaller' : 'toCallee';
}

/** Who sent a message of the leg: the caller is who sent the request that opened it (RFC 3261 §12). */
export function partyOf(leg: LegFacts, index: number): Party | undefined {
  const message = leg.messages.find(one => one.index === index);
  const opening = leg.messages.find(one => one.isRequest);
  if (message === undefined || opening === undefined) return undefined;
  const transaction = leg.transactions[message.transaction];
  if (transaction !== undefined && !transaction.inDialog) return message.isRequest ? 'caller' : 'callee';
  const tag = fromTag(leg.read(message).header('From'));
  if (tag === '') return undefined;
  const isOfCaller = tag === fromTag(leg.read(opening).header('From'));
  // From names who sent the request (RFC 3261 §8.2.6.2 copies it into the response).
  return isOfCaller === message.isRequest ? 'caller' : 'callee';
}

function fromTag(value: string | undefined): string {
  return (value === undefined ? undefined : readNameAddr(value))?.params.get('tag') ?? '';
}

function otherParty(party: Party): Party {
  return party === 'caller' ? 'callee' : 'caller';
}

/** Time that a stream and a span have in common. */
export function overlap(stream: StreamReport, from: Micros, to: Micros): Micros {
  return Math.max(0, Math.min(stream.endTime, to) - Math.max(stream.startTime, from));
}

/** Any packet of the stream may have been in the span. */
export function touches(stream: StreamReport, from: Micros, to: Micros): boolean {
  return stream.startTime <= to && stream.endTime >= from;
}

/** Hosts between which the opening request went, as captured. */
export function signallingHosts(leg: LegFacts): readonly [string, string] {
  return [hostOf(leg.call.source), hostOf(leg.call.destination)];
}
