// Rules about option tags (RFC 3261 §19.2) and the extensions that they stand for: 100rel (RFC 3262), session timers (RFC 4028),
// Replaces (RFC 3891), Join (RFC 3911), Path (RFC 3327).

import { excerpt, isDigits } from '../lexical.ts';
import { paramValue, readParams } from '../params.ts';
import { FINE, faultIf, faultIn, faultsIn, type LintRule } from './rule.ts';
import type { LintSubject } from './subject.ts';

/** The registry of option tags (IANA, SIP parameters), in lower case. */
const KNOWN: ReadonlySet<string> = new Set([
  '100rel',
  '199',
  'answermode',
  'early-session',
  'eventlist',
  'explicitsub',
  'from-change',
  'geolocation-http',
  'geolocation-sip',
  'gin',
  'gruu',
  'histinfo',
  'ice',
  'join',
  'multiple-refer',
  'norefersub',
  'nosub',
  'outbound',
  'path',
  'policy',
  'precondition',
  'pref',
  'privacy',
  'recipient-list-invite',
  'recipient-list-message',
  'recipient-list-subscribe',
  'record-aware',
  'replaces',
  'resource-priority',
  'sdp-anat',
  'sec-agree',
  'siprec',
  'tdialog',
  'timer',
  'trickle-ice',
  'uui',
]);

/** RFC 4028 §4: no session is refreshed more often. */
const SHORTEST_SESSION = 90;

const unknownIn = (subject: LintSubject, header: string) =>
  faultsIn(header, subject.list(header), text =>
    KNOWN.has(text.toLowerCase()) ? undefined : `the option ${excerpt(text)} is in no registry`,
  );

/** The delta-seconds in front of the parameters; undefined when it is no number. */
function secondsOf(value: string | undefined): number | undefined {
  const digits = value?.split(';', 1)[0].trim() ?? '';
  return isDigits(digits) ? Number(digits) : undefined;
}

function refresherOf(subject: LintSubject): string | undefined {
  const value = subject.text('Session-Expires') ?? '';
  const semicolon = value.indexOf(';');
  return semicolon === -1 ? undefined : paramValue(readParams(value.slice(semicolon)).list, 'refresher')?.toLowerCase();
}

function wants(header: string, option: string, rfc: string): LintRule {
  return {
    id: `${header.toLowerCase()}-without-option`,
    severity: 'notice',
    rfc,
    check: subject =>
      subject.isRequest &&
      subject.has(header) &&
      !subject.lists('Require', option) &&
      !subject.lists('Supported', option)
        ? faultIn(
            header,
            subject.first(header),
            `${header}, but the option ${option} is neither required nor supported`,
          )
        : FINE,
  };
}

export const options: readonly LintRule[] = [
  {
    id: 'required-option-unknown',
    severity: 'notice',
    rfc: 'RFC 3261 §19.2',
    check: subject => [...unknownIn(subject, 'Require'), ...unknownIn(subject, 'Proxy-Require')],
  },
  {
    id: 'option-unknown',
    severity: 'notice',
    rfc: 'RFC 3261 §19.2',
    check: subject => unknownIn(subject, 'Supported'),
  },
  {
    id: 'option-repeated',
    severity: 'notice',
    rfc: 'RFC 3261 §20.37',
    check: subject => {
      const seen = new Set<string>();
      return faultsIn('Supported', subject.list('Supported'), text => {
        const option = text.toLowerCase();
        if (seen.has(option)) return `the option ${excerpt(text)} is given twice`;
        seen.add(option);
        return undefined;
      });
    },
  },
  {
    id: 'cancel-require',
    severity: 'warning',
    rfc: 'RFC 3261 §9.1',
    check: subject =>
      ['Require', 'Proxy-Require'].flatMap(header =>
        subject.requests('CANCEL') && subject.has(header)
          ? faultIn(header, subject.first(header), `${header} in a CANCEL, which must be understood as it is`)
          : [],
      ),
  },
  {
    id: 'reliable-without-rseq',
    severity: 'error',
    rfc: 'RFC 3262 §3',
    check: subject =>
      subject.answers(1, 'INVITE') && subject.lists('Require', '100rel') && !subject.has('RSeq')
        ? faultIn('RSeq', undefined, 'a reliable provisional response without RSeq: no PRACK can acknowledge it')
        : FINE,
  },
  {
    id: 'rseq-without-100rel',
    severity: 'warning',
    rfc: 'RFC 3262 §3',
    check: subject =>
      subject.answers(1, 'INVITE') && subject.has('RSeq') && !subject.lists('Require', '100rel')
        ? faultIn('RSeq', subject.first('RSeq'), 'RSeq without Require: 100rel')
        : FINE,
  },
  {
    id: 'trying-reliable',
    severity: 'error',
    rfc: 'RFC 3262 §3',
    check: subject =>
      faultIf(subject.code === 100 && subject.has('RSeq'), '100 Trying can never be sent reliably', { header: 'RSeq' }),
  },
  {
    id: 'session-expires-short',
    severity: 'warning',
    rfc: 'RFC 4028 §4',
    check: subject =>
      ['Session-Expires', 'Min-SE'].flatMap(header => {
        const seconds = secondsOf(subject.text(header));
        return seconds === undefined || seconds >= SHORTEST_SESSION
          ? []
          : faultIn(
              header,
              subject.first(header),
              `${seconds} s are less than the ${SHORTEST_SESSION} s that are allowed`,
            );
      }),
  },
  {
    id: 'session-expires-below-min',
    severity: 'error',
    rfc: 'RFC 4028 §5',
    check: subject => {
      const wanted = secondsOf(subject.text('Session-Expires'));
      const least = secondsOf(subject.text('Min-SE'));
      return wanted !== undefined && least !== undefined && wanted < least
        ? faultIn(
            'Session-Expires',
            subject.first('Session-Expires'),
            `Session-Expires ${wanted} is below Min-SE ${least}`,
          )
        : FINE;
    },
  },
  {
    id: 'refresher-missing',
    severity: 'warning',
    rfc: 'RFC 4028 §9',
    check: subject =>
      subject.answers(2, 'INVITE', 'UPDATE') && subject.has('Session-Expires') && refresherOf(subject) === undefined
        ? faultIn('Session-Expires', subject.first('Session-Expires'), 'the 2xx does not say who refreshes the session')
        : FINE,
  },
  {
    id: 'refresher-not-required',
    severity: 'notice',
    rfc: 'RFC 4028 §9',
    check: subject =>
      subject.answers(2, 'INVITE', 'UPDATE') && refresherOf(subject) === 'uac' && !subject.lists('Require', 'timer')
        ? faultIn(
            'Session-Expires',
            subject.first('Session-Expires'),
            'refresher=uac without Require: timer: the caller may not know',
          )
        : FINE,
  },
  wants('Session-Expires', 'timer', 'RFC 4028 §7.1'),
  wants('Replaces', 'replaces', 'RFC 3891 §4'),
  wants('Join', 'join', 'RFC 3911 §4'),
  wants('Path', 'path', 'RFC 3327 §5.1'),
];
