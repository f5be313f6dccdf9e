// RTP streams as `report --json` lists them: times in ISO 8601, numbers of ms with three digits (INTERFACES).

import type { MosInputs, StreamReport } from '../model/stream.ts';
import { isoTime } from '../model/time.ts';
import type { Report } from './report.ts';

export function streamRow(report: StreamReport): Report {
  const { id: _id, startTime, endTime, mos, mosInputs, ...stream } = report;
  return {
    ...stream,
    lostPercent: round(stream.lostPercent),
    jitterMean: round(stream.jitterMean),
    jitterMax: round(stream.jitterMax),
    deltaMax: round(stream.deltaMax),
    deltaMean: round(stream.deltaMean),
    burstDensity: round(stream.burstDensity),
    ...(stream.clockSkewPpm !== undefined && { clockSkewPpm: round(stream.clockSkewPpm) }),
    ...(mos !== undefined && { mos: Math.round(mos * 100) / 100 }),
    ...(mosInputs !== undefined && { mosInputs: inputsRow(mosInputs) }),
    startTime: isoTime(startTime),
    endTime: isoTime(endTime),
  };
}

function inputsRow(inputs: MosInputs): MosInputs {
  const { lossPercent, burstRatio, delay, r } = inputs;
  return {
    ...inputs,
    lossPercent: round(lossPercent),
    burstRatio: round(burstRatio),
    delay: round(delay),
    r: round(r),
  };
}

/** Three digits behind the point: µs in a number of ms. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
