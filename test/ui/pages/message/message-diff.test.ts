import { describe, expect, test } from 'vitest';
import { type DiffRow, diffMessages } from '../../../../ui/pages/message/message-diff.ts';
import { headerReports, messageDetail } from '../../../support/message-detail.ts';

const text = (spans: DiffRow['left']): string =>
  spans.map(span => (span.isChanged ? `[${span.text}]` : span.text)).join('');
const line = (row: DiffRow): string =>
  `${row.kind}${row.isNoise ? ' (noise)' : ''} ${row.name}: ${text(row.left)} | ${text(row.right)}`;
function headerRows(left: readonly string[], right: readonly string[]): readonly string[] {
  const [, headers] = diffMessages(
    messageDetail({ headers: headerReports(...left) }),
    messageDetail({ headers: headerReports(...right) }),
  );
  return (headers?.rows ?? []).map(line);
}
function sdp(...lines: readonly string[]) {
  const body = `${lines.join('\r\n')}\r\n`;
  return messageDetail({ bodies: [{ contentType: 'application/sdp', headers: [], text: body, length: body.length }] });
}

describe('headers', () => {
  test('are matched by name, in whatever order they stand', () => {
    expect(headerRows(['From: a;tag=1', 'To: b'], ['To: b;tag=2', 'From: a;tag=1'])).toEqual([
      'changed To: b | b[;tag=2]',
      'same From: a;tag=1 | a;tag=1',
    ]);
  });
  test('of hops are matched by host: a proxy adds one on top', () => {
    expect(
      headerRows(['Via: SIP/2.0/UDP a;branch=1'], ['Via: SIP/2.0/UDP p;branch=9, SIP/2.0/UDP a;branch=1;received=h']),
    ).toEqual([
      'added Via:  | [SIP/2.0/UDP p;branch=9]',
      'changed (noise) Via: SIP/2.0/UDP a;branch=1 | SIP/2.0/UDP a;branch=1[;received=h]',
    ]);
  });
  test('that always differ are noise, a tag is not', () => {
    expect(headerRows(['CSeq: 1 INVITE', 'From: a;tag=1'], ['CSeq: 2 INVITE', 'From: a;tag=2'])).toEqual([
      'changed (noise) CSeq: [1] INVITE | [2] INVITE',
      'changed From: a;tag=[1] | a;tag=[2]',
    ]);
  });
  test('of one side alone stand where they stood', () => {
    expect(headerRows(['A: 1', 'B: 2', 'C: 3'], ['A: 1', 'C: 3'])).toEqual([
      'same A: 1 | 1',
      'removed B: [2] | ',
      'same C: 3 | 3',
    ]);
  });
  test('with other blanks mean the same', () => {
    expect(headerRows(['Subject: a  b'], ['Subject: a b'])).toEqual(['same Subject: a  b | a b']);
  });
});

describe('session descriptions', () => {
  const offer = ['v=0', 'o=- 1 1 IN IP4 a', 's=-', 'm=audio 4000 RTP/AVP 8 0', 'a=rtpmap:8 PCMA/8000', 'a=sendrecv'];
  test('are matched by m-line and attribute', () => {
    const answer = ['v=0', 'o=- 1 1 IN IP4 a', 's=-', 'm=audio 5000 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', 'a=sendonly'];
    const sections = diffMessages(sdp(...offer), sdp(...answer));
    expect(sections.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
      'start-line ',
      'headers ',
      'session ',
      'media m=audio',
    ]);
    expect(sections[3]?.rows.map(line)).toEqual([
      'changed m: m=audio [4000 RTP/AVP 8 0] | m=audio [5000 RTP/AVP 8]',
      'same rtpmap: a=rtpmap:8 PCMA/8000 | a=rtpmap:8 PCMA/8000',
      'changed direction: a=send[recv] | a=send[only]',
    ]);
  });
  test('with a further medium have one section more', () => {
    const rows = diffMessages(sdp(...offer), sdp(...offer, 'm=video 0 RTP/AVP 96')).at(-1)?.rows;
    expect(rows?.map(line)).toEqual(['added m:  | [m=video 0 RTP/AVP 96]']);
  });
  test('against none are removed', () => {
    const sections = diffMessages(sdp(...offer), messageDetail());
    expect(sections.slice(2).flatMap(section => section.rows.map(row => row.kind))).toEqual(Array(6).fill('removed'));
  });
});

test('a message does not differ from itself', () => {
  const message = { ...sdp('v=0'), headers: headerReports('Via: a;branch=1', 'Route: <sip:a>, <sip:b>') };
  const kinds = diffMessages(message, message).flatMap(section => section.rows.map(row => row.kind));
  expect(new Set(kinds)).toEqual(new Set(['same']));
});
test('other bodies are compared by lines, bytes by their digits', () => {
  const body = (text: string) =>
    messageDetail({ bodies: [{ contentType: 'text/plain', headers: [], text, length: 3 }] });
  expect(diffMessages(body('a\nb\nc'), body('a\nx\nc')).at(-1)?.rows.map(line)).toEqual([
    'same : a | a',
    'changed : [b] | [x]',
    'same : c | c',
  ]);
});
