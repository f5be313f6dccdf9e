import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeMessage } from '../../../collector/sip/describe.ts';
import { messageBytes, SDP } from '../../support/sip-message.ts';

test('a message is described from its bytes alone', () => {
  const bytes = messageBytes({
    startLine: 'INVITE sip:ward@clinic.example SIP/2.0',
    headers: { Contact: '<sip:a@b>', c: 'application/sdp' },
    body: SDP,
  });
  const described = describeMessage(bytes);
  expect(described.startLine).toBe('INVITE sip:ward@clinic.example SIP/2.0');
  expect(described.raw).toBe(bytes.toString());
  expect(described).not.toHaveProperty('rawBase64');
  expect(described.bodies).toEqual([{ contentType: 'application/sdp', headers: [], text: SDP, length: SDP.length }]);
  expect(described.sdp?.media).toHaveLength(1);
  expect(described.problems).toEqual([]);
  expect(described.headers.find(header => header.name === 'c')).toEqual({
    name: 'c',
    canonical: 'Content-Type',
    value: 'application/sdp',
    parts: [{ name: 'type', value: 'application/sdp' }],
    problems: [],
  });
});

test('without a body there are no bodies and no session description', () => {
  const described = describeMessage(messageBytes());
  expect(described.bodies).toEqual([]);
  expect(described).not.toHaveProperty('sdp');
});

test('bytes that are no UTF-8 come as base64 beside the text with replacements', () => {
  const bytes = messageBytes({ headers: { 'Content-Type': 'text/plain' }, body: Buffer.from([0x61, 0xff]) });
  const described = describeMessage(bytes);
  expect(described.raw.endsWith('a\ufffd')).toBe(true);
  expect(Buffer.from(described.rawBase64 ?? '', 'base64').equals(bytes)).toBe(true);
  expect(described.bodies[0]).toEqual({ contentType: 'text/plain', headers: [], base64: 'Yf8=', length: 2 });
});

test('a body with NUL is no text', () => {
  const described = describeMessage(messageBytes({ headers: { 'Content-Type': 'text/plain' }, body: 'a\u0000b' }));
  expect(described.bodies[0].text).toBeUndefined();
  expect(described).not.toHaveProperty('rawBase64');
});

test('problems of values name their header', () => {
  expect(describeMessage(messageBytes({ headers: { 'Max-Forwards': '300' } })).problems).toEqual([
    'Max-Forwards: 300 is not between 0 and 255 (RFC 3261 §20.22)',
  ]);
});

test('a long text is cut at 256 KiB, never inside a character', () => {
  const body = `a${'ä'.repeat(200_000)}`;
  const [part] = describeMessage(messageBytes({ headers: { 'Content-Type': 'text/plain' }, body })).bodies;
  expect(part).toMatchObject({ cut: true, length: 400_001 });
  expect(part.text).toBe(`a${'ä'.repeat(131_071)}`);
});

test('long bytes are cut at 256 KiB into base64 that decodes', () => {
  const body = Buffer.alloc(300_000, 0xff);
  const [part] = describeMessage(
    messageBytes({ headers: { 'Content-Type': 'application/octet-stream' }, body }),
  ).bodies;
  expect(part).toMatchObject({ cut: true, length: 300_000 });
  const shown = Buffer.from(part.base64 ?? '', 'base64');
  expect(shown).toHaveLength(262_143);
  expect(shown.equals(body.subarray(0, 262_143))).toBe(true);
});

test('the parts of a multipart body are listed, and its session description found', () => {
  const body = `--x\r\nContent-Type: application/sdp\r\nContent-ID: <1@a>\r\n\r\n${SDP}\r\n--x\r\n\r\nnote\r\n`;
  const described = describeMessage(messageBytes({ headers: { 'Content-Type': 'multipart/mixed;boundary=x' }, body }));
  expect(described.bodies.map(part => part.contentType)).toEqual(['application/sdp', 'text/plain']);
  expect(described.bodies[0].headers).toContainEqual({ name: 'Content-ID', value: '<1@a>' });
  expect(described.sdp?.origin).toBe('- 4711 1 IN IP4 192.0.2.40');
  expect(described.problems).toEqual(['the closing boundary is missing (RFC 2046 §5.1.1)']);
});

test('problems are bounded', () => {
  const described = describeMessage(messageBytes({ lines: Array.from({ length: 2000 }, () => 'no colon') }));
  expect(described.problems).toHaveLength(501);
});

/** JSON-safe: what goes over the wire comes back equal. */
function expectPlain(bytes: Buffer): void {
  const described = describeMessage(bytes);
  expect(JSON.parse(JSON.stringify(described))).toEqual(described);
}

test('random bytes are described without an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), bytes => expectPlain(Buffer.from(bytes))),
    { seed: 4475, numRuns: 500 },
  );
});

const RICH = messageBytes({
  startLine: 'INVITE sip:ward@clinic.example SIP/2.0',
  headers: {
    Contact: '"A, B" <sip:a@b;lr>;q=0.5, <sip:c@d>',
    Identity: 'eyJhbGciOiJFUzI1NiJ9.eyJpYXQiOjF9.c2ln;info=<https://a.example/c>',
    'History-Info': '<sip:a@b?Reason=SIP%3Bcause%3D302>;index=1.1',
    Authorization: 'Digest username="a", realm="b", nonce="c", uri="sip:d", response="e"',
    Date: 'Fri, 01 Jan 2027 16:00:00 GMT',
    Warning: '399 a "b"',
    'Content-Type': 'multipart/mixed;boundary=x',
  },
  body: `--x\r\nContent-Type: application/sdp\r\n\r\n${SDP}\r\n--x--\r\n`,
});

test('a message with random bytes changed, cut or doubled is described without an exception', () => {
  const edit = fc.record({
    at: fc.nat(RICH.length - 1),
    length: fc.nat(20),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc.constantFrom(...'"<>;,=\\\r\n%@:()[]'.split('').map(c => Buffer.from(c))),
    ),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), edits => {
      let bytes: Buffer = RICH;
      for (const { at, length, insert } of edits)
        bytes = Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + length)]);
      expectPlain(bytes);
    }),
    { seed: 5118, numRuns: 1500 },
  );
});

test('a body that has a reader comes in words beside its bytes', () => {
  const body = Buffer.from([0x0c, 2, 0, 2, 0x80, 0x90]);
  const [part] = describeMessage(messageBytes({ headers: { 'Content-Type': 'application/ISUP' }, body })).bodies;
  expect(part.reading?.tables[0].rows[0][1]).toBe('16 normal clearing, from: user');
});
