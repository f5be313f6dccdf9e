// Rules about what identifies transaction and dialog: Via, CSeq, tags (RFC 3261 §8.1.1, §8.2.6.2, §12, §17).

import { readCSeq } from '../cseq.ts';
import { excerpt } from '../lexical.ts';
import { paramValue } from '../params.ts';
import { MAGIC_COOKIE, readVia } from '../via.ts';
import { FINE, faultIn, type LintRule } from './rule.ts';

/** Requests that exist inside a dialog only. */
const IN_DIALOG = ['BYE', 'PRACK', 'UPDATE'];

const DIALOG_MAKERS = ['INVITE', 'SUBSCRIBE', 'REFER'];

export const identity: readonly LintRule[] = [
  {
    id: 'cseq-method',
    severity: 'error',
    rfc: 'RFC 3261 §8.1.1.5',
    check: subject => {
      const { message } = subject;
      const value = message.header('CSeq');
      if (message.request === undefined || value === undefined) return FINE;
      const { method } = readCSeq(value);
      if (method === '' || method === message.request.method) return FINE;
      const words = `the CSeq method ${excerpt(method)} is not the request's ${excerpt(message.request.method)}`;
      return faultIn('CSeq', subject.first('CSeq'), words);
    },
  },
  {
    id: 'from-tag',
    severity: 'warning',
    rfc: 'RFC 3261 §8.1.1.3',
    check: subject =>
      subject.address('From') === undefined || subject.hasTag('From')
        ? FINE
        : faultIn('From', subject.first('From'), 'From has no tag'),
  },
  {
    id: 'to-tag-response',
    severity: 'notice',
    rfc: 'RFC 3261 §8.2.6.2',
    check: subject => {
      if (subject.isRequest || subject.code === 100 || subject.address('To') === undefined || subject.hasTag('To')) {
        return FINE;
      }
      const [fault] = faultIn('To', subject.first('To'), 'To has no tag in a response');
      // Without it no dialog is made. Where none is to be made, simple stacks leave it out and nobody minds.
      return subject.code < 300 && DIALOG_MAKERS.includes(subject.method) ? [{ ...fault, severity: 'error' }] : [fault];
    },
  },
  {
    id: 'to-tag-request',
    severity: 'error',
    rfc: 'RFC 3261 §12.2.1.1',
    check: subject =>
      !subject.requests(...IN_DIALOG) || subject.address('To') === undefined || subject.hasTag('To')
        ? FINE
        : faultIn('To', subject.first('To'), `To has no tag, but ${subject.method} lives in a dialog`),
  },
  {
    id: 'notify-outside-dialog',
    severity: 'notice',
    rfc: 'RFC 6665 §4.4.1',
    check: subject =>
      !subject.requests('NOTIFY') || subject.address('To') === undefined || subject.hasTag('To')
        ? FINE
        : faultIn('To', subject.first('To'), 'a NOTIFY without To tag: nobody has subscribed to it'),
  },
  {
    id: 'register-to-tag',
    severity: 'notice',
    rfc: 'RFC 3261 §10.2',
    check: subject =>
      subject.requests('REGISTER') && subject.hasTag('To')
        ? faultIn('To', subject.first('To'), 'To has a tag in a REGISTER, which lives in no dialog')
        : FINE,
  },
  {
    id: 'response-to-ack',
    severity: 'error',
    rfc: 'RFC 3261 §17.1.1.3',
    check: subject =>
      !subject.isRequest && subject.method === 'ACK'
        ? faultIn('CSeq', subject.first('CSeq'), 'a response to an ACK, which nobody answers')
        : FINE,
  },
  {
    // RFC 2543 knew neither; a transaction is then found by other means (§17.2.3).
    id: 'via-branch',
    severity: 'notice',
    rfc: 'RFC 3261 §8.1.1.7',
    check: subject => {
      const via = subject.via();
      return via === undefined || via.branch !== ''
        ? FINE
        : faultIn('Via', subject.first('Via'), 'no branch in the top Via');
    },
  },
  {
    id: 'via-cookie',
    severity: 'notice',
    rfc: 'RFC 3261 §8.1.1.7',
    check: subject => {
      const branch = subject.via()?.branch ?? '';
      return branch === '' || branch.toLowerCase().startsWith(MAGIC_COOKIE.toLowerCase())
        ? FINE
        : faultIn('Via', subject.first('Via'), `the branch ${excerpt(branch)} does not begin with ${MAGIC_COOKIE}`);
    },
  },
  {
    id: 'via-repeated-branch',
    severity: 'warning',
    rfc: 'RFC 3261 §16.6 step 8',
    check: subject => {
      const seen = new Set<string>();
      for (const { text, at } of subject.list('Via')) {
        const { branch, host, port } = readVia(text);
        const key = `${branch} ${host}:${port ?? ''}`;
        if (branch !== '' && seen.has(key))
          return faultIn(
            'Via',
            { text, at },
            `two Vias of ${excerpt(host)} have the branch ${excerpt(branch)}: a loop`,
          );
        seen.add(key);
      }
      return FINE;
    },
  },
  {
    id: 'via-rport-value',
    severity: 'notice',
    rfc: 'RFC 3581 §3',
    check: subject => {
      const via = subject.isRequest && subject.list('Via').length === 1 ? subject.via() : undefined;
      const rport = via === undefined ? undefined : paramValue(via.params, 'rport');
      return rport === undefined ||
        rport === '' ||
        via === undefined ||
        paramValue(via.params, 'received') !== undefined
        ? FINE
        : faultIn('Via', subject.first('Via'), 'a client gives rport a value, which is the server’s to fill in');
    },
  },
];
