// Clocks that disagree: an agent with the capture, two capture points with each other, the Date of a server with the capture time.
// Times of a ladder and every timer are only as good as the clocks.

import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { timeOfDate } from '../figures.ts';
import type { Found, TraceRule } from '../rule.ts';
import type { TraceFacts } from '../trace-facts.ts';
import type { CopyFacts, PointFacts } from '../traffic-facts.ts';
import { duration } from '../words.ts';

/** What a network and a queue may take on the way from an agent. */
const AGENT_LATE_MICROS: Micros = 2 * MICROS_PER_SECOND;
const AGENT_EARLY_MICROS: Micros = MICROS_PER_SECOND / 4;
const POINT_MICROS: Micros = MICROS_PER_SECOND / 2;
const COPIES = 3;
/** Date has seconds, and is set when the message is made: less proves nothing. STIR takes a minute (RFC 8224 §4.1). */
const DATE_MICROS: Micros = 60 * MICROS_PER_SECOND;
const DATED_HOSTS = 50;

export const clockSkew: TraceRule = {
  id: 'clock-skew',
  title: 'Clocks disagree',
  rfc: 'RFC 3261 §20.17',
  check(trace) {
    const { points, copies } = trace.traffic();
    return [...points.flatMap(agent), ...copies.flatMap(pairOfPoints), ...dates(trace)];
  },
};

function agent(point: PointFacts): Found[] {
  const { foreignTimes, lagMin, lagMax, name } = point;
  if (foreignTimes === 0 || (lagMin <= AGENT_LATE_MICROS && lagMax >= -AGENT_EARLY_MICROS)) return [];
  const behind = lagMin > AGENT_LATE_MICROS;
  const off = behind ? lagMin : -lagMax;
  return [
    {
      severity: 'notice',
      message: `The clock of ${name} is at least ${duration(off)} ${behind ? 'behind' : 'ahead of'} that of this capture, over ${foreignTimes} messages.`,
      evidence: [point.firstForeign],
      confidence: behind ? 'medium' : 'high',
      unknown: behind ? 'Whether the agent held its messages back for so long.' : '',
      next: `Let ${name} and the collector take their time from the same NTP servers.`,
    },
  ];
}

function pairOfPoints(copy: CopyFacts): Found[] {
  const { copies, lateMin, lateMax, first, second } = copy;
  if (copies < COPIES || (lateMin <= POINT_MICROS && lateMax >= -POINT_MICROS)) return [];
  const behind = lateMin > POINT_MICROS;
  return [
    {
      severity: 'notice',
      message: `${second} shows ${copies} messages at least ${duration(behind ? lateMin : -lateMax)} ${behind ? 'later' : 'earlier'} than ${first} shows the same messages: their clocks disagree.`,
      evidence: copy.example,
      confidence: 'high',
      unknown: 'Which of the two is right.',
      next: 'Let both take their time from the same NTP servers; until then, do not read times across them.',
    },
  ];
}

interface DatedHost {
  readonly address: string;
  readonly message: number;
  /** µs that its clock is ahead of the capture. */
  readonly ahead: Micros;
}

function dates(trace: TraceFacts): Found[] {
  // Servers send Date, to many: those that answered most are looked at.
  const hosts = trace.traffic().busiest(DATED_HOSTS);
  const dated = hosts.flatMap(host =>
    [host.firstFinal, host.firstRequest].flatMap(message => datedHost(trace, host.address, message) ?? []).slice(0, 1),
  );
  const wrong = dated.filter(host => Math.abs(host.ahead) > DATE_MICROS);
  const [first] = wrong;
  if (first === undefined) return [];
  // All hosts are off by the same: then it is the capture's clock.
  const isCapture =
    wrong.length >= 2 &&
    wrong.length === dated.length &&
    wrong.every(one => Math.abs(one.ahead - first.ahead) <= DATE_MICROS);
  if (isCapture) {
    return [
      {
        severity: 'notice',
        message: `The times of this capture are ${duration(Math.abs(first.ahead))} ${first.ahead > 0 ? 'behind' : 'ahead of'} the Date of all ${wrong.length} hosts that send one.`,
        evidence: wrong.map(one => one.message),
        confidence: 'medium',
        unknown: 'Whether the capture was shifted in time afterwards.',
        next: 'Add that to times when you compare with logs.',
      },
    ];
  }
  return wrong.map(host => ({
    severity: 'notice' as const,
    message: `The clock of ${host.address} is ${duration(Math.abs(host.ahead))} ${host.ahead > 0 ? 'ahead of' : 'behind'} this capture, by its Date header.`,
    evidence: [host.message],
    confidence: dated.length > wrong.length ? ('high' as const) : ('medium' as const),
    unknown: dated.length > wrong.length ? '' : 'Which of the two is wrong: no other host sends a Date.',
    next: 'Set the clock of that host by NTP: phones take their time from Date, and certificates and STIR identities fail on wrong clocks.',
  }));
}

function datedHost(trace: TraceFacts, address: string, message: number): DatedHost | undefined {
  const time = message < 0 ? undefined : timeOfDate(trace.header(message, 'Date') ?? '');
  const captured = trace.timeOf(message);
  return time === undefined || captured === undefined ? undefined : { address, message, ahead: time - captured };
}
