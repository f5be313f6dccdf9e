// The words of the page of hosts. Part of `texts.ts`, which is the way to them.

import type { HostGroup, PeerState } from '../server/wire/types.ts';
import { count, plural } from './base/format.ts';

export const hostTexts = {
  hosts: {
    title: 'Hosts',
    noneTitle: 'Nobody has asked anybody anything',
    none: 'Hosts stand here when requests or responses were seen. A range of time may be set at the top.',
    by: 'One host is',
    groups: { alias: 'a name', address: 'an address', endpoint: 'a port' } satisfies Record<HostGroup, string>,
    told: (shown: number, all: number, ways: number) =>
      `${shown === all ? plural(all, 'host') : `${count(shown)} of ${plural(all, 'host')}`} · ${plural(ways, 'way')} between them`,
    picture: 'Who asks whom',
    pictureHelp:
      'From left to right: who asks, who passes on, who answers. A line is as thick as there are transactions.',
    left: (inTable: number, nowhere: number) =>
      `${plural(inTable, 'more host')} in the table${nowhere === 0 ? '' : `, ${count(nowhere)} in neither: the busiest are shown`}`,
    asks: (n: number) => `asks ${count(n)}`,
    answers: (n: number) => `asked ${count(n)}`,
    lineLabel: (n: number, failed: number) => (failed === 0 ? count(n) : `${count(n)} · ${count(failed)} failed`),
    line: (from: string, to: string, n: number, failed: number) =>
      `${from} asks ${to}: ${plural(n, 'transaction')}${failed === 0 ? '' : `, ${count(failed)} failed`}`,
    trouble: 'Unanswered, or answered 5xx',
    options: {
      up: 'answers OPTIONS',
      down: 'does not answer OPTIONS',
      unknown: 'OPTIONS pending',
    } satisfies Record<PeerState, string>,
    columns: {
      key: 'Host',
      asked: 'Asks',
      got: 'Asked',
      unanswered: 'Unanswered',
      failed: '5xx',
      retransmissions: 'Retransmitted',
      p50: 'Median',
      p95: 'p95',
      options: 'OPTIONS',
      transports: 'Transports',
    },
    timesHelp: 'Time to the first response of any kind, as seen at the capture point',
    methods: 'Asked for',
    codes: 'Answered',
    moreTallies: (n: number) => `and ${count(n)} more kinds`,
    moreLinks: (n: number) => `${count(n)} more hosts are not shown.`,
    nothingAsked: 'It was asked nothing',
    addresses: (shown: number, all: number) =>
      shown === all ? plural(all, 'address', 'addresses') : `${shown} of ${count(all)} addresses`,
    incoming: 'Asked by',
    outgoing: 'Asks',
    from: 'Calls from it',
    to: 'Calls to it',
    any: 'All that it took part in',
    between: 'Their calls',
    tooMany: 'It has more addresses than a filter can name.',
    close: 'Close (Esc)',
    select: 'Choose a host for what it was asked and how it answered.',
  },
};
