import { describe, expect, test } from 'vitest';
import { mayDiffer, SdpMarks, scanSdpMarks } from '../../../collector/sip/sdp-marks.ts';

function marks(body: string): { origin: number; media: number } {
  // What stands around the body must not matter.
  const bytes = Buffer.from(`o=x 12345 1 IN IP4 x\r\n${body}m=audio 9 RTP/AVP 0\r\n`);
  const start = 'o=x 12345 1 IN IP4 x\r\n'.length;
  const out = new SdpMarks();
  scanSdpMarks(bytes, start, start + Buffer.byteLength(body), out);
  return { origin: out.origin, media: out.media };
}

const sdp = (origin: string, rest: string): string => `v=0\r\no=${origin}\r\ns=-\r\n${rest}`;
const MEDIA = 'c=IN IP4 10.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n';
const PLAIN = sdp('root 555055307 1 IN IP4 10.0.0.1', MEDIA);

describe('the origin', () => {
  test('does not change with the version of the session, but with everything else', () => {
    const { origin } = marks(PLAIN);
    expect(origin).not.toBe(0);
    expect(marks(sdp('root 555055307 999 IN IP4 10.0.0.1', MEDIA)).origin).toBe(origin);
    for (const other of [
      'rooT 555055307 1 IN IP4 10.0.0.1',
      'root 555055308 1 IN IP4 10.0.0.1',
      'root 555055307 1 IN IP4 10.0.0.2',
    ]) {
      expect(marks(sdp(other, MEDIA)).origin).not.toBe(origin);
    }
  });

  test('is none when the session id is a constant, or the line is cut', () => {
    for (const origin of [
      '- 0 0 IN IP4 10.0.0.1',
      'Z 0 0 IN IP4 10.0.0.1',
      '- 123 1 IN IP4 10.0.0.1',
      'root 555055307',
      'root',
      '',
    ]) {
      expect(marks(sdp(origin, MEDIA)).origin).toBe(0);
    }
  });
});

describe('the media address', () => {
  test('is of the first medium: its own address, else that of the session', () => {
    const { media } = marks(PLAIN);
    expect(media).not.toBe(0);
    expect(marks(sdp('- 1 1 IN IP4 x', 'm=audio 4000 RTP/AVP 8\r\nc=IN IP4 10.0.0.1\r\n')).media).toBe(media);
    expect(marks(sdp('- 1 1 IN IP4 x', `${MEDIA}m=video 5000 RTP/AVP 99\r\n`)).media).toBe(media);
    expect(marks(PLAIN.replaceAll('\r\n', '\n')).media).toBe(media);
  });

  test('changes with address and port', () => {
    const { media } = marks(PLAIN);
    expect(marks(PLAIN.replace('m=audio 4000', 'm=audio 4001')).media).not.toBe(media);
    expect(marks(PLAIN.replace('c=IN IP4 10.0.0.1', 'c=IN IP4 10.0.0.2')).media).not.toBe(media);
  });

  test('is none without a medium that is wanted', () => {
    for (const rest of [
      '',
      'c=IN IP4 10.0.0.1\r\n',
      'c=IN IP4 10.0.0.1\r\nm=audio 0 RTP/AVP 0\r\n',
      'm=audio',
      'm=',
      'c',
    ]) {
      expect(marks(sdp('root 555055307 1 IN IP4 x', rest)).media).toBe(0);
    }
  });
});

test('SDP inside a multipart body is found', () => {
  const body = `--b\r\nContent-Type: application/sdp\r\n\r\n${PLAIN}--b--\r\n`;
  expect(marks(body)).toEqual(marks(PLAIN));
});

test('cut anywhere it reads nothing beyond', () => {
  for (let length = 0; length < PLAIN.length; length++) expect(() => marks(PLAIN.slice(0, length))).not.toThrow();
});

describe('the payload types', () => {
  const formatsOf = (line: string): number => {
    const bytes = Buffer.from(`c=IN IP4 10.0.0.1\r\nm=${line}\r\n`);
    const out = new SdpMarks();
    scanSdpMarks(bytes, 0, bytes.length, out);
    return out.formats;
  };
  const differ = (offer: string, answer: string): boolean =>
    mayDiffer(formatsOf(`audio 4000 RTP/AVP ${offer}`), formatsOf(`audio 5000 RTP/AVP ${answer}`));

  test('are bits; comfort noise and what is no RTP have none', () => {
    expect(formatsOf('audio 4000 RTP/AVP 0 8 18')).toBe((1 << 0) | (1 << 8) | (1 << 18));
    expect(formatsOf('audio 4000 RTP/AVP 13')).toBe(0);
    expect(formatsOf('audio 4000 RTP/AVP 96')).toBe(1 << 19);
    expect(formatsOf('image 4000 udptl t38')).toBe(0);
    expect(formatsOf('audio 4000')).toBe(0);
    expect(formatsOf('audio 4000 RTP/AVP 99999999999999999999 0')).toBe(1);
  });

  test('of an answer may be none of the offer', () => {
    expect(differ('0 8', '18')).toBe(true);
    expect(differ('0 101', '101')).toBe(true);
    expect(differ('0 8', '8 0')).toBe(false);
    expect(differ('0 111 101', '111 101')).toBe(false);
    expect(differ('111', '96')).toBe(true);
    expect(mayDiffer(0, formatsOf('audio 5000 RTP/AVP 0'))).toBe(false);
  });
});
