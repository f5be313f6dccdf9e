import { describe, expect, test } from 'vitest';
import { Sniff, sniffSip } from '../../../collector/sip/sniff.ts';
import { hasCorpus, INVITE, OK, tortureMessages } from '../../support/sip-samples.ts';

/** The payload is sniffed inside a larger buffer whose neighbours would change the answer if they were read. */
function sniffed(payload: string | Buffer): Sniff {
  const bytes = Buffer.concat([Buffer.from('X'), Buffer.from(payload), Buffer.from(' SIP/2.0\r\n')]);
  return sniffSip(bytes, 1, bytes.length - 10);
}

function expectAll(payloads: readonly string[], what: Sniff): void {
  expect(payloads.map(payload => [payload, sniffed(payload)])).toEqual(payloads.map(payload => [payload, what]));
}

describe('SIP', () => {
  test('requests and responses, with CRLFs before them', () => {
    expect([INVITE, OK].map(sniffed)).toEqual([Sniff.Sip, Sniff.Sip]);
    expectAll(
      ['\r\n\r\nBYE sip:a SIP/2.0\r\n', 'DBREGISTER sip:1.1.1.1:5060 SIP/2.0\r\nExpires: 3600\r\n\r\n'],
      Sniff.Sip,
    );
  });

  test('any method, any URI, any SIP version, LF alone, a start line that is the whole payload', () => {
    expectAll(
      [
        'x urn:service:sos SIP/2.0\n',
        'RE%47IST%45R sip:a SIP/2.0\r\n',
        'OPTIONS sip:a SIP/7.0\r\n',
        'SIP/3.14 200 OK\r\n',
      ],
      Sniff.Sip,
    );
    expectAll(['BYE sip:a SIP/2.0', 'SIP/2.0 200', 'sip/2.0 200 OK\r\n', 'BYE sip:a sip/2.0\r\n'], Sniff.Sip);
  });

  test('blanks too many, and codes out of range', () => {
    expectAll(['INVITE  sip:a  SIP/2.0 \r\n', 'INVITE\tsip:a\tSIP/2.0\r\n', 'INVITE sip:a; lr SIP/2.0\r\n'], Sniff.Sip);
    expectAll(
      ['SIP/2.0 4294967301 x\r\n', 'SIP/2.0  200 OK\r\n', 'SIP/2.0 20\r\n', ' \0INVITE sip:a SIP/2.0\r\n'],
      Sniff.Sip,
    );
  });

  test.skipIf(!hasCorpus)('every torture message of RFC 4475 and RFC 5118', () => {
    for (const [name, payload] of tortureMessages()) expect([name, sniffed(payload)]).toEqual([name, Sniff.Sip]);
  });
});

describe('keep-alives', () => {
  test('are nothing, CRLFs, blanks and NULs', () => {
    expectAll(['', '\r\n', '\r\n\r\n', '\0\0\0\0', ' ', '\0', '\r\n\0'], Sniff.KeepAlive);
  });
});

describe('what was meant as SIP', () => {
  test('but has no version, no target or no code', () => {
    expectAll(
      ['INVITE sip:bob@b\r\nVia: x\r\n', 'MESSAGE tel:+1 \r\n', 'FOO SIPS:a SIP/2\r\n', 'INVITE sip:a XSIP/2.0\r\n'],
      Sniff.Malformed,
    );
    expectAll(
      ['INVITE SIP/2.0\r\n', 'SIP/2.0\r\n', 'SIP/2.0 OK\r\n', 'SIP/2.0200 OK\r\n', 'INVITE sip:bob@exam'],
      Sniff.Malformed,
    );
  });
});

describe('anything else', () => {
  test('HTTP, SSDP, RTSP and MSRP', () => {
    expectAll(
      ['GET / HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 OK\r\n', 'NOTIFY * HTTP/1.1\r\n', 'OPTIONS * RTSP/1.0\r\n'],
      Sniff.No,
    );
    expectAll(
      ['MSRP d93kswow SEND\r\n', 'M-SEARCH * HTTP/1.1\r\n', 'RTSP/1.0 200 OK\r\n', 'SIP/x 200 OK\r\n'],
      Sniff.No,
    );
  });

  test('RTP, RTCP, STUN, DNS, DTLS and words', () => {
    const rtp = Buffer.from([0x80, 0x00, 0x12, 0x34, 0, 0, 0, 1]);
    const stun = Buffer.from([0x00, 0x01, 0x00, 0x08, 0x21, 0x12, 0xa4, 0x42]);
    const dns = Buffer.from([0x41, 0x42, 0x01, 0x00, 0x00, 0x01, 0x00, 0x00]);
    const dtls = Buffer.from([0x16, 0xfe, 0xff, 0x00]);
    expect([rtp, stun, dns, dtls].map(sniffed)).toEqual([Sniff.No, Sniff.No, Sniff.No, Sniff.No]);
    expectAll(['hello', 'hello world', 'INVITE', 'INVITE ', ':x', '(INVITE sip:a SIP/2.0'], Sniff.No);
  });

  test('what lies behind the payload is not looked at', () => {
    expectAll(['INVITE foo:a', 'INVITE foo:a '], Sniff.No);
  });
});
