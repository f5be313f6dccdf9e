import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { Fault, Feature, Method, SipScan } from '../../../collector/model/sip.ts';
import { LINE_LIMIT, scanSip } from '../../../collector/sip/scan.ts';
import { hasCorpus, INVITE, message, OK, tortureMessages } from '../../support/sip-samples.ts';

const HEADERS = [
  'Via: SIP/2.0/UDP h;branch=z9hG4bK1',
  'From: <sip:a@a>;tag=f',
  'To: <sip:b@b>',
  'Call-ID: c1',
  'CSeq: 1 INVITE',
];
const START = 'INVITE sip:b@b SIP/2.0';

/** A scan with the texts of its ranges beside the numbers. */
function scanOf(payload: Buffer) {
  const scan = new SipScan();
  const faults = scanSip(payload, 0, payload.length, scan);
  expect(faults).toBe(scan.faults);
  const text = (start: number, end: number) => payload.toString('latin1', start, end);
  return {
    ...scan,
    uri: text(scan.uriStart, scan.uriEnd),
    methodName: text(scan.methodStart, scan.methodEnd),
    callId: text(scan.callIdStart, scan.callIdEnd),
    from: text(scan.fromStart, scan.fromEnd),
    fromTag: text(scan.fromTagStart, scan.fromTagEnd),
    to: text(scan.toStart, scan.toEnd),
    toTag: text(scan.toTagStart, scan.toTagEnd),
    sentBy: text(scan.sentByStart, scan.sentByEnd),
    branch: text(scan.branchStart, scan.branchEnd),
    cseqMethodName: text(scan.cseqMethodStart, scan.cseqMethodEnd),
    contentType: text(scan.contentTypeStart, scan.contentTypeEnd),
    body: text(scan.bodyStart, scan.bodyEnd),
  };
}

/** A good INVITE with `lines` in place of the headers of the same name, or added. */
function inviteWith(lines: readonly string[], body = '') {
  const names = lines.map(line => line.split(/[ :]/)[0]);
  return scanOf(message([START, ...HEADERS.filter(line => !names.includes(line.split(':')[0])), ...lines], body));
}

describe('a request', () => {
  test('gives its method, target, ids and body', () => {
    expect(scanOf(INVITE)).toMatchObject({
      faults: 0,
      features: Feature.Sdp,
      start: 0,
      end: INVITE.length,
      method: Method.Invite,
      statusCode: 0,
      uri: 'sip:bob@biloxi.example.com',
      callId: 'a84b4c76e66710@pc33.atlanta.example.com',
      from: '"Alice" <sip:alice@atlanta.example.com>;tag=1928301774',
      fromTag: '1928301774',
      to: 'Bob <sip:bob@biloxi.example.com>',
      toTag: '',
      toTagStart: 0,
      sentBy: 'pc33.atlanta.example.com:5060',
      branch: 'z9hG4bK776asdhds',
      viaCount: 1,
      cseqNumber: 314159,
      cseqMethod: Method.Invite,
      contentLength: 5,
      contentType: 'application/sdp',
      body: 'v=0\r\n',
    });
  });

  test('with a method nobody knows is Other, its name in the bytes', () => {
    const scan = scanOf(Buffer.from('DBREGISTER sip:1.1.1.1:5060 SIP/2.0\r\nExpires: 3600\r\n\r\n'));
    expect(scan).toMatchObject({ method: Method.Other, methodName: 'DBREGISTER', expires: 3600, callId: '' });
    expect(scan.faults).toBe(Fault.NoCallId | Fault.NoCSeq | Fault.NoVia | Fault.NoFrom | Fault.NoTo);
  });

  test('with a method in lower case is another method', () => {
    expect(scanOf(message(['invite sip:b SIP/2.0', ...HEADERS]))).toMatchObject({
      method: Method.Other,
      faults: Fault.BadCSeq,
    });
  });

  test('with another SIP version or blanks too many is a message with a broken start line', () => {
    const lines = [
      'INVITE sip:b SIP/3.0',
      'INVITE  sip:b SIP/2.0',
      'INVITE sip:b SIP/2.0 ',
      'INVITE sip:b  SIP/2.0',
      'INVITE sip:b; lr SIP/2.0',
    ];
    for (const line of lines) {
      const scan = scanOf(message([line, ...HEADERS]));
      expect([line, scan.faults, scan.method]).toEqual([line, Fault.StartLine, Method.Invite]);
      expect(scan.uri).toBe(line.includes('lr') ? 'sip:b; lr' : 'sip:b');
    }
  });
});

describe('a response', () => {
  test('gives its code and what the compact, folded and quoted headers hide', () => {
    expect(scanOf(OK)).toMatchObject({
      faults: 0,
      features: Feature.SubscriptionTerminated,
      method: Method.None,
      statusCode: 200,
      fromTag: '1928301774',
      toTag: 'a6c85cf',
      branch: 'z9hG4bK4b43c2ff8.1',
      sentBy: 'server10.biloxi.example.com',
      viaCount: 3,
      cseqNumber: 314159,
      cseqMethodName: 'INVITE',
      rseq: 9,
      expires: 3600,
      contentLength: 0,
    });
  });

  test('without reason phrase is fine, without the blank before it is not', () => {
    expect(scanOf(message(['SIP/2.0 100 ', ...HEADERS])).faults).toBe(0);
    expect(scanOf(message(['SIP/2.0 100', ...HEADERS]))).toMatchObject({ faults: Fault.StartLine, statusCode: 100 });
  });

  test('with a code out of range keeps it', () => {
    for (const code of [0, 42, 99, 700, 999, 2000]) {
      expect(scanOf(message([`SIP/2.0 ${code} x`, ...HEADERS]))).toMatchObject({
        faults: Fault.StartLine,
        statusCode: code,
      });
    }
    expect(scanOf(message(['SIP/2.0 4294967301 x', ...HEADERS])).statusCode).toBe(0x7fffffff);
  });
});

describe('what is no SIP', () => {
  test('is NotSip alone', () => {
    const payloads = [
      '',
      '\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'HTTP/1.1 200 OK\r\n\r\n',
      'INVITE sip:b\r\n\r\n',
      'SIP/2.0\r\n\r\n',
      '\x80\0',
    ];
    expect(payloads.map(payload => scanOf(Buffer.from(payload, 'latin1')).faults)).toEqual(
      payloads.map(() => Fault.NotSip),
    );
  });
});

describe('tags', () => {
  test('are parameters of the header, not of the URI, not of the display name', () => {
    const cases: [string, string][] = [
      ['"tag=1;<sip:x>" <sip:a@b>;tag=2', '2'],
      ['<sip:a@b;tag=uri>', ''],
      ['<sip:a@b;tag=uri>;tag=t', 't'],
      ['sip:a@b;tag=3', '3'],
      ['sip:a@b ; x = "y;tag=no" ; TAG = 4 ; z', '4'],
      ['<sip:a@b>;tag=', ''],
      ['<sip:a@b>;tag=;tag=5', '5'],
      ['<sip:a@b>;xtag=1;tagx=2;tag', ''],
      ['<sip:a@b>;tag="q;d"', '"q;d"'],
      ['"a\\"b <sip:x>;tag=no" <sip:a>;tag=6', '6'],
      ['"never closed <sip:a@b>;tag=7', '7'],
      ['<sip:a@b>;q="x>y";tag=8', '8'],
      ['<sip:a@b>;tag=9\r\n ;x=y', '9'],
      ['<sip:a@b>;tag=1;tag=2', '1'],
    ];
    for (const [value, tag] of cases) {
      expect([value, inviteWith([`From: ${value}`]).fromTag]).toEqual([value, tag]);
      expect([value, inviteWith([`To: ${value}`]).toTag]).toEqual([value, tag]);
    }
  });
});

describe('Via', () => {
  test('may have blanks and folds wherever LWS is allowed', () => {
    const scan = inviteWith(['Via : SIP / 2.0 / UDP  host : 5060 ; rport ;\r\n branch = x', 'v:SIP/2.0/TCP b']);
    expect(scan).toMatchObject({ sentBy: 'host : 5060', branch: 'x', viaCount: 2, faults: 0 });
  });

  test('values are counted over lines and commas, quoted commas are not', () => {
    expect(inviteWith(['Via: SIP/2.0/UDP a;x="1,2";branch=b1 , SIP/2.0/UDP b;branch=b2,SIP/2.0/UDP c'])).toMatchObject({
      viaCount: 3,
      sentBy: 'a',
      branch: 'b1',
    });
  });

  test('the branch of a later value is not the branch of the top one', () => {
    expect(inviteWith(['Via: SIP/2.0/UDP a;rport, SIP/2.0/UDP b;branch=b2']).branch).toBe('');
    expect(inviteWith(['Via: SIP/2.0/UDP a', 'Via: SIP/2.0/UDP b;branch=b2'])).toMatchObject({
      branch: '',
      sentBy: 'a',
      viaCount: 2,
    });
  });

  test('sent-by may be an IPv6 address, and is left out when the protocol cannot be read', () => {
    expect(inviteWith(['Via: SIP/2.0/UDP [2001:db8::9:1]:5061;received=[::1];branch=z']).sentBy).toBe(
      '[2001:db8::9:1]:5061',
    );
    expect(inviteWith(['Via: UDP host;branch=z'])).toMatchObject({ sentBy: '', branch: 'z', viaCount: 1 });
  });
});

describe('CSeq', () => {
  test('is a number below 2**31 and the method of the request', () => {
    expect(inviteWith(['CSeq: 0009\r\n  INVITE'])).toMatchObject({ faults: 0, cseqNumber: 9 });
    expect(inviteWith(['CSeq: 2147483647 INVITE'])).toMatchObject({ faults: 0, cseqNumber: 2147483647 });
    expect(inviteWith(['CSeq: 2147483648 INVITE'])).toMatchObject({
      faults: Fault.BadCSeq,
      cseqNumber: -1,
      cseqMethod: Method.Invite,
    });
    expect(inviteWith(['CSeq: 1 BYE'])).toMatchObject({ faults: Fault.BadCSeq, cseqMethod: Method.Bye });
    for (const bad of ['INVITE', '1', '1INVITE', '1 INVITE x', '-1 INVITE', 'x']) {
      expect([bad, inviteWith([`CSeq: ${bad}`]).faults]).toEqual([bad, Fault.BadCSeq]);
    }
  });

  test('of an unknown method is compared by its bytes', () => {
    const ping = (method: string) =>
      scanOf(message(['PING sip:b SIP/2.0', ...HEADERS.slice(0, 4), `CSeq: 1 ${method}`])).faults;
    expect([ping('PING'), ping('PONG')]).toEqual([0, Fault.BadCSeq]);
  });
});

describe('headers', () => {
  test('that are missing or empty are faults', () => {
    expect(scanOf(message([START])).faults).toBe(
      Fault.NoCallId | Fault.NoCSeq | Fault.NoVia | Fault.NoFrom | Fault.NoTo,
    );
    expect(inviteWith(['Call-ID: ', 'To:']).faults).toBe(Fault.NoCallId | Fault.NoTo);
  });

  test('given twice count the first time', () => {
    const twice = [
      'Call-ID: c2',
      'From: <sip:z>;tag=2',
      'To: <sip:z>;tag=2',
      'CSeq: 2 INVITE',
      'Expires: 1',
      'Expires: 2',
      'Session-Expires: 90;refresher=uac',
      'x: 91',
    ];
    expect(scanOf(message([START, ...HEADERS, ...twice]))).toMatchObject({
      callId: 'c1',
      fromTag: 'f',
      toTag: '',
      cseqNumber: 1,
      expires: 1,
      sessionExpires: 90,
    });
  });

  test('of every kind set their feature', () => {
    const features = (...lines: string[]) => inviteWith(lines).features;
    expect(features('Content-Type: multipart/mixed;boundary=x')).toBe(Feature.Multipart);
    expect(features('c: Application / SDP ;x=y')).toBe(Feature.Sdp);
    expect(features('Content-Type: application/sdpx')).toBe(Feature.OtherBody);
    expect(features('o: presence')).toBe(Feature.Event);
    expect(features('Subscription-State: pending;expires=1')).toBe(Feature.SubscriptionPending);
    expect(features('Subscription-State: active')).toBe(0);
    expect(features('history-info: <sip:a>')).toBe(Feature.Diversion);
    expect(features('Diversion: <sip:a>', 'Replaces: x')).toBe(Feature.Diversion | Feature.Replaces);
    expect(features('Proxy-Authorization: Digest x')).toBe(Feature.Credentials);
    expect(features('Authorization: Digest x')).toBe(Feature.Credentials);
    expect(features('Proxy-Authenticate: Digest x', 'Content-Length: 0', 'Contact: <sip:a>')).toBe(0);
  });

  test('without colon, without name, or without end are faults', () => {
    for (const bad of ['no colon here', ': no name', 'Via'])
      expect(inviteWith([bad]).faults & Fault.BadHeaderLine).not.toBe(0);
    expect(inviteWith([`X: ${'y'.repeat(LINE_LIMIT)}`]).faults).toBe(Fault.BadHeaderLine);
    expect(scanOf(Buffer.from(`${START}\r\n folded start line\r\n\r\n`)).faults & Fault.BadHeaderLine).not.toBe(0);
  });

  test('that are cut are not read, those before are', () => {
    const cut = Buffer.from(`${[START, ...HEADERS.slice(0, 3), 'Call-ID: abc'].join('\r\n')}`);
    expect(scanOf(cut)).toMatchObject({ callId: '', fromTag: 'f', bodyStart: 0, bodyEnd: 0, end: cut.length });
    expect(scanOf(cut).faults).toBe(Fault.HeadersUnterminated | Fault.NoCallId | Fault.NoCSeq);
  });

  test('may end in LF alone, and mixed', () => {
    const lines = [START, ...HEADERS, '', 'body'];
    expect(scanOf(Buffer.from(lines.join('\n')))).toMatchObject({ faults: 0, callId: 'c1', body: 'body' });
    const mixed = lines.reduce((text, line, i) => `${text}${i % 2 === 0 ? '\r\n' : '\n'}${line}`);
    expect(scanOf(Buffer.from(mixed))).toMatchObject({ faults: 0, callId: 'c1', body: 'body' });
  });

  test('are never found in the body', () => {
    const scan = scanOf(message([START, ...HEADERS.slice(0, 3)], 'Call-ID: no\r\nCSeq: 1 INVITE\r\n\r\n'));
    expect(scan.faults).toBe(Fault.NoCallId | Fault.NoCSeq);
  });
});

describe('the body', () => {
  test('goes to the end of the datagram without Content-Length, or with one that cannot be read', () => {
    expect(inviteWith([], 'abc')).toMatchObject({ body: 'abc', contentLength: -1, faults: 0 });
    for (const bad of ['-3', 'x', '', '3 4', '0x3']) {
      expect(inviteWith([`Content-Length: ${bad}`], 'abc')).toMatchObject({
        body: 'abc',
        contentLength: -1,
        faults: Fault.BadContentLength,
      });
    }
  });

  test('that is shorter than Content-Length is truncated', () => {
    expect(inviteWith(['l: 10'], 'abc')).toMatchObject({ body: 'abc', contentLength: 10, faults: Fault.BodyTruncated });
    expect(inviteWith(['l: 99999999999'], 'abc')).toMatchObject({
      contentLength: 0x7fffffff,
      faults: Fault.BodyTruncated,
    });
  });

  test('of two lengths that differ has the first', () => {
    expect(inviteWith(['Content-Length: 2', 'Content-Length: 3'], 'abc')).toMatchObject({
      body: 'ab',
      faults: Fault.BadContentLength,
    });
    expect(inviteWith(['Content-Length: 2', 'l: 02'], 'ab').faults).toBe(0);
  });

  test('followed by another message ends the first; followed by anything else, the rest is discarded', () => {
    const both = Buffer.concat([INVITE, Buffer.from('\r\n\r\n'), OK]);
    const first = scanOf(both);
    expect(first).toMatchObject({ end: INVITE.length, body: 'v=0\r\n' });
    const second = new SipScan();
    expect(scanSip(both, first.end, both.length, second)).toBe(0);
    expect([second.start, second.end, second.statusCode]).toEqual([INVITE.length + 4, both.length, 200]);
    const rest = Buffer.concat([INVITE, Buffer.from('a=late\r\n')]);
    expect(scanOf(rest)).toMatchObject({ end: rest.length, body: 'v=0\r\n' });
  });
});

describe('the bytes around a message', () => {
  test('CRLFs before it are skipped, other blanks are a fault', () => {
    expect(scanOf(Buffer.concat([Buffer.from('\r\n\r\n'), INVITE]))).toMatchObject({ faults: 0, start: 4 });
    expect(scanOf(Buffer.concat([Buffer.from(' \0'), INVITE]))).toMatchObject({ faults: Fault.StartLine, start: 2 });
  });

  test('are never read', () => {
    const alone = scanOf(INVITE.subarray(0, -40));
    const inside = new SipScan();
    scanSip(INVITE, 0, INVITE.length - 40, inside);
    expect({ ...alone, ...inside }).toEqual(alone);
  });

  test('a cut message in a large chunk without line ends costs its own size', () => {
    const chunk = Buffer.alloc(8 << 20, 0x61);
    chunk.write('OPTIONS sip:a SIP/2.0', 0, 'latin1');
    const scan = new SipScan();
    const before = process.hrtime.bigint();
    for (let i = 0; i < 20_000; i++) scanSip(chunk, 0, 21, scan);
    // Searching the whole chunk each time would take over ten seconds.
    expect(Number(process.hrtime.bigint() - before) / 1e6).toBeLessThan(1000);
    expect(scan.faults & Fault.HeadersUnterminated).not.toBe(0);
  });

  test('rows of quotes cost linear time', () => {
    const hostile = message([START, `From: ${'"\\'.repeat(500_000)}`, `Via: SIP/2.0/UDP a;${'\\"'.repeat(500_000)}`]);
    const before = process.hrtime.bigint();
    scanOf(hostile);
    expect(Number(process.hrtime.bigint() - before) / 1e6).toBeLessThan(1000);
  });
});

describe('the torture messages', () => {
  const FAULTS: Record<string, number> = {
    'bigcode.dat': Fault.StartLine,
    'lwsstart.dat': Fault.StartLine,
    'mcl01.dat': Fault.BadContentLength,
    'mismatch01.dat': Fault.BadCSeq,
    'ncl.dat': Fault.BadContentLength,
    'scalarlg.dat': Fault.BadCSeq,
    'insuf.dat': Fault.NoCallId | Fault.NoFrom | Fault.NoTo,
    // The files end before the empty line, or before the body that their CRLF form would have.
    'baddn.dat': Fault.HeadersUnterminated,
    'ipv6-bug-abnf-3-colons.dat': Fault.HeadersUnterminated,
    'ipv6-in-sdp.dat': Fault.BodyTruncated,
    'mult-ip-in-sdp.dat': Fault.BodyTruncated,
  };

  test.skipIf(!hasCorpus)('are messages, with the faults that their RFC put into them and no other', () => {
    for (const [name, payload] of tortureMessages())
      expect([name, scanOf(payload).faults]).toEqual([name, FAULTS[name] ?? 0]);
  });

  test.skipIf(!hasCorpus)('wsinv, the valid one that is hardest to read', () => {
    const wsinv = tortureMessages().find(([name]) => name === 'wsinv.dat')?.[1] ?? Buffer.alloc(0);
    expect(scanOf(wsinv)).toMatchObject({
      callId: 'wsinv.ndaksdj@192.0.2.1',
      fromTag: '98asjd8',
      toTag: '1918181833n',
      sentBy: '192.0.2.2',
      branch: '390skdjuw',
      viaCount: 3,
      cseqNumber: 9,
      contentLength: 150,
    });
  });
});

test('a million messages leave nothing on the heap', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const scan = new SipScan();
  const scanMany = (count: number) => {
    for (let i = 0; i < count; i++)
      scanSip(i % 2 === 0 ? INVITE : OK, 0, i % 2 === 0 ? INVITE.length : OK.length, scan);
  };
  scanMany(100_000);
  collect();
  const before = process.memoryUsage().heapUsed;
  scanMany(1_000_000);
  // One object of 16 bytes a message would be 16 MB, and the young generation holds that long before it is collected.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(1_000_000);
});
