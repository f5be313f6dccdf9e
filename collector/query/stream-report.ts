// RTP streams as reports carry them (SEMANTICS §7).

import { findCodec, isBesideMedia, isSecure } from '../media/codec.ts';
import type { Stream } from '../media/streams.ts';
import type { StreamReport } from '../model/stream.ts';
import type { CallSources } from './call-detail.ts';
import { callIdText } from './summary.ts';

const TIED_BY = ['none', 'destination', 'source', 'both'] as const;

export function reportStream({ captureId, store, bytes }: CallSources, stream: Stream): StreamReport {
  const s = stream.statistics;
  const leg = store.legs[store.messages.leg[stream.announcedBy]];
  const sdp = bytes.read(stream.announcedBy).toString('latin1');
  const named = stream.payloadTypes.map(({ payloadType, packets }) => ({
    payloadType,
    packets,
    codec: findCodec(sdp, payloadType).name,
  }));
  const main = named.find(({ codec }) => !isBesideMedia(codec)) ?? named[0];
  const expected = s.packets - s.duplicates + s.lost;
  const losses = s.lossPicture();
  return {
    id: `${captureId}:${store.numberOf(stream.index)}`,
    index: store.numberOf(stream.index),
    ssrc: stream.ssrc,
    source: store.endpoints.text(stream.source),
    destination: store.endpoints.text(stream.destination),
    payloadType: main.payloadType,
    payloadTypes: named,
    codec: main.codec,
    clockHz: findCodec(sdp, main.payloadType).clockHz,
    callId: callIdText(store, leg),
    leg: store.numberOf(leg.index),
    announcedBy: store.numberOf(stream.announcedBy),
    tiedBy: TIED_BY[stream.tiedBy],
    packets: s.packets,
    bytes: s.bytes,
    lost: s.lost,
    lostPercent: expected === 0 ? 0 : (s.lost / expected) * 100,
    duplicates: s.duplicates,
    reordered: s.reordered,
    jitterMean: s.jitterMean,
    jitterMax: s.jitterMax,
    deltaMax: s.deltaMax,
    deltaMean: s.deltaMean,
    bursts: losses.bursts,
    burstDensity: losses.burstPackets === 0 ? 0 : losses.burstLost / losses.burstPackets,
    longestLoss: losses.longest,
    marked: s.marked,
    restarts: s.restarts,
    startTime: s.startTime,
    endTime: s.endTime,
    encrypted: isSecure(sdp),
    dtmf: '',
  };
}
