// Rules about values that are well-formed and mean nothing, or not what they should: events, reasons, warnings, privacy, identities.

import { excerpt } from '../lexical.ts';
import { readNameAddr } from '../name-addr.ts';
import { paramValue, readParams } from '../params.ts';
import { FINE, faultIn, faultsIn, type LintRule } from './rule.ts';

const STATES: ReadonlySet<string> = new Set(['active', 'pending', 'terminated']);
/** RFC 3323 §4.2, RFC 3325 §9.3, RFC 7044 §9.1. */
const PRIVACY: ReadonlySet<string> = new Set(['header', 'session', 'user', 'none', 'critical', 'id', 'history']);
const PRIORITIES: ReadonlySet<string> = new Set(['emergency', 'urgent', 'normal', 'non-urgent', 'psap-callback']);

function splitParams(text: string): { readonly value: string; readonly param: (name: string) => string | undefined } {
  const semicolon = text.indexOf(';');
  const params = semicolon === -1 ? [] : readParams(text.slice(semicolon), 'loose').list;
  return {
    value: (semicolon === -1 ? text : text.slice(0, semicolon)).trim(),
    param: name => paramValue(params, name),
  };
}

export const meanings: readonly LintRule[] = [
  {
    id: 'subscription-state-unknown',
    severity: 'notice',
    rfc: 'RFC 6665 §4.1.3',
    check: subject =>
      faultsIn('Subscription-State', subject.all('Subscription-State'), text => {
        const { value } = splitParams(text);
        return STATES.has(value.toLowerCase()) ? undefined : `the state ${excerpt(value)} is none that is known`;
      }),
  },
  {
    id: 'subscription-without-expires',
    severity: 'notice',
    rfc: 'RFC 6665 §4.2.2',
    check: subject =>
      faultsIn('Subscription-State', subject.all('Subscription-State'), text => {
        const { value, param } = splitParams(text);
        return /^(?:active|pending)$/i.test(value) && param('expires') === undefined
          ? `the state is ${value}, but not for how long`
          : undefined;
      }),
  },
  {
    id: 'reason-cause',
    severity: 'warning',
    rfc: 'RFC 3326 §2',
    check: subject =>
      faultsIn('Reason', subject.list('Reason'), text => {
        const { value, param } = splitParams(text);
        const cause = Number(param('cause') ?? Number.NaN);
        const isWrong =
          (/^sip$/i.test(value) && (cause < 100 || cause > 699)) ||
          (/^q\.850$/i.test(value) && (cause < 1 || cause > 127));
        return isWrong ? `cause=${cause} is no cause of ${value}` : undefined;
      }),
  },
  {
    id: 'warn-code',
    severity: 'notice',
    rfc: 'RFC 3261 §20.43',
    check: subject =>
      faultsIn('Warning', subject.list('Warning'), text => {
        const code = /^[0-9]{3}(?= )/.exec(text)?.[0];
        return code === undefined || code.startsWith('3')
          ? undefined
          : `the warn-code ${code} is not between 300 and 399`;
      }),
  },
  {
    id: 'privacy-unknown',
    severity: 'notice',
    rfc: 'RFC 3323 §4.2',
    check: subject =>
      faultsIn('Privacy', subject.all('Privacy'), text => {
        const odd = text.split(/[;,]/, 64).find(word => !PRIVACY.has(word.trim().toLowerCase()));
        return odd === undefined ? undefined : `"${excerpt(odd.trim())}" is no privacy that is known`;
      }),
  },
  {
    id: 'privacy-none-and-more',
    severity: 'warning',
    rfc: 'RFC 3323 §4.2',
    check: subject =>
      faultsIn('Privacy', subject.all('Privacy'), text => {
        const words = text.split(/[;,]/, 64).map(word => word.trim().toLowerCase());
        return words.length > 1 && words.includes('none') ? 'none stands beside other wishes' : undefined;
      }),
  },
  {
    id: 'priority-unknown',
    severity: 'notice',
    rfc: 'RFC 3261 §20.26',
    check: subject =>
      faultsIn('Priority', subject.all('Priority'), text => {
        const { value } = splitParams(text);
        return PRIORITIES.has(value.toLowerCase()) ? undefined : `the priority ${excerpt(value)} is none that is known`;
      }),
  },
  {
    id: 'asserted-identities',
    severity: 'warning',
    rfc: 'RFC 3325 §9.1',
    check: subject => {
      const identities = subject.list('P-Asserted-Identity');
      const tels = identities.filter(({ text }) => /^tel:/i.test(readNameAddr(text)?.uri ?? '')).length;
      return identities.length > 2 || (identities.length === 2 && tels !== 1)
        ? faultIn('P-Asserted-Identity', identities[0], 'there may be one SIP URI and one tel URI')
        : FINE;
    },
  },
  {
    id: 'expires-twice',
    severity: 'notice',
    rfc: 'RFC 3261 §10.2.1.1',
    check: subject => {
      const expires = subject.text('Expires');
      if (!subject.requests('REGISTER') || expires === undefined) return FINE;
      return faultsIn('Contact', subject.list('Contact'), text => {
        const own = readNameAddr(text)?.params.get('expires');
        return own === undefined || own === expires
          ? undefined
          : `expires=${excerpt(own)} beats Expires: ${excerpt(expires)}`;
      });
    },
  },
  {
    id: 'digest-algorithm',
    severity: 'notice',
    rfc: 'RFC 7616 §6.1',
    check: subject =>
      ['WWW-Authenticate', 'Proxy-Authenticate'].flatMap(header =>
        faultsIn(header, subject.all(header), text => {
          const name = /(?:^|[\s,])algorithm\s*=\s*"?([^",\s]{1,40})/i.exec(text.slice(0, 4096))?.[1];
          return name === undefined ||
            /^(?:(?:MD5|SHA-256|SHA-512-256)(?:-sess)?|AKAv[12]-(?:MD5|SHA-256))$/i.test(name)
            ? undefined
            : `the algorithm ${excerpt(name)} is none that is known`;
        }),
      ),
  },
];
