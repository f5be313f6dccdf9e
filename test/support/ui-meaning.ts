// Builders for what calls mean, as the page gets it: calls, findings, streams, links. The rest is of no matter unless a test says so.

import type {
  CallDetail,
  Finding,
  LegLink,
  RegistrationEvent,
  RegistrationSummary,
  StreamDetail,
} from '../../server/wire/types.ts';
import { streamReport } from './stream-report.ts';
import { callRow } from './ui-state.ts';

export function finding(rule: string, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    severity: 'error',
    message: `${rule} happened`,
    callId: '7@a',
    leg: 7,
    evidence: [3, 4],
    streams: [],
    time: 1_768_471_331_000_000,
    rfc: 'RFC 3261 §13.3.1.4',
    confidence: 'high',
    unknown: '',
    next: 'Look at the route.',
    ...more,
  };
}

/** Ten seconds of PCMU without fault, with a course over time. */
export function stream(index: number, more: Partial<StreamDetail> = {}): StreamDetail {
  const time = 1_768_471_331_000_000;
  return {
    ...streamReport(index, '10.0.0.1:4000', '10.0.0.2:5000', { callId: '7@a', leg: 7, startTime: time }),
    dtmfEvents: [],
    sliceDuration: 1000,
    series: [
      { time, packets: 50, lost: 0, jitterMean: 0.4, jitterMax: 1, deltaMax: 20, mos: 4.37 },
      { time: time + 1_000_000, packets: 50, lost: 2, jitterMean: 0.5, jitterMax: 1.2, deltaMax: 41, mos: 4.1 },
    ],
    ...more,
  };
}

export function callDetail(leg: number, more: Partial<CallDetail> = {}): CallDetail {
  return {
    call: callRow(leg),
    ladder: { hosts: [], rows: [], omitted: 0 },
    transitions: [],
    dialogs: [],
    transactions: [],
    streams: [],
    sessions: [],
    findings: [],
    ...more,
  };
}

export function legLink(from: number, to: number, more: Partial<LegLink> = {}): LegLink {
  return {
    from,
    to,
    fromCallId: `${from}@a`,
    toCallId: `${to}@a`,
    reason: 'session-id',
    score: 100,
    detail: 'Session-ID 4f…;remote=9a…',
    evidence: [3],
    cut: false,
    joins: true,
    ...more,
  };
}

export function registration(index: number, more: Partial<RegistrationSummary> = {}): RegistrationSummary {
  const time = 1_768_471_331_000_000;
  return {
    id: `demo:${index}`,
    index,
    aor: `sip:phone${index}@example.com`,
    contact: `sip:phone${index}@10.0.0.${index}:5060`,
    state: 'active',
    statusCode: 200,
    expires: 3600,
    source: `10.0.0.${index}:5060`,
    destination: '10.0.1.1:5060',
    transport: 'UDP',
    userAgent: 'Phone 1.0',
    registeredAt: time,
    refreshedAt: time,
    expiresAt: time + 3_600_000_000,
    lastTime: time,
    granted: 1,
    refused: 0,
    unanswered: 0,
    lapses: 0,
    responseTime: 14,
    path: [],
    serviceRoutes: [],
    associatedUris: [],
    otherContacts: [],
    legs: [7],
    callIds: ['7@a'],
    legsOmitted: 0,
    ...more,
  };
}

export function registrationEvent(more: Partial<RegistrationEvent> = {}): RegistrationEvent {
  return {
    kind: 'register',
    time: 1_768_471_331_000_000,
    message: 3,
    answer: 4,
    leg: 7,
    callId: '7@a',
    source: '10.0.0.1:5060',
    statusCode: 200,
    challenged: true,
    timerExpired: false,
    requested: 3600,
    granted: 1800,
    responseTime: 14,
    ...more,
  };
}
