// Rules about where requests go: Route sets, Contact, Max-Forwards, URIs of From and To (RFC 3261 §8.1.1.8, §16.6, §19.1.1, §20.10).

import { excerpt } from '../lexical.ts';
import { readNameAddr } from '../name-addr.ts';
import { paramValue } from '../params.ts';
import { readUri } from '../uri.ts';
import { FINE, faultIn, faultsIn, type LintRule } from './rule.ts';
import type { LintSubject } from './subject.ts';

/** RFC 3261 §20.22 recommends 70; more than that is only ever wrong by a typing error or to keep a loop alive. */
const USUAL_HOPS = 70;
const TRANSPORTS: ReadonlySet<string> = new Set(['udp', 'tcp', 'tls', 'sctp', 'ws', 'wss', 'tls-sctp']);
/** RFC 3261 §19.1.1, table 1: these have no place in the URIs of From and To. */
const NOT_IN_FROM_TO = ['maddr', 'ttl', 'transport', 'lr', 'method'];

/** A URI with `lr` is a loose router; `lr=on`, as some write it, is taken as one everywhere. */
function lacksLr(text: string): string | undefined {
  const address = readNameAddr(text);
  if (address === undefined) return undefined;
  const uri = readUri(address.uri);
  if (uri.scheme !== 'sip' && uri.scheme !== 'sips') return undefined;
  return paramValue(uri.params, 'lr') === undefined
    ? `${excerpt(uri.text)} has no lr parameter: a strict router`
    : undefined;
}

function looseRoutes(header: string, rfc: string, severity: 'warning' | 'notice'): LintRule {
  return {
    id: `${header.toLowerCase()}-lr`,
    severity,
    rfc,
    check: subject => faultsIn(header, subject.list(header), lacksLr),
  };
}

function contactUris(subject: LintSubject): readonly (readonly [uri: string, at: number])[] {
  return subject.list('Contact').flatMap(({ text, at }) => {
    const address = text === '*' ? undefined : readNameAddr(text);
    return address === undefined ? [] : [[address.uri, at] as const];
  });
}

/** Where a dialog's remote target is told (RFC 3261 §8.1.1.8, §12.1.1). */
function setsTarget(subject: LintSubject): boolean {
  return subject.requests('INVITE', 'SUBSCRIBE', 'UPDATE', 'REFER') || subject.answers(2, 'INVITE', 'SUBSCRIBE');
}

export const routing: readonly LintRule[] = [
  looseRoutes('Record-Route', 'RFC 3261 §16.6 step 4', 'warning'),
  looseRoutes('Route', 'RFC 3261 §16.12.1.1', 'notice'),
  looseRoutes('Path', 'RFC 3327 §5', 'notice'),
  looseRoutes('Service-Route', 'RFC 3608 §5', 'notice'),
  {
    id: 'max-forwards-large',
    severity: 'notice',
    rfc: 'RFC 3261 §20.22',
    check: subject => {
      const hops = Number(subject.text('Max-Forwards') ?? 0);
      return hops > USUAL_HOPS && hops <= 255
        ? faultIn('Max-Forwards', subject.first('Max-Forwards'), `${hops} hops left, where 70 is recommended`)
        : FINE;
    },
  },
  {
    id: 'contact-count',
    severity: 'warning',
    rfc: 'RFC 3261 §8.1.1.8',
    check: subject => {
      const count = setsTarget(subject) ? subject.list('Contact').length : 0;
      return count > 1
        ? faultIn('Contact', subject.all('Contact')[0], `${count} Contact values, but a dialog has one remote target`)
        : FINE;
    },
  },
  {
    id: 'contact-scheme',
    severity: 'warning',
    rfc: 'RFC 3261 §8.1.1.8',
    check: subject =>
      !setsTarget(subject)
        ? FINE
        : contactUris(subject).flatMap(([uri, at]) =>
            /^sips?:/i.test(uri)
              ? []
              : [{ message: `${excerpt(uri)} is no SIP URI, so no request can be sent to it`, header: 'Contact', at }],
          ),
  },
  {
    id: 'contact-star',
    severity: 'error',
    rfc: 'RFC 3261 §10.2.2',
    check: subject => {
      const contacts = subject.all('Contact');
      const star = contacts.find(({ text }) => text === '*');
      if (star === undefined) return FINE;
      if (!subject.requests('REGISTER')) return faultIn('Contact', star, 'Contact: * has a meaning in REGISTER only');
      return contacts.length > 1 || Number(subject.text('Expires')) !== 0
        ? faultIn('Contact', star, 'Contact: * must stand alone and with Expires: 0')
        : FINE;
    },
  },
  {
    id: 'contact-sips',
    severity: 'notice',
    rfc: 'RFC 3261 §8.1.1.8',
    check: subject => {
      if (!subject.requests('INVITE', 'SUBSCRIBE') || !/^sips:/i.test(subject.message.request?.uri ?? '')) return FINE;
      const plain = contactUris(subject).find(([uri]) => /^sip:/i.test(uri));
      return plain === undefined
        ? FINE
        : [{ message: 'the Request-URI is sips, the Contact is not', header: 'Contact', at: plain[1] }];
    },
  },
  {
    id: 'uri-transport',
    severity: 'notice',
    rfc: 'RFC 3261 §19.1.1',
    check: subject =>
      contactUris(subject).flatMap(([uri, at]) => {
        const transport = paramValue(readUri(uri).params, 'transport');
        if (transport === undefined || TRANSPORTS.has(transport.toLowerCase())) return [];
        return [{ message: `transport=${excerpt(transport)} is none that is known`, header: 'Contact', at }];
      }),
  },
  {
    id: 'from-to-parameters',
    severity: 'notice',
    rfc: 'RFC 3261 §19.1.1',
    check: subject =>
      ['From', 'To'].flatMap(header => {
        const uri = readUri(subject.address(header)?.uri ?? 'sip:none');
        const odd = NOT_IN_FROM_TO.find(name => paramValue(uri.params, name) !== undefined);
        if (odd !== undefined)
          return faultIn(header, subject.first(header), `the URI has the parameter ${odd}, which means nothing here`);
        return uri.headers.length === 0
          ? []
          : faultIn(header, subject.first(header), 'the URI carries headers, which mean nothing here');
      }),
  },
];
