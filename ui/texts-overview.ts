// Words of the overview and of the range of time.

import { count, plural } from './base/format.ts';

const PRESETS: Readonly<Record<string, string>> = {
  '-5m': 'Last 5 min',
  '-15m': 'Last 15 min',
  '-1h': 'Last hour',
  '-24h': 'Last 24 h',
};

export const overviewTexts = {
  range: {
    label: 'Range of time and zone',
    title: 'Range of time',
    presets: PRESETS,
    all: 'All',
    allTime: 'All time',
    last: (word: string) => PRESETS[`-${word}`] ?? `Last ${word}`,
    since: (from: string) => `since ${from}`,
    until: (to: string) => `until ${to}`,
    between: (from: string, to: string) => `${from} – ${to}`,
    from: 'From',
    to: 'To',
    open: 'Leave a field empty for an open end: “since” is a beginning alone.',
    apply: 'Apply',
    backwards: 'The end is not after the beginning. Choose a later end, or leave it empty.',
    unreadable: 'This is no whole date and time. Fill in every part, or clear the field.',
    endOfFile: (time: string) => `“Last” counts back from the end of the capture: ${time}`,
    endOfLive: '“Last” counts back from the newest packet, and moves on with it.',
    empty: 'The capture has no packets yet.',
    zone: 'Time zone',
    utc: 'UTC',
    local: (name: string) => `Local (${name})`,
    what: 'Calls and findings count by when the call begins, streams and registrations by when they were active.',
    close: 'Close',
  },

  unloaded: {
    title: 'This page could not be loaded',
    message: 'The server does not have this part of the page any more.',
    hint: 'It may have been updated, or it is gone. Load the page anew.',
  },

  overview: {
    title: 'Overview',
    loading: 'Counting…',
    stale: 'Counting again…',
    of: (calls: number, isFiltered: boolean) => `${plural(calls, 'call')}${isFiltered ? ' of the filter' : ''}`,
    zoomOut: 'Zoom out (Esc)',
    noneTitle: 'No calls here',
    none: 'In this range and with this filter no call begins. Registrations and messages are counted all the same.',
    noneAtAll:
      'This capture holds no SIP. Where one is still read or recorded, figures stand here as soon as the first call begins.',
    showAll: 'Show all time',
    clearFilter: 'Clear the filter',
    failed: 'The charts could not be loaded. Load the page anew; the table under each chart shows the same numbers.',
    tiles: 'Key figures',
    charts: 'Charts',

    change: {
      noRange: 'No range before: it begins with the capture.',
      notCovered: (start: string) => `The capture begins at ${start}: no whole range before to compare with.`,
      noBefore: 'Nothing was counted in the range before.',
      same: 'as before',
      more: (by: string) => `${by} more than before`,
      less: (by: string) => `${by} less than before`,
      before: (value: string, from: string, to: string) => `Before (${from} – ${to}): ${value}`,
    },
    trend: (title: string, low: string, high: string) => `${title} over the range: from ${low} to ${high}`,

    kpi: {
      attempts: {
        title: 'Attempts',
        units: { second: '/s', minute: '/min', hour: '/h', day: '/day' },
        formula: 'Attempts per second: all attempts that began in the range ÷ its length.',
        all: (n: number) => `${count(n)} in all`,
        counted: (n: number, open: number) => `${plural(n, 'attempt')} with an outcome, ${count(open)} in progress.`,
        none: 'No attempt began here.',
      },
      concurrent: {
        title: 'Concurrent',
        unit: 'at once',
        formula: 'Most calls at one moment, from the first INVITE to BYE, failure or timeout.',
        peak: (time: string) => `The peak was at ${time}.`,
        none: 'No call lived in this range.',
      },
      asr: {
        title: 'ASR',
        formula: 'Answer seizure ratio (ITU-T E.425): answered ÷ attempts.',
      },
      seer: {
        title: 'SEER',
        formula:
          'Session establishment effectiveness ratio (RFC 6076 §4.7): (200, 480, 486, 600, 603) ÷ (attempts − redirected).',
      },
      ner: {
        title: 'NER',
        formula:
          'Network effectiveness ratio (ITU-T E.425): (200, 480, 486, 600, 603, and 487 after ringing) ÷ attempts.',
      },
      isa: {
        title: 'ISA',
        formula: 'Ineffective session attempts (RFC 6076 §4.8): (408, 500, 503, 504, timeout) ÷ attempts.',
      },
      ratio: (attempts: number, open: number, redirected: number) =>
        `Of ${plural(attempts, 'attempt')} with an outcome; ${count(open)} in progress left out, ${count(redirected)} redirected.`,
      noRatio: (open: number) =>
        open === 0
          ? 'No attempt has an outcome here: 0 of 0 is neither good nor bad.'
          : `All ${plural(open, 'attempt')} are still in progress.`,
      lateStarts: (n: number) => `${plural(n, 'call')} left out: the capture does not hold the first INVITE.`,
      pdd: {
        title: 'PDD',
        formula:
          'Post dial delay: first 18x, or the 2xx when none came, after the first INVITE. Median and 95th percentile, nearest rank; the line is the 95th percentile.',
        none: 'No attempt rang or was answered here.',
      },
      sdd: {
        title: 'SDD',
        formula:
          'Session disconnect delay (RFC 6076 §4.4): final response to the BYE after the BYE. Median and 95th percentile, nearest rank; the line is the 95th percentile.',
        none: 'No BYE of an answered attempt was answered here.',
      },
      acd: {
        title: 'ACD',
        formula:
          'Average call duration: the mean talk time, from answer to BYE, of calls that have ended (RFC 6076 §4.5).',
        none: 'No answered attempt has ended here.',
      },
      of: (n: number) => `Of ${plural(n, 'attempt')}.`,
      registrations: {
        title: 'Registrations',
        unit: 'attempts',
        formula: 'REGISTER attempts; REGISTER, challenge and REGISTER again are one.',
        counted: (ok: number, bad: number, open: number, other: number) =>
          `${count(ok)} succeeded, ${count(bad)} ineffective (IRA, RFC 6076 §4.2), ${count(other)} otherwise refused, ${count(open)} in progress.`,
        none: 'No REGISTER began here.',
      },
      retransmissions: {
        title: 'Retransmissions',
        formula:
          'SIP messages sent again by their sender ÷ all SIP messages. Copies of other capture points count as neither.',
        counted: (n: number, all: number) => `${count(n)} of ${plural(all, 'message')}.`,
        none: 'No SIP message here.',
      },
      mos: {
        title: 'MOS',
        formula:
          'Estimate of the E-model (ITU-T G.107) for the worst RTP stream of each call: median, and what 5 % do not exceed.',
        of: (n: number, all: number) =>
          `Of ${plural(n, 'call')} with RTP of a known codec; ${count(all - n)} without left out.`,
        none: 'No RTP with a MOS.',
      },
      p95: 'p95',
      p5: 'p5',
    },

    chart: {
      outcomes: 'Outcomes over time',
      codes: 'Final response codes',
      pdd: 'Post dial delay',
      sdd: 'Session disconnect delay',
      talk: 'Talk time',
      mos: 'MOS of the worst stream',
      hosts: 'Top hosts',
      registrations: 'Registrations over time',
      retransmissions: 'Retransmissions over time',
      calls: 'calls',
      attempts: 'attempts',
      messages: 'messages',
      per: (bucket: string) => `per ${bucket}`,
      none: {
        outcomes: 'No call begins here.',
        codes: 'No call has a final response here.',
        pdd: 'No call rang or was answered here.',
        sdd: 'No call was ended by an answered BYE here.',
        talk: 'No answered call has ended here.',
        mos: 'No call here has RTP with a codec that MOS is known for.',
        hosts: 'No call begins here.',
        registrations: 'No REGISTER begins here.',
        retransmissions: 'Nothing was sent again here.',
      },
      more: (n: number) => `${count(n)} more not shown`,
      unreached: (n: number) => `${plural(n, 'call')} without such a value not shown`,
      registered: {
        succeeded: 'succeeded',
        ineffective: 'ineffective',
        other: 'otherwise refused',
        open: 'in progress',
      },
      again: 'sent again',
    },
    hosts: {
      source: 'Sent the first request',
      destination: 'Got the first request',
      side: 'Which host',
      host: 'Host',
      calls: 'Calls',
      asr: 'ASR',
      failed: 'Failed',
      show: (host: string) => `Show the calls of ${host}`,
    },
    view: {
      asTable: 'As table',
      asChart: 'As chart',
      time: 'Time',
      hint: 'Arrow keys walk the points, Enter shows their calls, Shift and arrows choose a range of time.',
      barHint: 'Arrow keys walk the bars, Enter shows their calls.',
      point: (name: string, value: string) => `${name}: ${value}`,
      range: (from: string, to: string) => `From ${from} to ${to}. Enter looks closer, Escape leaves it.`,
    },
  },
};
