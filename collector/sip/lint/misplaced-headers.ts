// Headers where they mean nothing: RFC 3261 tables 2 and 3 and those of the extensions have a dash there. Whoever reads the message
// ignores them, so this is never more than a notice; but somebody may wonder why they have no effect.

import type { LintRule } from './rule.ts';
import type { LintSubject } from './subject.ts';

interface Home {
  readonly header: string;
  readonly rfc: string;
  /** Where it means something, in words. */
  readonly where: string;
  fits(subject: LintSubject): boolean;
}

const requests = ({ isRequest }: LintSubject): boolean => isRequest;
const responses = ({ isRequest }: LintSubject): boolean => !isRequest;
const inMethods =
  (...methods: readonly string[]) =>
  ({ method }: LintSubject): boolean =>
    methods.includes(method);
const inCodes =
  (...codes: readonly number[]) =>
  ({ code }: LintSubject): boolean =>
    codes.includes(code);

const HOMES: readonly Home[] = [
  { header: 'Max-Forwards', rfc: 'RFC 3261 §20.22', where: 'requests', fits: requests },
  { header: 'Route', rfc: 'RFC 3261 §20.34', where: 'requests', fits: requests },
  { header: 'Authorization', rfc: 'RFC 3261 §20.7', where: 'requests', fits: requests },
  { header: 'Proxy-Authorization', rfc: 'RFC 3261 §20.28', where: 'requests', fits: requests },
  { header: 'Proxy-Require', rfc: 'RFC 3261 §20.29', where: 'requests', fits: requests },
  { header: 'In-Reply-To', rfc: 'RFC 3261 §20.21', where: 'requests', fits: requests },
  { header: 'Warning', rfc: 'RFC 3261 §20.43', where: 'responses', fits: responses },
  { header: 'Unsupported', rfc: 'RFC 3261 §20.40', where: 'a 420', fits: inCodes(420) },
  { header: 'WWW-Authenticate', rfc: 'RFC 3261 §20.44', where: 'a 401 or 407', fits: inCodes(401, 407) },
  { header: 'Proxy-Authenticate', rfc: 'RFC 3261 §20.27', where: 'a 401 or 407', fits: inCodes(401, 407) },
  { header: 'Min-Expires', rfc: 'RFC 3261 §20.23', where: 'a 423', fits: inCodes(423) },
  {
    header: 'RSeq',
    rfc: 'RFC 3262 §7.1',
    where: 'a provisional response to INVITE',
    fits: ({ code, method }) => code > 100 && code < 200 && method === 'INVITE',
  },
  { header: 'RAck', rfc: 'RFC 3262 §7.2', where: 'PRACK', fits: subject => subject.requests('PRACK') },
  { header: 'Refer-To', rfc: 'RFC 3515 §2.1', where: 'REFER', fits: subject => subject.requests('REFER') },
  {
    header: 'Subscription-State',
    rfc: 'RFC 6665 §8.2.3',
    where: 'NOTIFY',
    fits: subject => subject.requests('NOTIFY'),
  },
  {
    header: 'Event',
    rfc: 'RFC 6665 §8.2.1',
    where: 'SUBSCRIBE, NOTIFY, PUBLISH and REFER',
    fits: inMethods('SUBSCRIBE', 'NOTIFY', 'PUBLISH', 'REFER'),
  },
  { header: 'Replaces', rfc: 'RFC 3891 §6.1', where: 'INVITE', fits: subject => subject.requests('INVITE') },
  { header: 'Join', rfc: 'RFC 3911 §7.1', where: 'INVITE', fits: subject => subject.requests('INVITE') },
  { header: 'SIP-If-Match', rfc: 'RFC 3903 §11.3.2', where: 'PUBLISH', fits: subject => subject.requests('PUBLISH') },
  {
    header: 'SIP-ETag',
    rfc: 'RFC 3903 §11.3.1',
    where: 'a 2xx to PUBLISH',
    fits: subject => subject.answers(2, 'PUBLISH'),
  },
  {
    header: 'Session-Expires',
    rfc: 'RFC 4028 §4',
    where: 'INVITE, UPDATE and their 2xx',
    fits: ({ isRequest, code, method }) =>
      (isRequest || (code >= 200 && code < 300)) && (method === 'INVITE' || method === 'UPDATE'),
  },
  {
    header: 'Min-SE',
    rfc: 'RFC 4028 §5',
    where: 'INVITE, UPDATE and a 422',
    fits: ({ isRequest, code, method }) => code === 422 || (isRequest && (method === 'INVITE' || method === 'UPDATE')),
  },
  {
    header: 'Contact',
    rfc: 'RFC 3261 §20.10',
    where: 'requests but BYE and CANCEL',
    fits: ({ isRequest, method }) => !isRequest || (method !== 'BYE' && method !== 'CANCEL'),
  },
  {
    header: 'Record-Route',
    rfc: 'RFC 3261 §16.6 step 4',
    where: 'requests but REGISTER',
    fits: subject => !subject.requests('REGISTER'),
  },
  {
    header: 'Path',
    rfc: 'RFC 3327 §4',
    where: 'REGISTER and its 2xx',
    fits: ({ method }) => method === 'REGISTER',
  },
  {
    header: 'Service-Route',
    rfc: 'RFC 3608 §5',
    where: 'a 2xx to REGISTER',
    fits: subject => subject.answers(2, 'REGISTER'),
  },
];

export const misplacedHeaders: LintRule = {
  id: 'misplaced-header',
  severity: 'notice',
  rfc: 'RFC 3261 §20',
  check: subject =>
    HOMES.flatMap(({ header, rfc, where, fits }) => {
      const value = subject.first(header);
      if (value === undefined || fits(subject)) return [];
      return [{ message: `${header} means something in ${where} only`, header, at: value.at, rfc }];
    }),
};
