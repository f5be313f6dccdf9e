// The symptoms of a leg's media (`findings/media-symptoms.ts`), from what is counted of its streams. The SDP of a stream is looked at
// as text when its payload type may be odd, everything else is columns: a call whose media went well costs no more.

import { latin1 } from '../bytes/slices.ts';
import { MediaSymptom } from '../findings/media-symptoms.ts';
import type { MediaVantage } from '../findings/media-vantage.ts';
import type { Stream } from '../media/stream.ts';
import { LEG_KINDS, LEG_STATES } from '../model/leg.ts';
import { Method } from '../model/sip.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { MessageFlag } from '../store/message-table.ts';

const CALL = LEG_KINDS.indexOf('call');
const ENDED = LEG_STATES.indexOf('ended');
const TALK: Micros = 5 * MICROS_PER_SECOND;
const ALONE: Micros = 3 * MICROS_PER_SECOND;
const LATE: Micros = MICROS_PER_SECOND;
const EARLY: Micros = 3 * MICROS_PER_SECOND;
const AFTER: Micros = 5 * MICROS_PER_SECOND;
/** Below, nobody hears a thing (`rules/media-quality.ts` has the limits). */
const LOSS_SHARE = 0.02;
const JITTER_MILLIS = 20;
const LONGEST_LOSS = 10;
const REORDERED_SHARE = 0.02;
const HEARD_PACKETS = 50;
/** G.711 and G.722, whose packets are multiples of 40 bytes. */
const CONSTANT: readonly number[] = [0, 8, 9];

export interface MediaSources {
  readonly store: CallStore;
  readonly bytes: MessageBytes;
  readonly vantage: MediaVantage;
  /** The capture clock. */
  readonly clock: Micros;
}

/** Bits of MediaSymptom. `streams` are those of the leg. */
export function mediaSymptomsOf(sources: MediaSources, leg: Leg, streams: readonly Stream[]): number {
  if (leg.kind !== CALL) return 0;
  if (streams.length === 0) return isWithoutMedia(sources, leg) ? MediaSymptom.NoStreams : 0;
  let symptoms = ofLeg(sources.store, leg, streams);
  for (const stream of streams) symptoms |= ofStream(sources, leg, stream, streams);
  return symptoms;
}

/** Only where media of any call were captured at all. */
function isWithoutMedia({ store, vantage, clock }: MediaSources, leg: Leg): boolean {
  if (leg.answer < 0 || vantage.calls === 0) return false;
  return endOf(store, leg, clock) - store.messages.time[leg.answer] >= TALK;
}

function endOf(store: CallStore, leg: Leg, clock: Micros): Micros {
  return leg.ending < 0 ? clock : store.messages.time[leg.ending];
}

function ofLeg(store: CallStore, leg: Leg, streams: readonly Stream[]): number {
  const { messages: m, transactions: t } = store;
  let symptoms = 0;
  const first = streams.reduce((earliest, stream) => Math.min(earliest, stream.statistics.startTime), Infinity);
  const announcesEarlyMedia =
    leg.ringing >= 0 && m.code[leg.ringing] === 183 && (m.flags[leg.ringing] & MessageFlag.Sdp) !== 0;
  const over = leg.answer >= 0 ? m.time[leg.answer] : leg.ending >= 0 ? m.time[leg.ending] : 0;
  if (announcesEarlyMedia && over - m.time[leg.ringing] >= EARLY && first >= over) {
    symptoms |= MediaSymptom.EarlySilence;
  }
  for (let row = leg.lastTransaction; row >= 0; row = t.older(row)) {
    const method = t.method(row);
    if (method === Method.Info) symptoms |= MediaSymptom.Events;
    if (method === Method.Invite && t.toTag[row] !== 0) symptoms |= MediaSymptom.Renegotiated;
  }
  return symptoms;
}

function ofStream({ store, bytes }: MediaSources, leg: Leg, stream: Stream, streams: readonly Stream[]): number {
  const { messages: m, endpoints } = store;
  const s = stream.statistics;
  let symptoms = 0;
  if (leg.answer >= 0 && isAlone(store, stream, streams, m.time[leg.answer])) symptoms |= MediaSymptom.OneSided;
  if (leg.answer >= 0 && beginsLate(store, stream, streams, m.time[leg.answer])) symptoms |= MediaSymptom.Late;
  if (leg.state === ENDED && s.endTime - m.time[leg.lastMessage] > AFTER) symptoms |= MediaSymptom.AfterEnd;
  const signals =
    endpoints.isSameAddress(stream.source, leg.source) || endpoints.isSameAddress(stream.source, leg.destination);
  if (stream.tiedBy === 1 && !signals) symptoms |= MediaSymptom.OtherAddress;
  const isLossy =
    s.lost > LOSS_SHARE * s.packets || (s.lost >= LONGEST_LOSS && s.lossPicture().longest >= LONGEST_LOSS);
  const isReordered = s.reordered > REORDERED_SHARE * s.packets;
  // What its receiver reports by RTCP: more lost than was missing here, or nothing at all though it reports.
  const { rtcp } = stream;
  const isLostBehind = rtcp !== undefined && rtcp.cumulativeLost - s.lost > LOSS_SHARE * s.packets;
  if (isLossy || isReordered || isLostBehind || s.jitterMean >= JITTER_MILLIS) symptoms |= MediaSymptom.PoorQuality;
  if ((rtcp?.receiverReports ?? 0) === 0 && isSilentReporter(store, stream, streams)) symptoms |= MediaSymptom.OneSided;
  if (stream.payloadTypes.length > 1) symptoms |= MediaSymptom.OddPayload;
  return symptoms | ofDescription(bytes, stream);
}

/** What the SDP that announced the stream does not fit. */
function ofDescription(bytes: MessageBytes, stream: Stream): number {
  const { payloadType } = stream.payloadTypes[0];
  const { packets, bytes: payload } = stream.statistics;
  const isKnown = stream.isListed || isListed(bytes.read(stream.announcedBy), payloadType);
  let symptoms = isKnown ? 0 : MediaSymptom.OddPayload;
  if (!CONSTANT.includes(payloadType) || packets < HEARD_PACKETS || payload % packets !== 0) return symptoms;
  const rest = (payload / packets) % 40;
  if (rest === 10 || rest === 4 || (rest === 0 && stream.encrypted)) symptoms |= MediaSymptom.OddSize;
  return symptoms;
}

/** m=<media> <port> <proto> <fmt> …  (RFC 8866 §5.14) */
function isListed(message: Buffer, payloadType: number): boolean {
  const sdp = latin1(message, 0, message.length);
  const wanted = String(payloadType);
  for (let at = sdp.indexOf('\nm='); at >= 0; at = sdp.indexOf('\nm=', at + 1)) {
    const end = sdp.indexOf('\n', at + 1);
    const words = sdp
      .slice(at + 1, end < 0 ? undefined : end)
      .trim()
      .split(' ');
    if (words.includes(wanted, 3)) return true;
  }
  return false;
}

/** Its receiver sends reports about itself. */
function isSilentReporter(store: CallStore, stream: Stream, streams: readonly Stream[]): boolean {
  return streams.some(
    other =>
      other.rtcp !== undefined && other.rtcp.senderReports > 1 && goes(store, other, stream.destination, stream.source),
  );
}

/** For three seconds or more nothing went the other way between the same two hosts. */
function isAlone(store: CallStore, stream: Stream, streams: readonly Stream[], answer: Micros): boolean {
  const { endTime, packets } = stream.statistics;
  const startTime = Math.max(stream.statistics.startTime, answer);
  if (packets < HEARD_PACKETS || endTime - startTime < ALONE) return false;
  let covered = 0;
  for (const other of streams) {
    if (!goes(store, other, stream.destination, stream.source)) continue;
    const { statistics } = other;
    covered += Math.max(0, Math.min(endTime, statistics.endTime) - Math.max(startTime, statistics.startTime));
  }
  return endTime - startTime - covered >= ALONE;
}

/** The first stream of its way began more than a second after the answer. */
function beginsLate(store: CallStore, stream: Stream, streams: readonly Stream[], answer: Micros): boolean {
  if (stream.statistics.startTime - answer <= LATE) return false;
  return !streams.some(
    other =>
      other.statistics.startTime < stream.statistics.startTime && goes(store, other, stream.source, stream.destination),
  );
}

function goes(store: CallStore, stream: Stream, from: number, to: number): boolean {
  const { endpoints } = store;
  return endpoints.isSameAddress(stream.source, from) && endpoints.isSameAddress(stream.destination, to);
}
