// The words of the message panel's faces. Loaded with them, when the first message is looked at more closely than raw.

import type { LintProblem } from '../server/wire/types.ts';
import { count, plural } from './base/format.ts';

export const messageTexts = {
  loading: 'Reading…',
  faceFailed: 'This part of the page could not be loaded. Load the page anew.',
  copied: 'Copied',
  notCopied: 'The browser refused; mark the text and copy it',
  copyValue: (name: string) => `Copy ${name}`,

  body: {
    partOf: (n: number, of: number) => `Part ${n} of ${of}:`,
    copyPart: 'Copy this part',
    download: 'Download',
    asSent: 'As it was sent',
    indented: 'Indented',
    bytes: (n: number) => `${plural(n, 'byte')} that are no text`,
  },

  sdp: {
    answers: (method: string, n: number) =>
      `The answer to the offer in ${method} #${n}; below each medium stands what it changed.`,
    refused: 'refused or dropped',
    asOffered: 'taken as it was offered',
    type: 'Type',
    codec: 'Codec',
    rate: 'Rate',
    fmtp: 'Parameters',
    unknown: 'not named',
    keys: 'SRTP keys (RFC 4568)',
    tag: 'Tag',
    suite: 'Suite',
    key: 'Key',
    parameters: 'Session parameters',
    showKey: 'show the key',
    candidates: 'ICE candidates (RFC 8839)',
    kind: 'Kind',
    for: 'For',
    transport: 'Transport',
    address: 'Address',
    related: 'Related',
    priority: 'Priority',
    set: 'set',
    linesOmitted: (n: number) => `${plural(n, 'line')} more are not shown; the raw text has them`,
    candidatesOmitted: (n: number) => `${plural(n, 'candidate')} more are not shown`,
    changes: {
      refused: 'The medium was refused: port 0 (RFC 3264 §6).',
      codecs: (left: readonly string[], dropped: readonly string[]) =>
        `${left.length === 0 ? 'Nothing was taken' : `Took ${left.join(', ')}`}, left out ${dropped.join(', ')}.`,
      added: (codecs: readonly string[]) => `Named what was not offered: ${codecs.join(', ')}.`,
      order: 'Prefers another order of the codecs.',
      direction: (from: string, to: string) => `Offered ${from}, answered ${to}.`,
      ptime: (from: string, to: string) => `Packets of ${to} ms instead of ${from} ms.`,
    },
  },

  parsed: {
    tree: 'The message, taken apart',
    openAll: 'Open all',
    closeAll: 'Close all',
    explain: 'Explain each header',
    noWords: 'No words about this one.',
    characters: (n: number) => `${count(n)} characters`,
    moreRows: (n: number) => `and ${count(n)} more rows; the raw text has them all`,
  },

  lint: {
    none: 'Nothing wrong: every rule of RFC 3261 and its extensions that the collector knows is kept.',
    severities: { error: 'error', warning: 'warning', notice: 'notice' } satisfies Record<
      LintProblem['severity'],
      string
    >,
    place: {
      'start-line': 'start line',
      header: 'header',
      body: 'body',
      message: 'whole message',
    } satisfies Record<LintProblem['place'], string>,
    missing: 'not there',
    show: 'Show it in the raw text',
    open: 'Open the RFC in a new tab',
  },

  diff: {
    choose: 'Compare this message with',
    chooseHint: 'Or mark another message in the ladder with Space.',
    nothing: 'The ladder shows no message like this one to compare it with. Mark any other with Space.',
    reasons: {
      repeats: 'the one it repeats',
      'repeated-by': 'its retransmission',
      'next-hop': 'the same on another hop',
      'other-leg': 'the same on another leg',
      earlier: 'the one before it in this dialog',
      transaction: 'the one before it in its transaction',
    },
    otherLegs: 'Show all legs, to compare with another leg',
    loading: 'Reading the other message…',
    refused: 'The other message cannot be shown',
    left: 'left',
    right: 'right',
    number: (n: number) => `#${n}`,
    same: 'The two messages are the same, byte for byte.',
    equal: 'Nothing differs but what is hidden.',
    onlyDifferences: 'Only what differs',
    hideNoise: 'Hide what always differs',
    hideNoiseHint:
      'Via branch, received and rport, CSeq, RSeq, Content-Length, Date, Timestamp, Max-Forwards, nonces and digests',
    hidden: (same: number, noise: number) =>
      [
        same > 0 ? `${plural(same, 'equal row')} hidden` : '',
        noise > 0 ? `${plural(noise, 'row')} of noise hidden` : '',
      ]
        .filter(text => text !== '')
        .join(' · '),
    more: (n: number) => `and ${count(n)} more rows`,
    stop: 'Stop comparing',
    kinds: { same: 'same', changed: 'changed', added: 'only in the right one', removed: 'only in the left one' },
    signs: { same: '', changed: '≠', added: '+', removed: '−' },
    sections: {
      'start-line': 'Start line',
      headers: 'Headers',
      session: 'Session description',
      media: 'Medium',
      body: 'Body',
    },
    missing: 'not there',
    table: 'Differences, left and right',
    note: 'Headers are matched by name, values of a list by host or URI, parameters by name, media by their place. The order of different headers means nothing (RFC 3261 §7.3.1).',
  },
};
