import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalHeaderName, READABLE_HEADERS, readHeaderValue } from '../../../collector/sip/header-readers.ts';

test('names come out as RFCs write them', () => {
  expect(
    ['i', 'CALL-ID', 'max-forwards', 'WWW-AUTHENTICATE', 'k', 'X-Mine', '__proto__'].map(canonicalHeaderName),
  ).toEqual(['Call-ID', 'Call-ID', 'Max-Forwards', 'WWW-Authenticate', 'Supported', 'X-Mine', '__proto__']);
});

test('a header without a reader has no parts and no problems, whatever it is called', () => {
  for (const name of ['X-Mine', 'constructor', '__proto__', ''])
    expect(readHeaderValue(name, ';;,')).toEqual({ parts: [], problems: [] });
});

/** One healthy value of each header, most of them the RFC's own example. */
const HEALTHY: Readonly<Record<string, string>> = {
  Accept: 'application/sdp;level=1, text/html',
  'Accept-Contact': '*;audio;require',
  'Accept-Encoding': 'gzip',
  'Accept-Language': 'da, en-gb;q=0.8',
  'Accept-Resource-Priority': 'dsn.flash',
  'Alert-Info': '<http://www.example.com/sounds/moo.wav>',
  Allow: 'INVITE, ACK',
  'Allow-Events': 'presence, dialog',
  Also: '<sip:a@b>',
  'Answer-Mode': 'Manual',
  'Authentication-Info': 'nextnonce="47364c23432d2e131a5fb210812c"',
  Authorization: 'Digest username="A", realm="a", nonce="8", uri="sip:b", response="2"',
  'Call-ID': 'f81d4fae-7dec@foo.bar.com',
  'Call-Info': '<http://www.example.com/alice/photo.jpg> ;purpose=icon',
  Contact: '"Mr. Watson" <sip:watson@example.com>;q=0.7; expires=3600, "W" <mailto:watson@example.com> ;q=0.1',
  'Content-Disposition': 'session',
  'Content-Encoding': 'gzip',
  'Content-ID': '<1@a.example>',
  'Content-Language': 'fr',
  'Content-Length': '349',
  'Content-Transfer-Encoding': 'binary',
  'Content-Type': 'text/html; charset=ISO-8859-4',
  CSeq: '4711 INVITE',
  Date: 'Sat, 13 Nov 2010 23:29:00 GMT',
  Diversion: '<sip:a@b>;reason=no-answer',
  'Error-Info': '<sip:not-in-service-recording@atlanta.com>',
  Event: 'presence',
  Expires: '5',
  'Flow-Timer': '120',
  From: '"A. G. Bell" <sip:agb@bell-telephone.com> ;tag=a48s',
  Geolocation: '<cid:target123@atlanta.example.com>',
  'Cellular-Network-Info': '3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=234151D0FCE11;cell-info-age=5',
  'Feature-Caps': '*;+g.3gpp.srvcc;+sip.607',
  'Geolocation-Error': '100;code="Cannot Process Location"',
  'P-Private-Network-Indication': 'enterprise.example',
  'P-User-Database': '<aaa://host.example.com;transport=tcp>',
  'Geolocation-Routing': 'yes',
  'History-Info': '<sip:bob@example.com>;index=1',
  Identity: '..c2ln;info=<https://a.example/c>',
  'Identity-Info': '<https://a.example/c>;alg=rsa-sha1',
  'In-Reply-To': '70710@saturn.bell-tel.com, 17320@saturn.bell-tel.com',
  'Info-Package': 'foo',
  Join: 'a@b;to-tag=1;from-tag=2',
  'Max-Breadth': '69',
  'Max-Forwards': '6',
  'MIME-Version': '1.0',
  'Min-Expires': '60',
  'Min-SE': '60',
  Organization: 'Boxes by Bob, Inc.',
  'P-Access-Network-Info': '3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=2628000A',
  'P-Asserted-Identity': '"Cullen Jennings" <sip:fluffy@cisco.com>',
  'P-Asserted-Service': 'urn:urn-7:3gpp-service.ims.icsi.mmtel',
  'P-Associated-URI': '<sip:a@b>, <tel:+1>',
  'P-Called-Party-ID': 'sip:user1-business@example.com',
  'P-Charging-Function-Addresses': 'ccf=192.1.1.1; ecf=192.1.1.3',
  'P-Charging-Vector': 'icid-value=1234bc9876e; orig-ioi=home1.net',
  'P-Early-Media': 'supported',
  'P-Preferred-Identity': '"Cullen" <sip:fluffy@cisco.com>',
  'P-Preferred-Service': 'urn:urn-7:3gpp-service.ims.icsi.mmtel',
  'P-Profile-Key': '<sip:chatroom@example.com>',
  'P-Served-User': '<sip:a@b>;sescase=orig;regstate=reg',
  'P-Visited-Network-ID': '"Visited network number 1"',
  Path: '<sip:P1.EXAMPLEVISITED.COM;lr>',
  Priority: 'non-urgent',
  Privacy: 'id',
  'Proxy-Authenticate': 'Digest realm="atlanta.com", nonce="f8"',
  'Proxy-Authentication-Info': 'qop=auth, nc=00000001',
  'Proxy-Authorization': 'Digest username="A", realm="a", nonce="8", uri="sip:b", response="2"',
  'Proxy-Require': 'foo',
  RAck: '776656 1 INVITE',
  Reason: 'SIP ;cause=200 ;text="Call completed elsewhere"',
  'Record-Route': '<sip:server10.biloxi.com;lr>, <sip:bigbox3.site3.atlanta.com;lr>',
  'Recv-Info': 'P, R',
  'Refer-Sub': 'false',
  'Refer-To': '<sip:dave@denver.example.org?Replaces=12345%40192.168.118.3%3Bto-tag%3D12345%3Bfrom-tag%3D5FFE-3994>',
  'Referred-By': '<sip:referror@referror.example>;cid="2UWQFN309shb3@referror.example"',
  'Reject-Contact': '*;actor="msg-taker";video',
  'Remote-Party-ID': '"John" <sip:jdoe@foo.com>;party=calling;id-type=subscriber;privacy=full',
  Replaces: '425928@bobster.example.org;to-tag=7743;from-tag=6472',
  'Reply-To': 'Bob <sip:bob@biloxi.com>',
  'Request-Disposition': 'proxy, recurse',
  Require: '100rel',
  'Resource-Priority': 'wps.3, dsn.flash',
  'Retry-After': '18000;duration=3600',
  Route: '<sip:bigbox3.site3.atlanta.com;lr>',
  RSeq: '988789',
  'Security-Client': 'digest',
  'Security-Server': 'tls;q=0.2, ipsec-ike;q=0.1',
  'Security-Verify': 'tls;q=0.2',
  Server: 'HomeServer v2',
  'Service-Route': '<sip:P2.HOME.EXAMPLE.COM;lr>',
  'Session-Expires': '4000;refresher=uac',
  'Session-ID': 'ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2',
  'SIP-ETag': 'dx200xyz',
  'SIP-If-Match': 'dx200xyz',
  Subject: 'Need more boxes, now; really',
  'Subscription-State': 'active;expires=599',
  Supported: '',
  'Target-Dialog': 'fa77as7dad8-sd98ajzz@host.example.com;local-tag=kkaz-;remote-tag=6544',
  Timestamp: '54',
  To: 'The Operator <sip:operator@cs.columbia.edu>;tag=287447',
  Unsupported: 'foo',
  'User-Agent': 'Softphone Beta1.5',
  'User-to-User': '56a390f3d2b7310023a2;encoding=hex',
  Via: 'SIP / 2.0 / UDP first.example.com: 4000;ttl=16 ;maddr=224.2.0.1 ;branch=z9hG4bKa7c6a8dlze.1',
  Warning:
    '307 isi.edu "Session parameter \'foo\' not understood", 301 isi.edu "Incompatible network address type \'E.164\'"',
  'WWW-Authenticate': 'Digest realm="a", domain="sip:b", qop="auth", nonce="f", opaque="", stale=FALSE, algorithm=MD5',
};

test('every header of the registry has a healthy example here', () => {
  expect(Object.keys(HEALTHY).sort()).toEqual([...READABLE_HEADERS].sort());
});

test.each(Object.entries(HEALTHY))('a healthy %s has no problems', (name, value) => {
  expect(readHeaderValue(name, value).problems).toEqual([]);
});

/** What makes careless readers slow: repeated openings, escapes, separators and almost-matches. */
const HOSTILE = [
  '"',
  '\\"',
  '<',
  '<>',
  '(',
  '()',
  ';',
  ',',
  ';a=',
  '%',
  '@',
  '.',
  'a-',
  ' \t',
  '"a",',
  '<sip:a@b>,',
  ';x="\\',
  'a b ',
  'SIP/2.0/UDP ',
  '9',
];

test.each(READABLE_HEADERS)('64 KiB of anything is read by %s without delay and in bounds', name => {
  for (const piece of HOSTILE) {
    for (const start of ['', '<sip:a@b>;"', 'SIP/2.0/UDP a;']) {
      const value = start + piece.repeat(Math.floor(65_536 / piece.length));
      const began = performance.now();
      const { parts, problems } = readHeaderValue(name, value);
      // Some milliseconds on an idle machine; anything quadratic would take seconds.
      expect(performance.now() - began).toBeLessThan(500);
      expect(parts.length).toBeLessThanOrEqual(1001);
      expect(problems.length).toBeLessThanOrEqual(51);
      expect(problems.every(problem => problem.length < 400)).toBe(true);
    }
  }
});

test('no reader throws on any text', () => {
  const grain = fc.constantFrom(
    ...'"<>;,=\\%@:()[]. \t*aZ09é\u0000'.split(''),
    'sip:',
    'tel:',
    'SIP/2.0/UDP ',
    ';tag=',
    'Digest ',
  );
  fc.assert(
    fc.property(fc.constantFrom(...READABLE_HEADERS), fc.array(grain, { maxLength: 40 }), (name, grains) => {
      const { parts, problems } = readHeaderValue(name, grains.join(''));
      expect([...parts.map(part => part.name + part.value), ...problems].every(text => typeof text === 'string')).toBe(
        true,
      );
    }),
    { seed: 3261, numRuns: 3000 },
  );
});
