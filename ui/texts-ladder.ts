// The words of the ladder: its columns, what is left out, search, export. Part of `texts.ts`, which is the way to them.

import { count, plural } from './base/format.ts';

export const ladderTexts = {
  ladder: {
    bar: 'How the ladder is shown',
    map: 'The whole ladder: click or drag to go there',
    headHint: 'Click for its menu; drag to move; Shift and ← → move it, Delete hides it, F2 renames it',
    moreAddresses: (n: number) => `+${plural(n, 'address', 'addresses')}`,
    after: (waits: string) => `after ${waits}`,
    fold: 'Fold the retransmissions',
    unfold: (n: number) => `${n} retransmissions: show each`,
    compared: 'compared with the selected message',

    hosts: 'Columns',
    groups: { name: 'by name', address: 'by address', port: 'by address and port' },
    hostsHint: 'What makes a column (s)',
    names: 'Names',
    namesHint: 'Names or addresses on the heads (a)',
    editNames: 'Names of hosts…',
    order: 'Columns in their own order',

    filter: 'Messages',
    filterHint: 'Which messages are shown',
    methods: 'Methods',
    onlyTransaction: 'Transaction of the selected message only (t)',
    onlyLeg: 'Leg of the selected message only',
    noOptions: 'Leave out OPTIONS',
    onlySdp: 'Only with SDP',
    noProvisional: 'Leave out provisional responses (1xx)',
    unfoldAll: 'Each retransmission in its own row',
    showAll: 'Show all messages',
    shown: (n: number, all: number) => `${count(n)} of ${plural(all, 'message')} shown`,
    nothingShown: 'No message is shown',
    nothingShownHint: 'Filters or hidden hosts leave out every message of this call.',
    hiddenHosts: (n: number, messages: number) => `${plural(n, 'host')} hidden, ${plural(messages, 'message')}`,
    showHost: (name: string) => `Show ${name}`,
    showHosts: 'Show all hosts',

    colours: 'Colours',
    colourModes: { class: 'by response class', transaction: 'by transaction', leg: 'by leg' },
    coloursHint: 'What colours tell (c)',
    view: 'View',
    larger: 'Larger (+)',
    smaller: 'Smaller (-)',
    plain: 'As large as at first (0)',
    follow: 'Keep the end in view (A)',

    find: 'Search in messages',
    findHint: 'Search in whole messages (/), next n, previous N; :42 goes to a message, :+1.5 or :10:02:11 to a time',
    findBusy: 'searching…',
    findNone: 'nothing found',
    findCount: (at: number, n: number, isCut: boolean) =>
      `${at > 0 ? `${count(at)} of ` : ''}${count(n)}${isCut ? ' at least' : ''}`,

    hostMenu: (name: string) => `Column ${name}`,
    rename: 'Name',
    renameHint: (host: string) => `of ${host}`,
    save: 'Save',
    hide: 'Hide this column',
    left: 'Move left',
    right: 'Move right',
  },

  aliases: {
    title: 'Names of hosts',
    help: 'A line each: an address, a network, or an address with its port, then its name. The most specific one wins.',
    example: '10.0.0.7 sbc-1\n10.0.0.7:5080 trunk\n10.1.0.0/16 phones\n[2001:db8::7]:5060 core-a   # a comment',
    loading: 'Reading…',
    forNow: 'No file was given with --alias: names are kept until sipscope ends.',
    savedIn: (path: string) => `Saved in ${path}`,
    cancel: 'Cancel',
  },
} as const;
