import { expect, test } from 'vitest';
import { readMessage } from '../../../collector/sip/message.ts';
import { messageBytes, SDP } from '../../support/sip-message.ts';

test('a flawless request is read with nothing to tell', () => {
  const message = readMessage(messageBytes({ body: SDP, headers: { 'Content-Type': 'application/sdp' } }));
  expect(message.request).toEqual({ method: 'OPTIONS', uri: 'sip:ward@clinic.example', version: 'SIP/2.0' });
  expect(message.response).toBeUndefined();
  expect(message.body.toString()).toBe(SDP);
  expect(message.problems).toEqual([]);
});

test('headers are found by long and compact name in any case', () => {
  const message = readMessage(Buffer.from('OPTIONS sip:a@b SIP/2.0\r\nv: one\r\nVIA : two\r\nX-Odd: x\r\n\r\n'));
  expect(message.header('Via')).toBe('one');
  expect(message.headerAll('v')).toEqual(['one', 'two']);
  expect(message.header('x-odd')).toBe('x');
  expect([message.header('To'), message.headerAll('To')]).toEqual([undefined, []]);
  expect(message.headers.map(header => header.canonical)).toEqual(['Via', 'Via', 'X-Odd']);
});

test('folded lines are unfolded, and positions cover them', () => {
  const bytes = Buffer.from('OPTIONS sip:a@b SIP/2.0\r\nSubject:\r\n one\r\n\ttwo \r\nTo: x\r\n\r\nbody');
  const message = readMessage(bytes);
  expect(message.header('Subject')).toBe('one two');
  const { start, end } = message.headers[0];
  expect(bytes.toString('latin1', start, end)).toBe('Subject:\r\n one\r\n\ttwo ');
  expect(bytes.toString('latin1', message.bodyStart)).toBe('body');
  expect(message.problems).toEqual([]);
});

test('line ends before the start line are skipped', () => {
  const message = readMessage(Buffer.concat([Buffer.from('\r\n\r\n'), messageBytes()]));
  expect(message.request?.method).toBe('OPTIONS');
  expect(message.headers[0].start).toBe(4 + 'OPTIONS sip:ward@clinic.example SIP/2.0\r\n'.length);
  expect(message.problems).toEqual([]);
});

test('Content-Length cuts the body, and what follows is told', () => {
  const message = readMessage(messageBytes({ body: 'hello and more', headers: { 'Content-Length': '5' } }));
  expect(message.body.toString()).toBe('hello');
  expect(message.problems).toEqual([
    '9 bytes follow the body, which Content-Length ends after 5 bytes (RFC 3261 §18.3)',
  ]);
});

test.each([
  ['9999', 'Content-Length is 9999, but only 5 bytes of body are there (RFC 3261 §18.3)'],
  [`5\r\nl: 6`, 'Content-Length is given with different values: 5, 6 (RFC 3261 §20.14)'],
])('with Content-Length %s all bytes are the body, and the lie is told', (length, problem) => {
  const message = readMessage(messageBytes({ body: 'hello', headers: { 'Content-Length': length } }));
  expect(message.body.toString()).toBe('hello');
  expect(message.problems).toEqual([problem]);
});

test('a Content-Length that is no number leaves the body whole', () => {
  expect(readMessage(messageBytes({ body: 'hello', headers: { 'Content-Length': '-1' } })).body).toHaveLength(5);
});

test.each([
  ['OPTIONS sip:a@b SIP/2.0\r\nTo: x\r\n', 'the empty line that ends the headers is missing'],
  ['OPTIONS sip:a@b SIP/2.0\r\nTo: x', 'the message ends in the middle of a line'],
  ['OPTIONS sip:a@b SIP/2.0\nTo: x\n\n', 'LF alone'],
  ['OPTIONS sip:a@b SIP/2.0\r\nno colon here\r\n\r\n', 'the line "no colon here" has no colon'],
  ['OPTIONS sip:a@b SIP/2.0\r\nT o: x\r\n\r\n', 'the header name "T o" is no token'],
  ['OPTIONS sip:a@b SIP/2.0\r\nTo: \u0000\r\n\r\n', 'a NUL byte at byte 29'],
  ['OPTIONS sip:a@b SIP/2.0\r\nTo: \u0007\r\n\r\n', 'a control character (0x07) at byte 29'],
  ['OPTIONS sip:a@b SIP/2.0\r\nTo: a\rb\r\n\r\n', 'a control character (0x0d) at byte 30'],
  ['OPTIONS sip:a@b SIP/2.0\r\nTo: \u00ff\r\n\r\n', 'no valid UTF-8 in the line at byte 25'],
  ['', 'neither a request line nor a status line'],
])('%j is read, and told: %s', (text, problem) => {
  expect(readMessage(Buffer.from(text, 'latin1')).problems.join('\n')).toContain(problem);
});

test('a control character behind a backslash is a quoted pair', () => {
  expect(readMessage(messageBytes({ headers: { Subject: '"\\\u0007\\\u0000"' } })).problems).toEqual([]);
});

test('of more than 10,000 headers the rest is counted', () => {
  const message = readMessage(messageBytes({ lines: Array.from({ length: 10_050 }, (_, index) => `X-${index}: y`) }));
  expect(message.headers).toHaveLength(10_000);
  expect(message.problems.join()).toMatch(/\d+ headers beyond the first 10000 are not shown/);
});

test('of a line over 64 KiB the beginning is shown, of one that is folded too', () => {
  const long = 'y'.repeat(200_000);
  const message = readMessage(messageBytes({ headers: { Subject: long, 'X-Folded': ` a\r\n ${long}\r\n b` } }));
  expect(message.header('Subject')).toHaveLength(65_536 - 'Subject: '.length);
  expect(message.header('X-Folded')?.length).toBeLessThanOrEqual(65_536);
  expect(message.problems.join()).toContain('shown only in part');
  expect(message.header('To')).toBe('<sip:ward@clinic.example>');
});
