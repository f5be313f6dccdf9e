import { expect, test } from 'vitest';
import { CodecLabels } from '../../../collector/query/codec-labels.ts';

function message(body: string, contentType = 'application/sdp'): Buffer {
  const head = ['INVITE sip:bob@b SIP/2.0', 'Call-ID: a', 'CSeq: 1 INVITE', `Content-Type: ${contentType}`];
  return Buffer.from(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const offer = (formats: string, more = '') =>
  `v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP ${formats}\r\n${more}`;

test('the same description is the same codecs again, another one its own', () => {
  const codecs = new CodecLabels();
  const seen = [offer('0 8'), offer('8'), offer('0 8'), offer('8')].map(body => codecs.of(message(body)));
  expect(seen).toEqual(['PCMU PCMA', 'PCMA', 'PCMU PCMA', 'PCMA']);
});

test('the same bytes as another type are no description', () => {
  const codecs = new CodecLabels();
  expect(codecs.of(message(offer('0')))).toBe('PCMU');
  expect(codecs.of(message(offer('0'), 'text/plain'))).toBe('');
});

test('a very long description is read as well', () => {
  const codecs = new CodecLabels();
  const long = message(offer('0', 'a=x\r\n'.repeat(2000)));
  expect([codecs.of(long), codecs.of(long)]).toEqual(['PCMU', 'PCMU']);
});
