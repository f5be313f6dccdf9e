// RFC 4475 and RFC 5118, message by message. What the RFCs' own files say is tested where the corpus lies beside the
// repository; the cases it lacks are played through by our own messages in fixtures/torture.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeMessage } from '../collector/sip/describe.ts';
import { readMessage } from '../collector/sip/message.ts';
import { displayOf, userOf } from '../collector/sip/name-addr.ts';
import { codecSummary } from '../collector/sip/sdp.ts';

const OWN = join(import.meta.dirname, '../fixtures/torture');
const CORPUS = join(import.meta.dirname, '../../shared/corpus/bobjects-BobStack');
const hasCorpus = existsSync(CORPUS);

function own(name: string): Buffer {
  return readFileSync(join(OWN, `${name}.dat`));
}

function rfc4475(name: string): Buffer {
  return readFileSync(join(CORPUS, 'rfc4475', `${name}.dat`));
}

/** The RFC 5118 files of the corpus lost their CRs; the RFC's messages have them. */
function rfc5118(name: string): Buffer {
  return Buffer.from(readFileSync(join(CORPUS, 'rfc5118', `${name}.dat`), 'latin1').replaceAll('\n', '\r\n'), 'latin1');
}

function problemsOf(bytes: Buffer): readonly string[] {
  return describeMessage(bytes).problems;
}

/** The parts of the first header of that name, `name=value`. */
function parts(bytes: Buffer, name: string): string[] {
  const header = describeMessage(bytes).headers.find(report => report.canonical === name);
  return (header?.parts ?? []).map(part => `${part.name}=${part.value}`);
}

const VALID = [
  'bcast',
  'cparam01',
  'escnull',
  'intmeth',
  'invut',
  'ipv4-mapped-ipv6',
  'ipv6-correct-abnf-2-colons',
  'lwsdisp',
  'port-unambiguous',
  'regescrt',
  'transports',
  'unkscm',
  'unksm2',
  'unreason',
  'via-received-param-no-delim',
];

const INVALID: readonly (readonly [name: string, problems: readonly string[]])[] = [
  ['badaspec', ['To: blanks between the angle brackets and the URI (RFC 3261 §25.1)']],
  ['badbranch', ['Via: the branch has nothing behind z9hG4bK, so it identifies no transaction (RFC 3261 §8.1.1.7)']],
  ['baddate', ['Date: the time zone is CET; only GMT is allowed (RFC 3261 §20.17)']],
  [
    'badvers',
    [
      'the version "SIP/7.0" is not SIP/2.0 (RFC 3261 §7.1)',
      'Via: "SIP/7.0/UDP desk.clinic.example" does not begin with SIP/2.0/transport (RFC 3261 §20.42)',
    ],
  ],
  ['clerr', ['Content-Length is 9999, but only 95 bytes of body are there (RFC 3261 §18.3)']],
  ['dblreq', ['428 bytes follow the body, which Content-Length ends after 0 bytes (RFC 3261 §18.3)']],
  // RFC 2543 demanded none of these; a strict reader of RFC 3261 misses them.
  [
    'inv2543',
    [
      'From has no tag (RFC 3261 §8.1.1.3)',
      'sip:ward@clinic.example;maddr=edge.clinic.example has no lr parameter: a strict router (RFC 3261 §16.6 step 4)',
    ],
  ],
  ['ipv6-bad', ['Request-URI: the IPv6 address 2001:db8::77 needs square brackets (RFC 3261 §19.1.1)']],
  ['lwsruri', ['blanks inside the Request-URI (RFC 3261 §7.1)']],
  ['mismatch02', ["the CSeq method INVITE is not the request's BRANDNEW (RFC 3261 §8.1.1.5)"]],
  [
    'multi01',
    ['Call-ID', 'CSeq', 'From', 'To', 'Max-Forwards'].map(
      name => `${name} is given 2 times, but may be given once (RFC 3261 §7.3.1)`,
    ),
  ],
  ['quotbal', ['To: the quote that opens the display name is never closed (RFC 3261 §25.1)']],
  [
    'scalar02',
    [
      'Max-Forwards: 300 is not between 0 and 255 (RFC 3261 §20.22)',
      'CSeq: the sequence number 73786976294838206464 is too large: it must be below 2**31 (RFC 3261 §8.1.1.5)',
      'Expires: 99999999999999999999 is not between 0 and 4294967295 (RFC 3261 §20.19)',
      'Contact: expires: 1099511627776 is not between 0 and 4294967295 (RFC 3261 §20.10)',
    ],
  ],
  ['trws', ['blanks before or behind the request line (RFC 3261 §7.1)']],
];

describe('our own messages that are valid', () => {
  test('there is a statement for every file', () => {
    const files = readdirSync(OWN).filter(file => file.endsWith('.dat'));
    expect(files.map(file => file.replace('.dat', '')).sort()).toEqual(
      [...VALID, ...INVALID.map(([name]) => name)].sort(),
    );
  });

  test.each(VALID)('%s has no problems', name => {
    expect(problemsOf(own(name))).toEqual([]);
  });

  test('intmeth: every mark of a token makes a method, every character a user', () => {
    const message = readMessage(own('intmeth'));
    expect(message.request?.method).toBe("~odd'Method`with+every_mark*in.it%9!");
    expect(parts(own('intmeth'), 'From')).toContain('display name=BEL:\u0007 NUL:\u0000 DEL:\u007f quote:" end');
    expect(userOf(message.header('From') ?? '')).toBe("1_~!'(*)");
    expect(displayOf(message.header('To') ?? '')).toBe('"Größe Ω 測" <sip:ward@clinic.example>');
  });

  test('escnull: an escaped NUL stays escaped', () => {
    const message = readMessage(own('escnull'));
    expect(userOf(message.header('From') ?? '')).toBe('a%00b%00');
    expect(message.headerAll('m').map(userOf)).toEqual(['%00', '%00%00']);
  });

  test('lwsdisp: no blank is needed between display name and bracket', () => {
    expect(parts(own('lwsdisp'), 'From')).toEqual(
      expect.arrayContaining(['display name=nurse', 'user=nurse', 'tag=n7']),
    );
  });

  test('transports: any token is a transport', () => {
    const transports = describeMessage(own('transports')).headers.filter(header => header.canonical === 'Via');
    expect(transports.map(header => header.parts[0].value)).toEqual(['SCTP', 'TLS', 'PIGEON', 'TCP', 'UDP']);
  });

  test('unreason: a reason phrase is any UTF-8', () => {
    expect(readMessage(own('unreason')).response).toEqual({
      statusCode: 200,
      reasonPhrase: '= 2**3 * 5**2 да, うん ✓',
      version: 'SIP/2.0',
    });
  });

  test('cparam01 and regescrt: parameters outside the URI, escaped headers inside it', () => {
    expect(parts(own('cparam01'), 'Contact')).toEqual([
      'uri=sip:+493012345@gw.clinic.example',
      'user=+493012345',
      'host=gw.clinic.example',
      'unknownparam=',
    ]);
    expect(parts(own('regescrt'), 'Contact')).toContain('uri?Route=<sip:edge.clinic.example>');
  });

  test('unkscm, unksm2, invut: what is unknown is no fault', () => {
    expect(readMessage(own('unkscm')).request?.uri).toBe('nobodyknowsthis:wholly/opaque');
    expect(parts(own('unksm2'), 'To')).toEqual(['uri=isbn:9783161484100']);
    expect(describeMessage(own('invut')).bodies).toMatchObject([
      { contentType: 'application/nobody-knows-this', text: '<voice>hum</voice>' },
    ]);
  });

  test('IPv6 references, mapped addresses and received without brackets', () => {
    expect(parts(own('port-unambiguous'), 'Via')).toEqual(expect.arrayContaining(['host=[2001:db8::42]', 'port=5062']));
    expect(parts(own('via-received-param-no-delim'), 'Via')).toContain('received=2001:db8::43');
    expect(describeMessage(own('ipv4-mapped-ipv6')).sdp?.media[0].address).toBe('::ffff:192.0.2.40');
    expect(parts(own('ipv6-correct-abnf-2-colons'), 'To')).toContain('host=[2001:db8::192.0.2.41]');
  });
});

describe('our own messages that are not valid', () => {
  test.each(INVALID)('%s is refused for what is wrong with it, and for nothing else', (name, problems) => {
    expect(problemsOf(own(name))).toEqual(problems);
  });

  test('dblreq: the first of two messages is read, the second is not its body', () => {
    const message = readMessage(own('dblreq'));
    expect(message.request?.method).toBe('REGISTER');
    expect(message.body).toHaveLength(0);
    const second = readMessage(own('dblreq').subarray(message.bodyStart));
    expect(second.request?.method).toBe('INVITE');
    expect(second.problems).toEqual([]);
  });

  test('what can be read of a broken message is read', () => {
    expect(readMessage(own('lwsruri')).request).toMatchObject({ method: 'INVITE', uri: 'sip:ward@clinic.example; lr' });
    expect(readMessage(own('badvers')).request?.version).toBe('SIP/7.0');
    expect(userOf(readMessage(own('quotbal')).header('To') ?? '')).toBe('ward');
    expect(userOf(readMessage(own('badaspec')).header('To') ?? '')).toBe('ward');
    expect(readMessage(own('clerr')).body).toHaveLength(95);
    expect(readMessage(own('multi01')).header('CSeq')).toBe('41 INVITE');
  });
});

describe.skipIf(!hasCorpus)('RFC 4475 as published, valid', () => {
  const valid = ['wsinv', 'esc01', 'esc02', 'longreq', 'semiuri', 'mpart01', 'noreason'];
  // §3.3: syntax without fault; what an application does with it is another matter.
  const application = ['novelsc', 'bext01', 'regaut01', 'zeromf', 'cparam02', 'sdp01'];
  test.each([...valid, ...application])('%s has no problems', name => {
    expect(problemsOf(rfc4475(name))).toEqual([]);
  });

  test('wsinv: folding, blanks and odd cases are seen through', () => {
    const bytes = rfc4475('wsinv');
    const message = readMessage(bytes);
    expect(message.request).toMatchObject({ method: 'INVITE', uri: 'sip:vivekg@chair-dnrc.example.com;unknownparam' });
    expect(message.header('To')).toBe('sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n');
    expect(parts(bytes, 'From')).toEqual([
      'display name=J Rosenberg \\"',
      'uri=sip:jdrosen@example.com',
      'user=jdrosen',
      'host=example.com',
      'tag=98asjd8',
    ]);
    expect(parts(bytes, 'CSeq')).toEqual(['number=9', 'method=INVITE']);
    expect(parts(bytes, 'Max-Forwards')).toEqual(['hops left=0068']);
    const vias = describeMessage(bytes).headers.filter(header => header.canonical === 'Via');
    expect(vias.flatMap(via => via.parts.filter(part => part.name === 'host').map(part => part.value))).toEqual([
      '192.0.2.2',
      'spindle.example.com',
      '192.168.255.111',
    ]);
    expect(message.header('Subject')).toBe('');
    expect(message.header('NewFangledHeader')).toBe('newfangled value continued newfangled value');
    expect(message.body).toHaveLength(150);
    expect(codecSummary(message.body, message.header('c') ?? '')).toBe('PCMU QCELP LPC');
  });

  test('esc01: escapes are kept in the URI and resolved for people', () => {
    const message = readMessage(rfc4475('esc01'));
    expect(message.request?.uri).toBe('sip:sips%3Auser%40example.com@example.net');
    expect(userOf(message.header('To') ?? '')).toBe('user');
    expect(userOf(message.header('From') ?? '')).toBe('I have spaces');
    expect(userOf(message.header('Contact') ?? '')).toBe('caller');
    expect(parts(rfc4475('esc01'), 'Contact')).toEqual(expect.arrayContaining(['uri;lr=', 'uri;name=value%41']));
  });

  test('esc02: an escape has no meaning in methods, names and display names', () => {
    const message = readMessage(rfc4475('esc02'));
    expect(message.request?.method).toBe('RE%47IST%45R');
    expect(message.headerAll('Contact')).toHaveLength(2);
    expect(message.header('C%6Fntact')).toBe('<sip:alias2@host2.example.com>');
    expect(parts(rfc4475('esc02'), 'To')).toContain('display name=%Z%45');
  });

  test('longreq: long values come out whole', () => {
    const message = readMessage(rfc4475('longreq'));
    expect(message.headerAll('Via')).toHaveLength(34);
    expect(userOf(message.header('From') ?? '')).toBe('amazinglylongcallername'.repeat(5));
    expect(message.header('Call-ID')).toHaveLength(
      'longreq.onereally'.length + 'really'.repeat(19).length + 'longcallid'.length,
    );
  });

  test('semiuri: the semicolon belongs to the user', () => {
    const message = readMessage(rfc4475('semiuri'));
    expect(userOf(`<${message.request?.uri}>`)).toBe('user;par=u@example.net');
    expect(parts(rfc4475('semiuri'), 'Accept')).toHaveLength(6);
  });

  test('mpart01: a binary part comes out bit for bit', () => {
    const bytes = rfc4475('mpart01');
    const described = describeMessage(bytes);
    expect(described.bodies.map(part => [part.contentType, part.length])).toEqual([
      ['text/plain', 5],
      ['application/octet-stream', 342],
    ]);
    expect(described.bodies[0].text).toBe('Hello');
    const binary = Buffer.from(described.bodies[1].base64 ?? '', 'base64');
    expect(binary.readUInt32BE(0)).toBe(0x30820152);
    expect(bytes.includes(binary)).toBe(true);
    expect(Buffer.from(described.rawBase64 ?? '', 'base64').equals(bytes)).toBe(true);
  });

  test('noreason: an empty reason phrase', () => {
    expect(readMessage(rfc4475('noreason')).response).toEqual({
      statusCode: 100,
      reasonPhrase: '',
      version: 'SIP/2.0',
    });
  });

  test('the application-layer messages are read in full', () => {
    expect(readMessage(rfc4475('novelsc')).request?.uri).toBe('soap.beep://192.0.2.103:3002');
    expect(parts(rfc4475('bext01'), 'Require')).toEqual([
      'option=nothingSupportsThis',
      'option=nothingSupportsThisEither',
    ]);
    expect(parts(rfc4475('regaut01'), 'Authorization')).toEqual(['scheme=NoOneKnowsThisScheme', 'opaque-data=here']);
    expect(parts(rfc4475('zeromf'), 'Max-Forwards')).toEqual(['hops left=0']);
    expect(parts(rfc4475('cparam02'), 'Contact')).toContain('uri;unknownparam=');
    expect(parts(rfc4475('sdp01'), 'Accept')).toEqual(['type=text/nobodyknowsthis']);
  });

  test('their session descriptions lack a clock rate, which is told apart from the message', () => {
    expect(describeMessage(rfc4475('wsinv')).sdp?.problems).toEqual([
      'a=rtpmap:31 LPC has no clock rate (RFC 8866 §6.6)',
    ]);
  });
});

describe.skipIf(!hasCorpus)('RFC 4475 as published, invalid', () => {
  test.each([
    [
      'badinv01',
      [
        'Via: 2 empty parameters (RFC 3261 §25.1)',
        'Via: "" does not begin with SIP/2.0/transport (RFC 3261 §20.42)',
        'Via: the host is missing (RFC 3261 §25.1)',
        'Via: an empty parameter (RFC 3261 §25.1)',
        'Via: an empty value between commas (RFC 3261 §7.3.1)',
        'Via: an empty value between commas (RFC 3261 §7.3.1)',
        'Contact: 4 empty parameters (RFC 3261 §25.1)',
      ],
    ],
    ['ncl', ['Content-Length: "-999" is no number (RFC 3261 §20.14)']],
    [
      'scalarlg',
      [
        'CSeq: the sequence number 9292394834772304023312 is too large: it must be below 2**31 (RFC 3261 §8.1.1.5)',
        'Retry-After: 949302838503028349304023988 is not between 0 and 4294967295 (RFC 3261 §20.33)',
        'Warning: the warn-code "1812" is not three digits (RFC 3261 §20.43)',
      ],
    ],
    ['ltgtruri', ['the Request-URI stands in angle brackets (RFC 3261 §7.1)']],
    ['lwsstart', ['more than one blank between the parts of the request line (RFC 3261 §7.1)']],
    ['escruri', ['the Request-URI carries headers behind a question mark (RFC 3261 §19.1.1)']],
    ['regbadct', ['Contact: a URI with a comma or question mark needs angle brackets (RFC 3261 §20.10)']],
    [
      'baddn',
      [
        // The published file ends before the empty line.
        'the empty line that ends the headers is missing (RFC 3261 §7)',
        'From: the display name needs quotes because of "Bell," (RFC 3261 §25.1)',
        'To: the display name needs quotes because of "Watson," (RFC 3261 §25.1)',
      ],
    ],
    ['mismatch01', ["the CSeq method INVITE is not the request's OPTIONS (RFC 3261 §8.1.1.5)"]],
    ['bigcode', ['the status code 4294967301 is not between 100 and 699 (RFC 3261 §7.2)']],
    [
      'insuf',
      [
        'no From header (RFC 3261 §8.1.1.3)',
        'no To header (RFC 3261 §8.1.1.2)',
        'no Call-ID header (RFC 3261 §8.1.1.4)',
        'no Contact header (RFC 3261 §8.1.1.8)',
      ],
    ],
    [
      'mcl01',
      [
        'Content-Length is given with different values: 13, 5 (RFC 3261 §20.14)',
        'Content-Length is given 2 times, but may be given once (RFC 3261 §7.3.1)',
      ],
    ],
  ])('%s is refused for what is wrong with it, and for nothing else', (name, problems) => {
    expect(problemsOf(rfc4475(name))).toEqual(problems);
  });

  test('what can be read of them is read', () => {
    expect(readMessage(rfc4475('ltgtruri')).request?.method).toBe('INVITE');
    expect(readMessage(rfc4475('lwsstart')).request).toEqual({
      method: 'INVITE',
      uri: 'sip:user@example.com',
      version: 'SIP/2.0',
    });
    expect(readMessage(rfc4475('bigcode')).response?.statusCode).toBe(4_294_967_301);
    expect(readMessage(rfc4475('ncl')).body).toHaveLength(152);
    expect(userOf(readMessage(rfc4475('baddn')).header('From') ?? '')).toBe('a.g.bell');
  });
});

describe.skipIf(!hasCorpus)('RFC 5118 as published', () => {
  test.each(['ipv6-good', 'port-ambiguous', 'via-received-param-with-delim'])('%s has no problems', name => {
    expect(problemsOf(rfc5118(name))).toEqual([]);
  });

  test('line ends of LF alone, as the files of the corpus have them, are told', () => {
    expect(problemsOf(readFileSync(join(CORPUS, 'rfc5118/ipv6-good.dat')))).toEqual([
      'lines end with LF alone instead of CR LF (RFC 3261 §7)',
    ]);
  });

  test('ipv6-good and port-ambiguous: what looks like a port inside the brackets is address', () => {
    expect(parts(rfc5118('ipv6-good'), 'Contact')).toEqual([
      'display name=Caller',
      'uri=sip:caller@[2001:db8::1]',
      'user=caller',
      'host=[2001:db8::1]',
    ]);
    expect(readMessage(rfc5118('port-ambiguous')).request?.uri).toBe('sip:[2001:db8::10:5070]');
  });

  test('via-received-param-with-delim: brackets around received are taken', () => {
    expect(parts(rfc5118('via-received-param-with-delim'), 'Via')).toContain('received=[2001:db8::9:255]');
  });

  test('the two with a session description state a Content-Length that is not that of their body', () => {
    expect(problemsOf(rfc5118('ipv6-in-sdp'))).toEqual([
      'Content-Length is 268, but only 251 bytes of body are there (RFC 3261 §18.3)',
    ]);
    expect(problemsOf(rfc5118('mult-ip-in-sdp'))).toEqual([
      '8 bytes follow the body, which Content-Length ends after 181 bytes (RFC 3261 §18.3)',
    ]);
    expect(describeMessage(rfc5118('ipv6-in-sdp')).sdp?.media.map(media => media.address)).toEqual([
      '2001:db8::20',
      '2001:db8::20',
    ]);
    expect(describeMessage(rfc5118('mult-ip-in-sdp')).sdp?.media.map(media => media.address)).toEqual([
      '192.0.2.1',
      '2001:db8::1',
    ]);
  });

  test('ipv6-bug-abnf-3-colons: read as RFC 3261 would write it, told as RFC 5954 corrects it', () => {
    expect(parts(rfc5118('ipv6-bug-abnf-3-colons'), 'To')).toContain('host=[2001:db8:::192.0.2.1]');
    expect(problemsOf(rfc5118('ipv6-bug-abnf-3-colons'))).toEqual([
      'the empty line that ends the headers is missing (RFC 3261 §7)',
      'Request-URI: [2001:db8:::192.0.2.1] is no IPv6 address (RFC 5954 §4.1)',
      'To: [2001:db8:::192.0.2.1] is no IPv6 address (RFC 5954 §4.1)',
    ]);
  });
});
