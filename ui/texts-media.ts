// The words of what is drawn over time, media and registrations: charts of both directions, the lane of keys and holds, the table for who cannot see them.
// Part of `texts.ts`, which is the way to them.

import { plural } from './base/format.ts';

export const mediaTexts = {
  lanes: {
    label: 'Keys and changes on the time axis',
    forward: 'Keys →',
    backward: 'Keys ←',
    changes: 'Changes',
    key: (digit: string, at: string, way: string) => `${digit} at ${at} by ${way}`,
    change: (what: string, at: string) => `${what} at ${at}`,
    more: (n: number) => `and ${plural(n, 'mark')} more`,
    reinvite: 're-INVITE',
  },
  course: {
    forward: '→ there',
    backward: '← back',
    title: 'Both directions over time',
    alone: 'This direction over time; none that answers it was seen.',
    jitter: 'Jitter, mean',
    lost: 'Lost packets',
    delta: 'Longest gap',
    mos: 'MOS',
    summary: (what: string, there: string, back: string) =>
      `${what}: there ${there}${back === '' ? '' : `, back ${back}`}`,
    table: 'As a table',
    time: 'Time',
    loading: 'Reading the course of the streams…',
    refused: 'The course of this stream cannot be shown',
  },
  timeline: {
    title: 'All its contacts over time',
    loading: 'Reading the other contacts…',
    refused: 'The timeline cannot be shown',
    noContact: 'no Contact',
    legend: {
      valid: 'registered',
      refreshed: 'refreshed',
      expired: 'ran out',
      refused: 'refused',
      unanswered: 'no answer',
      removed: 'removed',
    },
    summary: (contact: string, granted: number, refused: number, expired: number) =>
      `${contact}: ${plural(granted, 'grant')}, ${plural(refused, 'refusal')}, ran out ${plural(expired, 'time')}`,
    expiredAt: (at: string) => `${at} ran out`,
    bindingsOmitted: (n: number) => `and ${plural(n, 'contact')} more`,
    ticksOmitted: (n: number) => `${plural(n, 'earlier event')} not drawn`,
  },
  rtcp: {
    title: 'RTCP: what each end told',
    none: 'No RTCP of these streams was seen.',
    figures: {
      reports: 'Reports',
      lost: 'Lost, last report',
      cumulative: 'Lost in all',
      jitter: 'Jitter',
      roundTrip: 'Round trip',
      mos: 'MOS told (XR)',
    },
  },
};
