// A stream report for tests: `source → destination`, ten seconds of PCMU without fault unless a test says otherwise.

import type { StreamReport } from '../../collector/model/stream.ts';

export function streamReport(
  index: number,
  source: string,
  destination: string,
  more: Partial<StreamReport> = {},
): StreamReport {
  const startTime = more.startTime ?? 1_767_323_045_000_000;
  return {
    id: `demo:${index}`,
    index,
    ssrc: 0xdeadbeef,
    source,
    destination,
    payloadType: 0,
    payloadTypes: [{ payloadType: 0, codec: 'PCMU', packets: 500 }],
    codec: 'PCMU',
    clockHz: 8000,
    callId: 'call@fake',
    leg: 0,
    announcedBy: 0,
    tiedBy: 'both',
    packets: 500,
    bytes: 80_000,
    lost: 0,
    lostPercent: 0,
    late: 0,
    duplicates: 0,
    reordered: 0,
    jitterMean: 0.4,
    jitterMax: 1.2,
    deltaMax: 21,
    deltaMean: 20,
    bursts: 0,
    burstDensity: 0,
    longestLoss: 0,
    marked: 1,
    restarts: 0,
    startTime,
    endTime: startTime + 10_000_000,
    encrypted: false,
    mos: 4.37,
    dtmf: '',
    ...more,
  };
}
