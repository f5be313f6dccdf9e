import { expect, test } from 'vitest';
import { codecsOf, worstMedia } from '../../../collector/query/leg-media.ts';
import { AUDIO, streamSources } from '../../support/stream-sources.ts';

test('the worst stream of a leg speaks for it', async () => {
  const { bench, sources } = await streamSources();
  bench.announce(0, ...AUDIO, 'm=audio 6002 RTP/AVP 96', 'a=rtpmap:96 opus/48000/2');
  for (let i = 0; i < 20; i++) {
    bench.send({ ssrc: 1, sequence: i, timestamp: i * 160, at: i * 20 });
    if (i !== 7) bench.send({ ssrc: 2, sequence: i, timestamp: i * 160, at: i * 20 });
  }
  bench.send({ ssrc: 3, to: '10.0.0.2:6002', payloadType: 96 });
  const [leg, other] = sources.store.legs;
  const worst = worstMedia(sources.media, leg);
  expect(worst).toMatchObject({ lostPercent: 5, jitterMax: 0 });
  expect(worst.mos).toBeLessThan(4.2);
  expect(codecsOf(sources.media, leg)).toEqual(['PCMU', 'opus']);
  expect([worstMedia(sources.media, other), codecsOf(sources.media, other)]).toEqual([{}, []]);
});

test('without a score there is none', async () => {
  const { bench, sources } = await streamSources();
  bench.announce(0, AUDIO[0], 'm=audio 6000 RTP/AVP 96', 'a=rtpmap:96 opus/48000/2');
  bench.sendMany(3, { payloadType: 96 });
  expect(Object.keys(worstMedia(sources.media, sources.store.legs[0]))).toEqual(['lostPercent', 'jitterMax']);
});
