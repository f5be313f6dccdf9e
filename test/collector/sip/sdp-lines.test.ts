import { expect, test } from 'vitest';
import {
  formatValues,
  isRtp,
  lineValue,
  readLines,
  readMediaLine,
  rtpmapOf,
  splitSections,
} from '../../../collector/sip/sdp-lines.ts';

test('lines of any end, in sections', () => {
  const problems: string[] = [];
  const lines = readLines('v=0\r\ns=x\nm=audio 4/2 RTP/AVP 0\ra=rtpmap:0 PCMU/8000\n\nnonsense\n', problems);
  expect(splitSections(lines, problems)).toEqual([
    ['v=0', 's=x'],
    ['m=audio 4/2 RTP/AVP 0', 'a=rtpmap:0 PCMU/8000'],
  ]);
  expect(problems).toEqual(['the line "nonsense" is not of the form x=value (RFC 8866 §5)']);
  expect(lineValue(lines, 's')).toBe('x');
});

test('what is too much is left out and told', () => {
  const problems: string[] = [];
  expect(readLines(`v=0\na=${'x'.repeat(5000)}\n${'a=y\n'.repeat(5000)}`, problems)).toHaveLength(4095);
  splitSections(
    Array.from({ length: 300 }, () => 'm=audio 1 RTP/AVP 0'),
    problems,
  );
  expect(problems).toEqual([
    'more than 4096 lines; the rest is not shown',
    'a line of 5002 characters is left out',
    '300 media lines; only 256 are shown',
  ]);
});

test('an m= line in its parts', () => {
  expect(readMediaLine('m=audio 49170/2 RTP/AVP 0 8')).toEqual({
    media: 'audio',
    port: 49170,
    protocol: 'RTP/AVP',
    formats: ['0', '8'],
  });
  expect(readMediaLine('m=audio 99999 rtp/avp 0').port).toBeUndefined();
  expect([isRtp({ protocol: 'udp/tls/rtp/savpf' }), isRtp({ protocol: 'udptl' })]).toEqual([true, false]);
});

test('values by format', () => {
  const section = ['m=audio 1 RTP/AVP 96', 'a=rtpmap:96 opus/48000/2', 'a=fmtp:96 useinbandfec=1', 'a=fmtp:97'];
  expect([...rtpmapOf(section)]).toEqual([['96', 'opus/48000/2']]);
  expect([...formatValues(section, 'fmtp')]).toEqual([['96', 'useinbandfec=1']]);
});
