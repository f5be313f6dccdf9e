import { expect, test } from 'vitest';
import { srtpMismatch } from '../../../../collector/findings/rules/srtp-mismatch.ts';
import { exchange, type MediaCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const secure = exchange({ protocol: 'RTP/SAVP', security: 'sdes' });
const of = (bytes: number) => stream('callee', { bytes: bytes * 1000 });
const check = (what: MediaCase) => srtpMismatch.check(mediaLeg(what));

test('plain RTP where SRTP was agreed', () => {
  const found = check({ exchanges: [secure], streams: [of(160)] });
  expect(found).toMatchObject([{ severity: 'warning', confidence: 'low', evidence: [0, 1] }]);
  expect(found[0].message).toContain(
    'SRTP was agreed, but the packets have the size of plain RTP (160 bytes of PCMA each)',
  );
});

test.each([170, 164])('%i bytes of G.711 where plain RTP was agreed', bytes => {
  expect(check({ streams: [of(bytes)] })[0].message).toContain(`${bytes - 160} bytes longer`);
});

test.each<[string, MediaCase]>([
  ['SRTP as agreed', { exchanges: [secure], streams: [of(170)] }],
  ['plain RTP as agreed', { streams: [of(160)] }],
  ['30 ms of plain RTP', { streams: [of(240)] }],
  [
    'a codec of changing size',
    { exchanges: [secure], streams: [stream('callee', { payloadType: 111, bytes: 160_000 })] },
  ],
  ['mixed sizes', { exchanges: [secure], streams: [stream('callee', { bytes: 160_500 })] }],
  [
    'telephone events among them',
    {
      exchanges: [secure],
      streams: [
        stream('callee', {
          payloadTypes: [
            { payloadType: 8, codec: 'PCMA', packets: 900 },
            { payloadType: 101, codec: 'telephone-event', packets: 100 },
          ],
        }),
      ],
    },
  ],
  [
    'best-effort SRTP: plain profile with keys',
    { exchanges: [exchange({ protocol: 'RTP/SAVP', security: 'none' })], streams: [of(170)] },
  ],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
