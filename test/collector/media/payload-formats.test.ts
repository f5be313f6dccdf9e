import { describe, expect, test } from 'vitest';
import { formatOf, PayloadFormatSets, Role, readFormats } from '../../../collector/media/payload-formats.ts';
import { SdpScan, scanSdp } from '../../../collector/media/sdp-scan.ts';

const AUDIO =
  'm=audio 4 RTP/AVP 97 8 101\r\na=rtpmap:97 opus/48000/2\r\na=fmtp:97 usedtx=1\r\na=rtpmap:101 telephone-event/8000\r\n';

function scan(text: string): SdpScan {
  const out = new SdpScan();
  const bytes = Buffer.from(text);
  scanSdp(bytes, 0, bytes.length, out);
  return out;
}

describe('formats', () => {
  const formats = readFormats(AUDIO);

  test('are named by a=rtpmap, static ones by RFC 3551, others by their number', () => {
    expect(formatOf(formats, 97)).toEqual({ name: 'opus', clockHz: 48_000, role: Role.Media, parameters: 'usedtx=1' });
    expect(formatOf(formats, 8)).toMatchObject({ name: 'PCMA', clockHz: 8000 });
    expect(formatOf(formats, 34)).toMatchObject({ name: 'H263', clockHz: 90_000 });
    expect(formatOf(formats, 98)).toMatchObject({ name: 'PT 98', clockHz: 0 });
  });

  test('events and comfort noise go beside the codec', () => {
    expect([formatOf(formats, 101).role, formatOf(formats, 13).role, formatOf(formats, 19).role]).toEqual([
      Role.Event,
      Role.Noise,
      Role.Noise,
    ]);
  });

  test('what a=rtpmap says wins over the static table; lines that are none are passed over', () => {
    expect(formatOf(readFormats('a=rtpmap:0 speex/16000\n'), 0)).toMatchObject({ name: 'speex', clockHz: 16_000 });
    expect(readFormats('a=rtpmap:9\r\na=rtpmap:99 X\r\nxa=rtpmap:99 Y/1\r\na=rtpmap:200 Z/8000\r\n').size).toBe(0);
    expect(formatOf(readFormats('m=audio 4 RTP/AVP 18\na=fmtp:18 annexb=no\n'), 18)).toMatchObject({
      name: 'G729',
      parameters: 'annexb=no',
    });
  });
});

describe('sets', () => {
  test('equal ones are one, whatever else the SDP says', () => {
    const sets = new PayloadFormatSets();
    const id = sets.idOf(scan(AUDIO), 0);
    expect(sets.idOf(scan(`v=0\r\ns=other\r\n${AUDIO.replace('audio 4 ', 'audio 5004 ')}a=sendonly\r\n`), 0)).toBe(id);
    expect(sets.idOf(scan(AUDIO.replace('opus', 'PCMU')), 0)).not.toBe(id);
    expect(formatOf(sets.get(id), 97).name).toBe('opus');
  });

  test('of several m-lines each has its own', () => {
    const sets = new PayloadFormatSets();
    const sdp = scan(`${AUDIO}m=video 6 RTP/AVP 97\r\na=rtpmap:97 H264/90000\r\n`);
    expect([0, 1].map(line => formatOf(sets.get(sets.idOf(sdp, line)), 97).name)).toEqual(['opus', 'H264']);
  });

  test('of m-lines on one transport are united', () => {
    const sets = new PayloadFormatSets();
    const sdp = scan(`${AUDIO}m=video 4 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n`);
    const [audio, video] = [sets.idOf(sdp, 0), sets.idOf(sdp, 1)];
    const both = sets.union(audio, video);
    expect([97, 96].map(type => formatOf(sets.get(both), type).name)).toEqual(['opus', 'VP8']);
    expect([sets.union(audio, video), sets.union(0, audio), sets.union(audio, 0), sets.union(audio, audio)]).toEqual([
      both,
      audio,
      audio,
      audio,
    ]);
  });

  test('know what their m-lines list, named or not', () => {
    const sets = new PayloadFormatSets();
    const sdp = scan('m=audio 4 RTP/AVP 8 018 101\r\na=rtpmap:97 opus/48000/2\r\nm=video 6 RTP/AVP 34\r\n');
    const [audio, video] = [sets.idOf(sdp, 0), sets.idOf(sdp, 1)];
    const listed = (id: number): number[] => [8, 18, 34, 97, 101].filter(type => sets.lists(id, type));
    expect([audio, video, sets.union(audio, video), 0, 99].map(listed)).toEqual([[8, 101], [34], [8, 34, 101], [], []]);
  });

  test('too many are refused and counted: dynamic types have no name there', () => {
    const sets = new PayloadFormatSets();
    for (let i = 0; i < 5000; i++) sets.idOf(scan(`m=audio 4 RTP/AVP 97\r\na=rtpmap:97 codec${i}/8000\r\n`), 0);
    expect(sets.refused).toBe(5000 - 4095);
    expect(sets.get(0).size).toBe(0);
  });
});
