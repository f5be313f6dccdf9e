import { expect, test } from 'vitest';
import { LegMedia } from '../../../collector/playback/leg-media.ts';
import { sourcesOf } from '../../support/heard.ts';
import { CALLEE, CALLER, type CallSdp, callCapture, rtpPackets } from '../../support/rtp-call.ts';
import { cryptoOf, srtpKey } from '../../support/srtp-sender.ts';

const SOUND = new Uint8Array(320);

/** A call whose streams come from and go to these ends. */
async function legMedia(sdp: CallSdp, ...ends: readonly (readonly [from: string, to: string])[]) {
  const media = ends.flatMap(([from, to], at) => rtpPackets(SOUND, { from, to, ssrc: at + 1, payloadType: 0 }));
  const { store, bytes, streams } = await sourcesOf(callCapture(sdp, media));
  return { media: new LegMedia(store, bytes, store.legs[0]), streams };
}

test('who speaks is the other side of who listens there', async () => {
  const { media, streams } = await legMedia({}, [CALLER, CALLEE], [CALLEE, CALLER]);
  expect(streams.map(stream => media.speakerOf(stream))).toEqual(['caller', 'callee']);
});

test('behind a NAT, where nobody announced the other end, what was announced decides', async () => {
  const { media, streams } = await legMedia({}, ['203.0.113.9:41234', CALLEE], [CALLEE, '203.0.113.9:41234']);
  expect(streams.map(stream => media.speakerOf(stream))).toEqual(['caller', 'callee']);
});

test('a payload type means what the receiver’s SDP says', async () => {
  const sdp = {
    offer: ['m=audio 4000 RTP/AVP 96', 'a=rtpmap:96 opus/48000/2'],
    answer: ['m=audio 6000 RTP/AVP 96', 'a=rtpmap:96 L16/16000'],
  };
  const { media, streams } = await legMedia(sdp, [CALLER, CALLEE], [CALLEE, CALLER]);
  expect(streams.map(stream => media.formatOf(stream, 96)?.name)).toEqual(['L16', 'opus']);
  expect(media.formatOf(streams[0], 8)).toEqual({ name: 'PCMA', clockHz: 8000, channels: 1, media: 'audio' });
  expect(media.formatOf(streams[0], 34)?.media).toBe('video');
  expect(media.formatOf(streams[0], 97)).toBeUndefined();
});

test('the keys of who speaks come first, each once', async () => {
  const [one, two] = [srtpKey('AES_CM_128_HMAC_SHA1_80', 1), srtpKey('AES_CM_128_HMAC_SHA1_80', 2)];
  const sdp = {
    offer: ['m=audio 4000 RTP/SAVP 0', `a=${cryptoOf(one)}`, `a=${cryptoOf(one, 2)}`],
    answer: ['m=audio 6000 RTP/SAVP 0', `a=${cryptoOf(two)}`],
  };
  const { media, streams } = await legMedia(sdp, [CALLER, CALLEE], [CALLEE, CALLER]);
  expect(streams.map(stream => media.keysFor(stream).map(key => key.masterKey[0]))).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(media.linesOf(streams[0]).every(line => line.isSecure)).toBe(true);
});

test('without a leg only static payload types are known', async () => {
  const { store, bytes, streams } = await sourcesOf(callCapture({}, rtpPackets(SOUND)));
  const media = new LegMedia(store, bytes, undefined);
  expect(media.speakerOf(streams[0])).toBeUndefined();
  expect(media.formatOf(streams[0], 0)?.name).toBe('PCMU');
  expect(media.keysFor(streams[0])).toEqual([]);
});
