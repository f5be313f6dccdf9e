// The words of the list of calls: its columns, what can be done with them, marks on rows. Part of `texts.ts`, which is the way to them.

import { count, plural } from './base/format.ts';

/** Title of a column, its whole name for the chooser, and a hint where the name does not say it all. */
type ColumnWords = readonly [title: string, name: string, hint?: string];

export const callsTexts = {
  callColumns: {
    index: ['#', 'Number', 'Number in the order of the capture: the same for everybody who looks at it'],
    kind: ['Kind', 'Kind: call, registration, subscription …'],
    flags: ['Flags', 'Flags', 'What is true of it beside its state'],
    endTime: ['End', 'End', 'Time of the BYE, or of the failure; UTC'],
    lastTime: ['Last seen', 'Last message', 'Time of the last message; UTC'],
    ringTime: ['Ringing', 'Ringing since', 'Time of the first 18x; UTC'],
    answerTime: ['Answered', 'Answered at', 'Time of the 2xx to the INVITE; UTC'],
    fromUri: ['From (whole)', 'From as written'],
    toUri: ['To (whole)', 'To as written'],
    setupTime: ['Setup', 'Setup time', 'From the INVITE to its 2xx'],
    ringDuration: ['Rang', 'Ring time', 'From the first 18x to the 2xx'],
    duration: ['Whole', 'Whole duration', 'From the first message to the last'],
    disconnectDelay: ['Hang-up', 'Disconnect delay', 'From the BYE to its final response (RFC 6076, SDD)'],
    transport: ['Transport', 'Transport', 'Of the first message'],
    callId: ['Call-ID', 'Call-ID'],
    duplicates: ['Dupl', 'Duplicates', 'Frames that were captured more than once'],
    dialogs: ['Dialogs', 'Dialogs', 'More than one when the INVITE was forked'],
    legs: ['Legs', 'Legs of the call', 'How many legs belong to the same call'],
    mos: ['MOS', 'MOS', 'Estimate of its worst RTP stream (ITU-T G.107)'],
    loss: ['Loss', 'Packet loss', 'Of its worst RTP stream'],
    jitter: ['Jitter', 'Jitter, highest', 'Of its worst RTP stream'],
    codecs: ['Codecs', 'Codecs', 'Of its RTP streams'],
    reason: ['Reason', 'Reason phrase', 'Of the final response'],
    userAgent: ['User agent', 'User agent', 'User-Agent of the first request'],
    server: ['Server', 'Server', 'Server or User-Agent of the final response'],
  } satisfies Record<string, ColumnWords>,

  /** Where the header of a column is looked for. */
  headerPlaces: {
    header: {
      choice: 'first request',
      suffix: '(header)',
      hint: (name: string) => `${name} of the first request; sorting reads one message of every row`,
    },
    reply: {
      choice: 'final response',
      suffix: '(header of the response)',
      hint: (name: string) => `${name} of the final response; sorting reads one message of every row`,
    },
    end: {
      choice: 'BYE or what ended it',
      suffix: '(header of the end)',
      hint: (name: string) => `${name} of the message that ended it; sorting reads one message of every row`,
    },
  },
  addHeader: {
    label: 'Any header',
    placeholder: 'X-Tenant',
    place: 'Of which message',
    add: 'Add',
    wrong: 'A header name has letters, digits and - alone.',
  },

  columnNames: {
    talkTime: 'Talk time',
    statusCode: 'Status code',
    findings: 'Findings',
    messages: 'Messages',
    retransmissions: 'Retransmissions',
    pdd: 'Post-dial delay (PDD)',
  },

  chooser: {
    title: 'Columns',
    close: 'Close (Esc)',
    find: 'Find a column',
    shown: (n: number) => `Shown · ${count(n)}`,
    hidden: 'Not shown',
    none: 'No column is called that.',
    lead: 'Drag heads to move them, their edge to resize; a double click on the edge fits. Here: Space shows or hides, Alt and ↑ ↓ move, Alt and ← → resize.',
    reset: 'Reset',
    resetHint: 'The columns that sipscope comes with, as wide as there is room',
    up: (name: string) => `Move ${name} up`,
    down: (name: string) => `Move ${name} down`,
    narrower: (name: string) => `Make ${name} narrower`,
    wider: (name: string) => `Make ${name} wider`,
    automatic: 'automatic',
    pixels: (n: number) => `${n} px`,
    full: (n: number) => `At most ${plural(n, 'column')} fit.`,
    open: 'Choose columns (t)',
  },

  listMenu: {
    title: 'What can be done with the list',
    columns: 'Columns…',
    group: 'One row a call',
    colours: 'Colour of rows',
    preview: 'Preview',
    on: 'on',
    off: 'off',
    colourModes: { state: 'by state', call: 'by call', method: 'by method' },
    places: { off: 'none', below: 'below', right: 'at the right' },
    csv: 'Save as CSV',
    json: 'Save as JSON',
    all: (n: number) => plural(n, 'row'),
    selected: (n: number) => `${count(n)} selected`,
  },
  preview: {
    none: 'Move the cursor onto a call.',
    open: 'Open',
    close: 'Close the preview (v)',
    facts: 'Findings and first message',
    label: 'Size of the preview',
  },
  selecting: {
    selected: (n: number) => `${count(n)} selected`,
    missed: (n: number) => `${plural(n, 'row')} not selected: not loaded, or over the limit of 1,000`,
    tooMany: (n: number) => `the first ${count(n)} in one ladder`,
  },
  grouped: {
    rows: (calls: number, all: number, legs: number) =>
      `${calls === all ? plural(all, 'call') : `${count(calls)} of ${plural(all, 'call')}`}, ${plural(legs, 'leg')}`,
    legs: (n: number) => plural(n, 'leg'),
    unknown: 'by the legs below',
    because: (reason: string, score: number, detail: string) => `${reason}, ${score} of 100: ${detail}`,
    unfold: (n: number) => `Show ${plural(n, 'leg')}`,
    fold: 'Fold the legs',
  },
} as const;
