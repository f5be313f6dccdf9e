// A leg to try filters and sorts on: say only what matters to the case.

import type { FilterSubject } from '../../collector/query/filter-subject.ts';

interface Details extends Omit<FilterSubject, 'header' | 'methods' | 'codes' | 'addresses' | 'codecs' | 'search'> {
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly allMethods: readonly string[];
  readonly allCodes: readonly number[];
  readonly allAddresses: readonly string[];
  readonly allCodecs: readonly string[];
  readonly raw: string;
}

const DEFAULTS: Details = {
  callId: 'a84b4c76e66710@pc33.example',
  kind: 'call',
  state: 'failed',
  flags: ['forked', 'lateStart'],
  method: 'INVITE',
  statusCode: 503,
  from: '"Alice" <sip:+49301234@a.example>',
  to: '<sip:bob@b.example>',
  fromUser: '+49301234',
  toUser: 'bob',
  source: '10.1.2.3:5060',
  destination: '[2001:db8::1]:5070',
  sourceKey: 1,
  destinationKey: 'ff',
  transport: 'UDP',
  // 2026-01-02T03:04:05.678901Z
  startTime: 1_767_323_045_678_901,
  pdd: 3500,
  setupTime: undefined,
  ringDuration: undefined,
  talkTime: 90_000,
  disconnectDelay: 2500,
  duration: 120_000,
  messages: 14,
  retransmissions: 2,
  duplicates: 0,
  dialogs: 2,
  findings: [],
  mos: 3.1,
  lostPercent: 2.5,
  jitter: 12,
  headers: { 'user-agent': ['friendly-scanner'], server: ['Kamailio 5.7'], 'x-tenant': ['a'] },
  allMethods: ['INVITE', 'ACK', 'XFOO'],
  allCodes: [100, 183, 503],
  allCodecs: ['PCMU', 'opus'],
  allAddresses: ['10.1.2.3', '2001:db8::1'],
  raw: 'INVITE sip:bob@b.example SIP/2.0',
};

/** Counts how often messages had to be read. */
export interface FilterSubjectSpy extends FilterSubject {
  slowReads: number;
}

/** A failed call from 10.1.2.3 to 2001:db8::1, changed by `details`. */
export function filterSubject(details: Partial<Details> = {}): FilterSubjectSpy {
  const all = { ...DEFAULTS, ...details };
  const subject: FilterSubjectSpy = {
    ...all,
    slowReads: 0,
    header: name => {
      subject.slowReads++;
      return all.headers[name.toLowerCase()] ?? [];
    },
    methods: () => all.allMethods,
    codes: () => all.allCodes,
    addresses: () => all.allAddresses,
    codecs: () => all.allCodecs,
    search: text => {
      subject.slowReads++;
      return all.raw.toLowerCase().includes(text.toLowerCase());
    },
  };
  return subject;
}
