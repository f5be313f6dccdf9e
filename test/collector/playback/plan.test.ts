import { describe, expect, test } from 'vitest';
import { MAX_AUDIO_BYTES, planAudio } from '../../../collector/playback/plan.ts';
import { sourcesOf } from '../../support/heard.ts';
import { CALLEE, CALLER, callCapture, MEDIA_START, rtpPackets } from '../../support/rtp-call.ts';

const SOUND = new Uint8Array(1600);
const OPUS = { offer: ['m=audio 4000 RTP/AVP 111', 'a=rtpmap:111 opus/48000/2'], answer: ['m=audio 6000 RTP/AVP 0'] };

test('both sides of a leg, at the highest rate of what is decoded, from the first packet on', async () => {
  const media = [
    ...rtpPackets(SOUND),
    ...rtpPackets(SOUND, { from: CALLEE, to: CALLER, ssrc: 9, payloadType: 111, timeMicros: MEDIA_START - 50_000 }),
  ];
  const plan = planAudio(await sourcesOf(callCapture(OPUS, media)), { leg: 0 });
  expect(plan).toMatchObject({ channels: 2, sampleRate: 48_000, startTime: MEDIA_START - 50_000, name: 'call-0' });
  expect(plan.streams.map(({ channel, number }) => [channel, number])).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

test('video is left out of a call; alone it has no decoder', async () => {
  const sdp = { answer: ['m=video 6000 RTP/AVP 96', 'a=rtpmap:96 VP8/90000'] };
  const sources = await sourcesOf(callCapture(sdp, rtpPackets(SOUND, { payloadType: 96 })));
  expect(() => planAudio(sources, { leg: 0 })).toThrow(expect.objectContaining({ code: 'SIPA_NO_AUDIO' }));
  expect(planAudio(sources, { stream: 0 })).toMatchObject({ channels: 1, sampleRate: 8000 });
});

test('a copy on another hop is left out: the one with fewer packets', async () => {
  const media = [
    ...rtpPackets(SOUND, { from: CALLER, to: '10.0.0.9:7000' }),
    ...rtpPackets(SOUND.subarray(0, 800), { from: '10.0.0.9:7002', to: CALLEE }),
  ];
  const plan = planAudio(await sourcesOf(callCapture({}, media)), { leg: 0 });
  expect(plan.streams.map(({ number }) => number)).toEqual([0]);
  expect(plan.notes).toEqual(['Copies of streams on another hop are left out: 1.']);
});

describe('the time', () => {
  test('may be a part of it', async () => {
    const sources = await sourcesOf(callCapture({}, rtpPackets(SOUND)));
    const [from, to] = [MEDIA_START + 20_000, MEDIA_START + 60_000];
    expect(planAudio(sources, { stream: 0, from, to })).toMatchObject({ startTime: from, frames: 320 });
    expect(() => planAudio(sources, { stream: 0, from: MEDIA_START + 1e9 })).toThrow(
      expect.objectContaining({ code: 'SIPA_NO_AUDIO_THEN' }),
    );
  });

  test('is cut where the samples would take too much memory, and that is said', async () => {
    const late = rtpPackets(SOUND, { timeMicros: MEDIA_START + 3600e6, sequence: 20_000 });
    const plan = planAudio(await sourcesOf(callCapture({}, [...rtpPackets(SOUND), ...late])), { leg: 0 });
    expect(plan.frames * 4).toBeLessThanOrEqual(MAX_AUDIO_BYTES);
    expect(plan.notes).toEqual(['Only the first 3145 of 3601 seconds; ask for the rest with "from" and "to".']);
  });
});

test('what is not there is an error that says so', async () => {
  const sources = await sourcesOf(callCapture({}, []));
  expect(() => planAudio(sources, { stream: 0 })).toThrow(expect.objectContaining({ code: 'SIPA_NO_STREAM' }));
  expect(() => planAudio(sources, { leg: 5 })).toThrow(expect.objectContaining({ code: 'SIPA_NO_STREAM' }));
  expect(() => planAudio(sources, { leg: 0 })).toThrow(expect.objectContaining({ code: 'SIPA_NO_AUDIO' }));
});
