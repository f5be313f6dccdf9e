import { expect, test } from 'vitest';
import { LintSubject } from '../../../../collector/sip/lint/subject.ts';
import { readMessage } from '../../../../collector/sip/message.ts';
import { type MessageOptions, messageBytes } from '../../../support/sip-message.ts';

const subject = (options: MessageOptions) => new LintSubject(readMessage(messageBytes(options)));

test('a response has the method of its CSeq', () => {
  expect(subject({ startLine: 'SIP/2.0 180 Ringing' })).toMatchObject({
    isRequest: false,
    method: 'INVITE',
    code: 180,
  });
  expect(subject({ startLine: 'SIP/2.0 180 Ringing', headers: { CSeq: 'x' } }).method).toBe('');
});

test('values know their place, compact names and comma lists are seen through', () => {
  const s = subject({ lines: ['k: timer, 100rel', 'Supported: path,, x'] });
  expect(s.list('Supported').map(({ text, at }) => `${text} ${at}`)).toEqual(['timer 7', '100rel 7', 'path 8', 'x 8']);
  expect([s.lists('Supported', 'timer'), s.lists('Supported', 'gruu')]).toEqual([true, false]);
});

test('of an endless list only the beginning is looked at', () => {
  expect(subject({ lines: [`Supported: ${'a,'.repeat(5000)}b`] }).list('Supported')).toHaveLength(256);
});
