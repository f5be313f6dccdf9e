import { expect, test } from 'vitest';
import { expectedOf, mainRun, NO_STREAMS, reverseOf } from '../../../collector/media/stream.ts';
import { RtpBench } from '../../support/rtp-bench.ts';

const A = { from: '10.0.0.1:4000', to: '10.0.0.2:6000' };
const LINES = ['c=IN IP4 10.0.0.2', 'm=audio 6000 RTP/AVP 0 13 101', 'a=rtpmap:101 telephone-event/8000'];

test('a stream is named by its first payload type that is no event and no noise', () => {
  const bench = new RtpBench().announce(1, ...LINES);
  for (const [i, payloadType] of [13, 101, 0, 8].entries()) bench.send({ ...A, sequence: i, payloadType });
  expect(mainRun(bench.streams[0]).payloadType).toBe(0);
  const noise = new RtpBench().announce(1, ...LINES);
  noise.send({ ...A, payloadType: 13 });
  expect(mainRun(noise.streams[0]).format.name).toBe('CN');
});

test('expected is what came once and what was skipped', () => {
  const bench = new RtpBench().announce(1, ...LINES);
  for (const sequence of [1, 2, 2, 5]) bench.send({ ...A, sequence });
  expect(expectedOf(bench.streams[0])).toBe(5);
});

test('the other direction goes between the same endpoints', () => {
  const bench = new RtpBench().announce(1, ...LINES);
  bench.send({ ...A, ssrc: 1 });
  expect(reverseOf(bench.rtp, bench.streams[0])).toBeUndefined();
  bench.send({ from: A.to, to: A.from, ssrc: 2 });
  expect(reverseOf(bench.rtp, bench.streams[0])?.ssrc).toBe(2);
  expect(reverseOf(NO_STREAMS, bench.streams[0])).toBeUndefined();
});
