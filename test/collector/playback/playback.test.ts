import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Capture } from '../../../collector/capture.ts';
import type { AudioInfo, AudioQuery, Waveform } from '../../../collector/model/audio.ts';
import { amplitudeAt, loudness, sameBytes, toMuLaw, tone } from '../../support/audio.ts';
import { opusPackets } from '../../support/opus-samples.ts';
import {
  CALLEE,
  CALLER,
  type CallSdp,
  callCapture,
  MEDIA_START,
  type MediaFrame,
  rtpPacket,
  rtpPackets,
} from '../../support/rtp-call.ts';
import { cryptoOf, protect, srtpKey } from '../../support/srtp-sender.ts';

async function opened(...files: readonly Buffer[]): Promise<Capture> {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const paths = files.map((content, at) => {
    const path = join(folder, `${at}.pcap`);
    writeFileSync(path, content);
    return path;
  });
  const capture = await Capture.open({ id: 'test', paths });
  onTestFinished(() => capture.close());
  await capture.read(() => {});
  return capture;
}

interface Heard {
  readonly info: AudioInfo;
  readonly waveform: Waveform;
  /** Samples by channel. */
  readonly channels: readonly Int16Array[];
}

async function hear(capture: Capture, query: AudioQuery = { leg: 0 }): Promise<Heard> {
  const { answers } = capture;
  const info = await answers.audio(query, 't');
  const waveform = await answers.waveform(query, 100, 't');
  const file = Buffer.concat([
    answers.audioBytes(info.key, 0, 20),
    ...rest(info.bytes, (at, n) => answers.audioBytes(info.key, at, n)),
  ]);
  expect(file).toHaveLength(info.bytes);
  expect(file.readUInt32LE(24)).toBe(info.sampleRate);
  const channels = Array.from({ length: info.channels }, (_, channel) =>
    Int16Array.from({ length: (info.bytes - 44) / 2 / info.channels }, (_, i) =>
      file.readInt16LE(44 + (i * info.channels + channel) * 2),
    ),
  );
  return { info, waveform, channels };
}

function rest(bytes: number, piece: (at: number, length: number) => Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 20; at < bytes; at += 50_000) pieces.push(piece(at, 50_000));
  return pieces;
}

async function hearCall(sdp: CallSdp, media: readonly MediaFrame[], query?: AudioQuery): Promise<Heard> {
  return hear(await opened(callCapture(sdp, media)), query);
}

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

  test('a part of it begins and ends where it was asked to', async () => {
    const capture = await opened(callCapture({}, rtpPackets(SPEECH)));
    const whole = await hear(capture);
    const part = await hear(capture, { leg: 0, from: MEDIA_START + 250_000, to: MEDIA_START + 500_000 });
    expect(part.info).toMatchObject({ startTime: MEDIA_START + 250_000, duration: 250 });
    expect(part.channels[0]).toEqual(whole.channels[0].slice(2000, 4000));
    await expect(capture.answers.audio({ leg: 0, from: MEDIA_START + 9e9 }, 't')).rejects.toMatchObject({
      code: 'SIPA_NO_AUDIO_THEN',
    });
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

describe('SRTP', () => {
  const [offerKey, answerKey] = [srtpKey('AES_CM_128_HMAC_SHA1_80', 1), srtpKey('AES_CM_128_HMAC_SHA1_80', 2)];
  const secure = (port: number, attribute: string) => [`m=audio ${port} RTP/SAVP 0`, `a=${attribute}`];
  const sealed = (frames: readonly MediaFrame[], key: typeof offerKey) =>
    frames.map(frame => ({ ...frame, payload: protect(frame.payload, key, 0) }));

  test('each side is opened with the key it wrote into its SDP', async () => {
    const sdp = { offer: secure(4000, cryptoOf(offerKey)), answer: secure(6000, cryptoOf(answerKey)) };
    const media = [...sealed(rtpPackets(SPEECH), offerKey), ...sealed(rtpPackets(SPEECH, back), answerKey)];
    const { info, channels } = await hearCall(sdp, media);
    expect(info.problem).toBeUndefined();
    expect(info.tracks).toMatchObject([
      { played: 50, failed: 0, suites: ['AES_CM_128_HMAC_SHA1_80'] },
      { played: 50, failed: 0 },
    ]);
    for (const channel of channels) expect(amplitudeAt(1000, channel, 8000)).toBeCloseTo(0.5, 2);
  });

  test('without a key that fits nothing is played, and it is said why', async () => {
    const sdp = { offer: secure(4000, cryptoOf(answerKey)), answer: secure(6000, cryptoOf(answerKey)) };
    const { info, channels } = await hearCall(sdp, sealed(rtpPackets(SPEECH), offerKey));
    expect(info.problem).toMatchObject({ code: 'SIPA_NO_SRTP_KEY' });
    expect(info.tracks).toMatchObject([{ played: 0, failed: 50 }]);
    expect(channels[0]).toHaveLength(0);
  });

  test('a suite that is not decrypted and DTLS are named', async () => {
    const f8 = secure(4000, 'crypto:1 F8_128_HMAC_SHA1_80 inline:PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR');
    const one = await hearCall({ offer: f8, answer: f8 }, sealed(rtpPackets(SPEECH), offerKey));
    expect(one.info.problem?.message).toContain('F8_128_HMAC_SHA1_80');
    const dtls = ['m=audio 4000 UDP/TLS/RTP/SAVPF 0', 'a=fingerprint:sha-256 00'];
    const two = await hearCall({ offer: dtls, answer: dtls }, sealed(rtpPackets(SPEECH), offerKey));
    expect(two.info.problem?.message).toContain('DTLS');
  });

  test('keys under a profile that does not demand them: plain packets are played as they are', async () => {
    const sdp = { offer: ['m=audio 4000 RTP/AVP 0', `a=${cryptoOf(offerKey)}`] };
    const { info } = await hearCall(sdp, rtpPackets(SPEECH));
    expect(info.tracks).toMatchObject([{ played: 50, failed: 0 }]);
  });
});

describe('captures of every kind', () => {
  const media = [...rtpPackets(SPEECH), ...rtpPackets(SPEECH, back)];

  test('a gzipped one, and one in two files', async () => {
    const plain = await hearCall({}, media);
    const zipped = await hear(await opened(gzipSync(callCapture({}, media))));
    expect(zipped.channels).toEqual(plain.channels);
    const [one, two] = [callCapture({}, media.slice(0, 50)), callCapture({ callId: 'other' }, media.slice(50))];
    const both = await hear(await opened(one, two), { stream: 1 });
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

describe('renderings', () => {
  test('what nobody waits for any more stops', async () => {
    const capture = await opened(callCapture({}, rtpPackets(SPEECH)));
    const asked = capture.answers.audio({ leg: 0 }, 'mine');
    capture.answers.stopAudio('mine');
    await expect(asked).rejects.toMatchObject({ code: 'SIPA_AUDIO_STOPPED' });
    expect((await capture.answers.audio({ leg: 0 }, 'mine')).tracks[0].played).toBe(50);
  });

  test('two who ask for the same wait for the same, and one may go', async () => {
    const capture = await opened(callCapture({}, rtpPackets(SPEECH)));
    const [one, two] = ['one', 'two'].map(ticket => capture.answers.audio({ leg: 0 }, ticket));
    capture.answers.stopAudio('one');
    expect((await two).key).toBe((await one).key);
  });

  test('an unknown key, stream or leg is an error that says so', async () => {
    const capture = await opened(callCapture({}, []));
    expect(() => capture.answers.audioBytes('x', 0, 10)).toThrow(expect.objectContaining({ code: 'SIPA_AUDIO_GONE' }));
    await expect(capture.answers.audio({ stream: 7 }, 't')).rejects.toMatchObject({ code: 'SIPA_NO_STREAM' });
    await expect(capture.answers.audio({ leg: 7 }, 't')).rejects.toMatchObject({ code: 'SIPA_NO_STREAM' });
    await expect(capture.answers.audio({ leg: 0 }, 't')).rejects.toMatchObject({ code: 'SIPA_NO_AUDIO' });
  });
});
