// Rules about the body: its type, its length, its parts, its session description (RFC 3261 §7.4, §18.3, RFC 2046, RFC 8866).

import type { Severity } from '../../model/finding.ts';
import { isMultipart, readMultipart } from '../multipart.ts';
import { readSdp, sdpTexts } from '../sdp.ts';
import { type Fault, FINE, faultIn, type LintRule } from './rule.ts';
import { cutSource } from './sentence.ts';

/** What real stacks write into SDP and everybody reads. */
const HARMLESS_SDP = [/^the session name is empty/, /^lines end with/];

function sdpSeverity(problem: string): Severity {
  return HARMLESS_SDP.some(pattern => pattern.test(problem)) ? 'notice' : 'warning';
}

export const body: readonly LintRule[] = [
  {
    id: 'missing-content-type',
    severity: 'error',
    rfc: 'RFC 3261 §20.15',
    check: subject =>
      subject.message.body.length > 0 && !subject.has('Content-Type')
        ? faultIn('Content-Type', undefined, 'there is a body, but no Content-Type')
        : FINE,
  },
  {
    // On a stream nothing else tells where the message ends.
    id: 'stream-content-length',
    severity: 'error',
    rfc: 'RFC 3261 §18.3',
    check: subject => {
      const transport = subject.via()?.transport ?? '';
      return /^(?:TCP|TLS)$/i.test(transport) && !subject.has('Content-Length')
        ? faultIn('Content-Length', undefined, `no Content-Length over ${transport}`)
        : FINE;
    },
  },
  {
    id: 'missing-content-length',
    severity: 'notice',
    rfc: 'RFC 3261 §20.14',
    check: subject =>
      /^UDP$/i.test(subject.via()?.transport ?? '') && !subject.has('Content-Length')
        ? faultIn('Content-Length', undefined, 'no Content-Length')
        : FINE,
  },
  {
    id: 'content-type-without-body',
    severity: 'notice',
    rfc: 'RFC 3261 §20.15',
    check: subject =>
      subject.message.body.length === 0 && subject.has('Content-Type')
        ? faultIn('Content-Type', subject.first('Content-Type'), 'a Content-Type, but no body')
        : FINE,
  },
  {
    id: 'multipart',
    severity: 'error',
    rfc: 'RFC 2046 §5.1.1',
    check: ({ message }): readonly Fault[] => {
      const contentType = message.header('Content-Type') ?? '';
      if (message.body.length === 0 || !isMultipart(contentType)) return FINE;
      return readMultipart(message.body, contentType).problems.map(problem => ({
        ...cutSource(problem, 'RFC 2046 §5.1.1'),
        place: 'body',
      }));
    },
  },
  {
    id: 'sdp',
    severity: 'warning',
    rfc: 'RFC 8866 §5',
    check: ({ message }): readonly Fault[] =>
      sdpTexts(message.body, message.header('Content-Type') ?? '').flatMap(text =>
        readSdp(text).problems.map(problem => {
          const { message: words, rfc } = cutSource(problem, 'RFC 8866 §5');
          return { message: `SDP: ${words}`, rfc, place: 'body', severity: sdpSeverity(problem) } as const;
        }),
      ),
  },
];
