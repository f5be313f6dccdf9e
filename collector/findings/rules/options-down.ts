// A host stops answering OPTIONS, by which its neighbours ask whether it is there. Any final response counts as an answer: 404 and
// 405 come from a host that lives.

import type { Micros } from '../../model/time.ts';
import type { Found, TraceRule } from '../rule.ts';
import type { PairFacts, ProbeFacts } from '../traffic-facts.ts';
import { duration, times } from '../words.ts';

/** In a row: one may get lost, two may be a restart. */
const ENOUGH = 3;
const EVIDENCE = 50;

interface Outage {
  readonly probes: readonly ProbeFacts[];
  /** The answer that ended it. */
  readonly back: ProbeFacts | undefined;
}

export const optionsDown: TraceRule = {
  id: 'options-down',
  title: 'A host stops answering OPTIONS',
  rfc: 'RFC 3261 §11',
  check(trace) {
    const { pairs } = trace.traffic();
    return pairs.flatMap(pair => {
      const probes = pair.probes();
      const outages = outagesOf(probes);
      const [worst] = [...outages].sort((a, b) => b.probes.length - a.probes.length);
      if (worst === undefined) return [];
      const wasUp = probes.some(probe => probe.finalCode > 0);
      const isHeard = wasUp || pair.responses > 0;
      // Nothing at all from there: perhaps its answers take a way that is not captured. `no-reply` speaks of single requests.
      return isHeard ? [tell(pair, worst, outages.length, wasUp)] : [];
    });
  },
};

function outagesOf(probes: readonly ProbeFacts[]): Outage[] {
  const outages: Outage[] = [];
  let silent: ProbeFacts[] = [];
  for (const [i, probe] of probes.entries()) {
    if (probe.finalCode > 0) {
      if (silent.length >= ENOUGH) outages.push({ probes: silent, back: probe });
      silent = [];
    } else if (probe.timerExpired || i < probes.length - 1) silent.push(probe);
  }
  if (silent.length >= ENOUGH) outages.push({ probes: silent, back: undefined });
  return outages;
}

function tell(pair: PairFacts, { probes, back }: Outage, outages: number, wasUp: boolean): Found {
  const first = probes[0];
  const last = probes[probes.length - 1];
  const length: Micros = (back ?? last).time - first.time;
  return {
    severity: back === undefined ? 'error' : 'warning',
    message:
      `${pair.destination} did not answer ${probes.length} OPTIONS of ${pair.source} in a row, for ${duration(length)}` +
      `${back === undefined ? (wasUp ? ', and has not answered since' : ', though it answers other requests') : `; then it answered again with ${back.finalCode}`}` +
      `${outages > 1 ? ` (${times(outages)} in all)` : ''}.`,
    evidence: [
      ...probes.slice(0, EVIDENCE - 1).map(probe => probe.message),
      ...(back === undefined ? [] : [back.message]),
    ],
    time: first.time,
    confidence: wasUp ? 'high' : 'medium',
    unknown: 'Whether the requests were lost on the way or the host was down.',
    next: `Look whether ${pair.destination} ran at that time, and whether the way to it lost packets: requests other than OPTIONS tell.`,
  };
}
