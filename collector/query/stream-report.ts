// RTP streams as reports carry them (SEMANTICS §7).

import { findCodec } from '../media/codec.ts';
import type { Stream } from '../media/streams.ts';
import type { StreamReport } from '../model/report.ts';
import type { CallStore } from '../store/call-store.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { callIdText } from './summary.ts';

export function reportStream(store: CallStore, bytes: MessageBytes, stream: Stream): StreamReport {
  const s = stream.statistics;
  const expected = s.packets - s.duplicates + s.lost;
  return {
    ssrc: stream.ssrc,
    source: store.endpoints.text(stream.source),
    destination: store.endpoints.text(stream.destination),
    payloadType: stream.payloadType,
    codec: findCodec(bytes.read(stream.announcedBy).toString('latin1'), stream.payloadType).name,
    callId: callIdText(store, store.legs[store.messages.leg[stream.announcedBy]]),
    packets: s.packets,
    lost: s.lost,
    lostPercent: expected === 0 ? 0 : (s.lost / expected) * 100,
    duplicates: s.duplicates,
    reordered: s.reordered,
    jitterMean: s.jitterMean,
    jitterMax: s.jitterMax,
    deltaMax: s.deltaMax,
    startTime: s.startTime,
    endTime: s.endTime,
  };
}
