import { expect, test } from 'vitest';
import { codecSummary, readSdp, sdpTexts } from '../../../collector/sip/sdp.ts';
import { SDP } from '../../support/sip-message.ts';

function sdp(...media: string[]): string {
  return ['v=0', 'o=- 1 1 IN IP4 192.0.2.1', 's=-', 'c=IN IP4 192.0.2.1', 't=0 0', ...media, ''].join('\r\n');
}

function label(...media: string[]): string {
  return codecSummary(Buffer.from(sdp(...media)), 'application/sdp');
}

test('a session description falls into origin, connection and media', () => {
  expect(readSdp(SDP)).toEqual({
    origin: '- 4711 1 IN IP4 192.0.2.40',
    sessionName: '-',
    connection: 'IN IP4 192.0.2.40',
    media: [
      {
        media: 'audio',
        port: 30_000,
        protocol: 'RTP/AVP',
        direction: 'sendonly',
        address: '192.0.2.40',
        codecs: ['PCMU/8000 (0)', 'PCMA/8000 (8)', 'telephone-event/8000 (101)'],
        attributes: ['rtpmap:101 telephone-event/8000', 'sendonly'],
      },
    ],
    problems: [],
  });
});

test('the address and direction of a media line win over those of the session', () => {
  const report = readSdp(
    sdp('a=inactive', 'm=audio 1 RTP/AVP 0', 'm=video 2 RTP/AVP 31', 'c=IN IP6 2001:db8::1', 'a=recvonly'),
  );
  expect(report.media.map(({ address, direction }) => [address, direction])).toEqual([
    ['192.0.2.1', 'inactive'],
    ['2001:db8::1', 'recvonly'],
  ]);
});

test('media without a direction sends and receives; a port count is no fault', () => {
  const report = readSdp(sdp('m=audio 49170/2 RTP/AVP 9'));
  expect(report.media[0]).toMatchObject({ port: 49_170, direction: 'sendrecv', codecs: ['G722/8000 (9)'] });
  expect(report.problems).toEqual([]);
});

test.each([
  ['', 'no v= line'],
  [sdp('m=audio x RTP/AVP 0'), 'm=audio: no port number'],
  [sdp('m=audio 1'), 'protocol or formats are missing'],
  [sdp('m=audio 1 RTP/AVP 97'), 'payload type 97 has no a=rtpmap'],
  [sdp('m=audio 1 RTP/AVP 97', 'a=rtpmap:97 opus'), 'a=rtpmap:97 opus has no clock rate'],
  [sdp('nonsense'), 'the line "nonsense" is not of the form'],
  [sdp().replace('v=0', 'v=1'), 'the version is "1", not 0'],
  [sdp().replace('s=-', 's='), 'the session name is empty'],
  [sdp().replace('o=- 1', 'o=-'), 'the origin "- 1 IN IP4 192.0.2.1" cannot be read'],
  [sdp('m=audio 1 RTP/AVP 0').replace('c=IN IP4 192.0.2.1\r\n', ''), 'no connection address'],
  [sdp(`a=${'x'.repeat(5000)}`), 'a line of 5002 characters is left out'],
])('%j is told: %s', (text, problem) => {
  expect(readSdp(text).problems.join('\n')).toContain(problem);
});

test('a label names every codec once, in order, over all media', () => {
  expect(
    label(
      'm=audio 1 RTP/AVP 0 8 101',
      'a=rtpmap:101 telephone-event/8000',
      'm=audio 3 RTP/SAVPF 8 96',
      'a=rtpmap:96 opus/48000/2',
    ),
  ).toBe('PCMU PCMA telephone-event opus');
});

test('an rtpmap wins over the static name, and holds for its own media alone', () => {
  expect(label('m=audio 1 RTP/AVP 18', 'a=rtpmap:18 G729a/8000', 'm=audio 2 RTP/AVP 18')).toBe('G729a G729');
});

test('fax is T.38, other media go by format or protocol, an unknown payload type by its number', () => {
  expect(label('m=image 1 udptl t38')).toBe('T.38');
  expect(label('m=message 7654 TCP/MSRP *')).toBe('MSRP');
  expect(label('m=application 9 UDP/DTLS/SCTP webrtc-datachannel')).toBe('webrtc-datachannel');
  expect(label('m=audio 1 RTP/AVP 99')).toBe('99');
});

test('no session description gives no label', () => {
  expect(codecSummary(Buffer.from(SDP), 'text/plain')).toBe('');
  expect(codecSummary(Buffer.alloc(0), 'application/sdp')).toBe('');
  expect(label()).toBe('');
});

test('a session description inside a multipart body is found', () => {
  const body = Buffer.from(
    `--x\r\nContent-Type: text/plain\r\n\r\nhi\r\n--x\r\nContent-Type: Application/SDP\r\n\r\n${SDP}\r\n--x--\r\n`,
  );
  expect(codecSummary(body, 'multipart/mixed;boundary=x')).toBe('PCMU PCMA telephone-event');
  expect(sdpTexts(body, 'multipart/mixed;boundary=x')).toEqual([SDP]);
});

test('hostile descriptions stay bounded', () => {
  const many = sdp(...Array.from({ length: 3000 }, () => `m=audio 1 RTP/AVP ${'97 '.repeat(200)}`));
  const report = readSdp(many);
  expect(report.media).toHaveLength(256);
  expect(report.problems.length).toBeLessThanOrEqual(101);
  expect(readSdp('a=\n'.repeat(10_000)).problems.join()).toContain('more than 4096 lines');
  expect(
    label(`m=audio 1 RTP/AVP ${Array.from({ length: 100 }, (_, index) => 1000 + index).join(' ')}`).split(' '),
  ).toHaveLength(24);
});
