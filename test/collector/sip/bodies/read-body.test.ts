import { expect, test } from 'vitest';
import { readBody } from '../../../../collector/sip/bodies/read-body.ts';

const read = (type: string, body: string) => readBody(type, Buffer.from(body))?.format;

test('a body is read by its type, parameters aside', () => {
  expect(read('application/ISUP;version=itu-t92+', '\u0009\u0000')).toBe('ISUP ANM: answer');
  expect(read('message/sipfrag;version=2.0', 'SIP/2.0 200 OK')).toBe('Fragment of a SIP message');
  expect(read('message/cpim', 'From: a\r\n\r\n')).toBe('Instant message (CPIM)');
  expect(read('application/dtmf-relay', 'Signal=1')).toBe('Key press');
  expect(read('application/pidf+xml', '<presence entity="a"/>')).toBe('Presence');
  expect(read('application/rlmi+xml', '<list uri="sip:l@b"/>')).toBe('Event list');
});
test('what needs no reading has none', () => {
  expect(read('application/sdp', 'v=0')).toBeUndefined();
  expect(read('text/plain', 'a')).toBeUndefined();
  expect(read('application/xml', '<html/>')).toBeUndefined();
  expect(read('application/isup', '')).toBeUndefined();
});
