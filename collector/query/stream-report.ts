// RTP streams as reports carry them (SEMANTICS §7). Reads no message: a stream knows its codecs.

import { eventName } from '../media/dtmf-log.ts';
import type { RtcpLog } from '../media/rtcp-log.ts';
import { expectedOf, mainRun, type Stream } from '../media/stream.ts';
import type { RtcpSummary, StreamReport } from '../model/stream.ts';
import { millis } from '../model/time.ts';
import type { CallSources } from './call-detail.ts';
import { streamQuality } from './stream-quality.ts';
import { callIdText } from './summary.ts';

const TIED_BY = ['none', 'destination', 'source', 'both'] as const;

type ReportSources = Pick<CallSources, 'captureId' | 'store' | 'media'>;

export function reportStream({ captureId, store, media }: ReportSources, stream: Stream): StreamReport {
  const { statistics } = stream;
  const { clockSkewPpm } = statistics;
  const main = mainRun(stream);
  const expected = expectedOf(stream);
  const losses = statistics.lossPicture();
  const quality = streamQuality(media, stream);
  const leg = stream.legs.length === 0 ? undefined : store.legs[stream.legs[0]];
  return {
    id: `${captureId}:${store.numberOf(stream.index)}`,
    index: store.numberOf(stream.index),
    ssrc: stream.ssrc,
    source: store.endpoints.text(stream.source),
    destination: store.endpoints.text(stream.destination),
    payloadType: main.payloadType,
    payloadTypes: stream.payloadTypes.map(({ payloadType, packets, format }) => ({
      payloadType,
      codec: format.name,
      packets,
    })),
    codec: main.format.name,
    clockHz: main.format.clockHz,
    callId: leg === undefined ? '' : callIdText(store, leg),
    ...(leg !== undefined && {
      leg: store.numberOf(leg.index),
      legs: stream.legs.map(index => store.numberOf(index)),
      announcedBy: store.numberOf(stream.announcedBy),
    }),
    tiedBy: TIED_BY[stream.tiedBy],
    packets: statistics.packets,
    bytes: statistics.bytes,
    lost: statistics.lost,
    lostPercent: expected === 0 ? 0 : (statistics.lost / expected) * 100,
    late: statistics.late,
    duplicates: statistics.duplicates,
    reordered: statistics.reordered,
    jitterMean: statistics.jitterMean,
    jitterMax: statistics.jitterMax,
    deltaMax: statistics.deltaMax,
    deltaMean: statistics.deltaMean,
    bursts: losses.bursts,
    burstDensity: losses.burstPackets === 0 ? 0 : losses.burstLost / losses.burstPackets,
    longestLoss: losses.longest,
    ...(clockSkewPpm !== undefined && { clockSkewPpm }),
    marked: statistics.marked,
    restarts: statistics.restarts,
    startTime: statistics.startTime,
    endTime: statistics.endTime,
    encrypted: stream.encrypted,
    ...(quality !== undefined && { mos: quality.mos, mosInputs: quality.inputs }),
    dtmf: keysOf(stream),
    ...(stream.rtcp !== undefined && { rtcp: rtcpSummary(stream.rtcp, main.format.clockHz) }),
  };
}

/** Keys alone, in order: a flash is none. */
function keysOf(stream: Stream): string {
  return (stream.events?.events ?? [])
    .map(({ event }) => eventName(event))
    .filter(name => name.length === 1)
    .join('');
}

function rtcpSummary(log: RtcpLog, clockHz: number): RtcpSummary {
  const { senderReports, receiverReports, byes, packetsSent, bytesSent, fractionLost, roundTrip, metrics, name } = log;
  return {
    senderReports,
    receiverReports,
    ...(packetsSent !== undefined && { packetsSent }),
    ...(bytesSent !== undefined && { bytesSent }),
    ...(fractionLost !== undefined && { fractionLost, cumulativeLost: log.cumulativeLost }),
    ...(fractionLost !== undefined && clockHz > 0 && { jitter: (log.jitterUnits / clockHz) * 1000 }),
    ...(roundTrip !== undefined && { roundTrip: millis(roundTrip), roundTripMax: millis(log.roundTripMax) }),
    ...(metrics !== undefined && { xr: metrics }),
    ...(log.runPackets > 0 && { lossRuns: { packets: log.runPackets, lost: log.runLost } }),
    ...(name !== '' && { cname: name }),
    byes,
  };
}
