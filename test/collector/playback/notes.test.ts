import { describe, expect, test } from 'vitest';
import { amplitudeAt, toMuLaw, tone } from '../../support/audio.ts';
import { hearCall } from '../../support/heard.ts';
import { CALLEE, CALLER, type MediaFrame, rtpPackets } from '../../support/rtp-call.ts';
import { cryptoOf, protect, srtpKey } from '../../support/srtp-sender.ts';

const SPEECH = toMuLaw(tone(1000, 1, 8000));
const back = { from: CALLEE, to: CALLER, ssrc: 0x9999 };

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
