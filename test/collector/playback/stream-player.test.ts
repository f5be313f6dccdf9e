import { describe, expect, test } from 'vitest';
import { amplitudeAt, loudness, sameBytes, toMuLaw, tone } from '../../support/audio.ts';
import { hearCall } from '../../support/heard.ts';
import { opusPackets } from '../../support/opus-samples.ts';
import { CALLEE, CALLER, MEDIA_START, rtpPacket, rtpPackets } from '../../support/rtp-call.ts';

const SPEECH = toMuLaw(tone(1000, 1, 8000));
const back = { from: CALLEE, to: CALLER, ssrc: 0x9999 };

describe('time', () => {
  test('a lost packet is silence of its length, to the sample, and marked', async () => {
    const packets = rtpPackets(SPEECH);
    const { info, waveform, channels } = await hearCall(
      {},
      packets.filter((_, at) => at < 10 || at >= 13),
    );
    const [left] = channels;
    expect(left.findIndex((_, i) => i > 1500 && left.subarray(i, i + 100).every(sample => sample === 0))).toBe(1600);
    expect(left.subarray(1600, 2080).every(sample => sample === 0)).toBe(true);
    expect(amplitudeAt(1000, left.subarray(2080, 8000), 8000)).toBeCloseTo(0.5, 2);
    expect(info.tracks).toMatchObject([{ played: 47, lost: 3 }]);
    expect(waveform.marks).toEqual([{ kind: 'loss', channel: 0, at: 200, duration: 60, text: '3' }]);
    expect(info.notes).toEqual(['3 lost packets: silence, of the length they had.']);
  });

  test('jitter, reordering and duplicates are not heard', async () => {
    const packets = rtpPackets(SPEECH);
    const late = packets.map((frame, at) => ({
      ...frame,
      timeMicros: frame.timeMicros + (at === 0 ? 0 : (at * 7919) % 55_000),
    }));
    const { channels, info } = await hearCall({}, [...late, { ...late[9], timeMicros: late[9].timeMicros + 300_000 }]);
    const calm = await hearCall({}, packets);
    expect(channels[0]).toEqual(calm.channels[0]);
    expect(info.tracks[0].dropped).toBe(1);
  });

  test('a pause that timestamps count is as long as they say', async () => {
    const media = [
      ...rtpPackets(SPEECH.subarray(0, 800), { timestamp: 0 }),
      ...rtpPackets(SPEECH.subarray(0, 800), {
        timestamp: 4000,
        sequence: 105,
        timeMicros: MEDIA_START + 503_000,
      }),
    ];
    const [left] = (await hearCall({}, media)).channels;
    expect(loudness(left.subarray(0, 800))).toBeGreaterThan(0.3);
    expect(loudness(left.subarray(800, 4000))).toBe(0);
    expect(left.subarray(4000, 4800)).toEqual(left.subarray(0, 800));
  });

  test('a sender that begins anew is placed by arrival', async () => {
    const media = [
      ...rtpPackets(SPEECH.subarray(0, 800), { timestamp: 0, sequence: 10 }),
      ...rtpPackets(SPEECH.subarray(0, 800), {
        timestamp: 3_000_000_000,
        sequence: 40_000,
        timeMicros: MEDIA_START + 1_000_000,
      }),
    ];
    const { channels, info } = await hearCall({}, media);
    expect(channels[0].subarray(8000, 8800)).toEqual(channels[0].subarray(0, 800));
    expect(info.tracks[0]).toMatchObject({ lost: 0, played: 10 });
  });
});

describe('codecs', () => {
  test('G.722 and Opus raise the rate, and G.711 beside them keeps its pitch', async () => {
    const sdp = {
      offer: ['m=audio 4000 RTP/AVP 0 111', 'a=rtpmap:111 opus/48000/2'],
      answer: ['m=audio 6000 RTP/AVP 111 0', 'a=rtpmap:111 opus/48000/2'],
    };
    const opus = rtpPackets(opusPackets(), { payloadType: 111, ticks: 960 });
    const { info, channels } = await hearCall(sdp, [...opus, ...rtpPackets(SPEECH, back)]);
    expect(info.sampleRate).toBe(48_000);
    expect(info.tracks.map(({ codecs }) => codecs)).toEqual([['opus'], ['PCMU']]);
    expect(amplitudeAt(1000, channels[0].subarray(4800, 19_200), 48_000)).toBeCloseTo(0.25, 1);
    expect(amplitudeAt(1000, channels[1].subarray(4800, 19_200), 48_000)).toBeCloseTo(0.5, 1);
  });

  test('G.722 counts 8000 ticks a second for 16,000 samples', async () => {
    const sdp = { offer: ['m=audio 4000 RTP/AVP 9'], answer: ['m=audio 6000 RTP/AVP 9'] };
    const { info } = await hearCall(sdp, rtpPackets(sameBytes(8000), { payloadType: 9 }));
    expect(info).toMatchObject({ sampleRate: 16_000, duration: 1000, notes: [] });
  });

  test('another payload type in the middle is decoded by its own codec, without a gap', async () => {
    const sdp = { offer: ['m=audio 4000 RTP/AVP 0 8'], answer: ['m=audio 6000 RTP/AVP 0 8'] };
    const packets = rtpPackets(SPEECH).map((frame, at) => {
      const payload = Buffer.from(frame.payload);
      if (at >= 25) payload[1] = 8;
      return { ...frame, payload };
    });
    const { info, channels } = await hearCall(sdp, packets);
    expect(info.tracks[0].codecs).toEqual(['PCMU', 'PCMA']);
    expect(loudness(channels[0].subarray(3990, 4010))).toBeGreaterThan(0);
  });

  test('a codec without a decoder is named, with what to do', async () => {
    const sdp = { offer: ['m=audio 4000 RTP/AVP 18'], answer: ['m=audio 6000 RTP/AVP 18'] };
    const { info, waveform } = await hearCall(sdp, rtpPackets(new Uint8Array(100), { payloadType: 18, bytes: 20 }));
    expect(info.problem).toMatchObject({ code: 'SIPA_NO_DECODER' });
    expect(info.tracks).toMatchObject([{ undecoded: ['G729'], played: 0 }]);
    expect(waveform.peaks.flat().every(peak => peak === 0)).toBe(true);
  });

  test('keys and comfort noise are silent, and keys are marked once', async () => {
    const sdp = {
      offer: ['m=audio 4000 RTP/AVP 0 13 101', 'a=rtpmap:101 telephone-event/8000'],
      answer: ['m=audio 6000 RTP/AVP 0 13 101', 'a=rtpmap:101 telephone-event/8000'],
    };
    const speech = rtpPackets(SPEECH.subarray(0, 1600), { timestamp: 0 });
    const press = [1, 2, 3].map(step => ({
      ...speech[0],
      timeMicros: MEDIA_START + 200_000 + step * 20_000,
      payload: rtpPacket(Uint8Array.of(5, 10, (step * 160) >> 8, (step * 160) & 0xff), {
        payloadType: 101,
        sequence: 109 + step,
        timestamp: 1600,
      }),
    }));
    const noise = {
      ...speech[0],
      timeMicros: MEDIA_START + 300_000,
      payload: rtpPacket(Uint8Array.of(40), { payloadType: 13, sequence: 113, timestamp: 2400 }),
    };
    const { waveform, channels } = await hearCall(sdp, [...speech, ...press, noise]);
    expect(waveform.marks).toEqual([{ kind: 'dtmf', channel: 0, at: 200, duration: 60, text: '5' }]);
    expect(channels[0]).toHaveLength(1600);
    expect(waveform.notes).toEqual(['1 packet of comfort noise: silence.']);
  });
});
