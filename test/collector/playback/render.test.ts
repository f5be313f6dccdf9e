import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { amplitudeAt, toMuLaw, tone } from '../../support/audio.ts';
import { captureIn, hear, hearCall } from '../../support/heard.ts';
import { CALLEE, CALLER, callCapture, MEDIA_START, rtpPackets } from '../../support/rtp-call.ts';

const SPEECH = toMuLaw(tone(1000, 1, 8000));
const back = { from: CALLEE, to: CALLER, ssrc: 0x9999 };

describe('a call', () => {
  test('is stereo: the caller on the left, the callee on the right, each at its own time', async () => {
    const media = [
      ...rtpPackets(SPEECH),
      ...rtpPackets(toMuLaw(tone(440, 1, 8000)), { ...back, timeMicros: MEDIA_START + 250_000 }),
    ];
    const { info, channels } = await hearCall({}, media);
    expect(info).toMatchObject({ channels: 2, sampleRate: 8000, startTime: MEDIA_START, notes: [] });
    expect(info.duration).toBe(1250);
    const [left, right] = channels;
    expect(amplitudeAt(1000, left.subarray(0, 8000), 8000)).toBeCloseTo(0.5, 2);
    expect(amplitudeAt(440, left.subarray(0, 8000), 8000)).toBeLessThan(0.01);
    expect(amplitudeAt(440, right.subarray(2000), 8000)).toBeCloseTo(0.5, 2);
    expect(amplitudeAt(1000, right.subarray(2000), 8000)).toBeLessThan(0.01);
    expect(right.subarray(0, 2000).every(sample => sample === 0)).toBe(true);
    expect(left.subarray(8000).every(sample => sample === 0)).toBe(true);
  });

  test('one stream alone is mono', async () => {
    const { info, channels } = await hearCall({}, [...rtpPackets(SPEECH), ...rtpPackets(SPEECH, back)], { stream: 1 });
    expect(info).toMatchObject({
      channels: 1,
      fileName: 'stream-1.wav',
      tracks: [{ stream: 1, channel: 0, played: 50 }],
    });
    expect(amplitudeAt(1000, channels[0], 8000)).toBeCloseTo(0.5, 2);
  });
});

describe('captures of every kind', () => {
  const media = [...rtpPackets(SPEECH), ...rtpPackets(SPEECH, back)];

  test('a gzipped one, and one in two files', async () => {
    const plain = await hearCall({}, media);
    const zipped = await hear(await captureIn(gzipSync(callCapture({}, media))));
    expect(zipped.channels).toEqual(plain.channels);
    const [one, two] = [callCapture({}, media.slice(0, 50)), callCapture({ callId: 'other' }, media.slice(50))];
    const both = await hear(await captureIn(one, two), { stream: 1 });
    expect(both.channels[0]).toEqual(plain.channels[1]);
  });

  test('a relay’s second hop is not heard twice', async () => {
    const hop = rtpPackets(SPEECH, { from: '10.0.0.9:7000', to: CALLEE });
    const first = rtpPackets(SPEECH, { from: CALLER, to: '10.0.0.9:7002' });
    const sdp = { offer: ['m=audio 4000 RTP/AVP 0'] };
    const { info } = await hearCall(sdp, [...first, ...hop]);
    expect(info.tracks).toHaveLength(1);
    expect(info.notes).toEqual(['Copies of streams on another hop are left out: 1.']);
  });
});
