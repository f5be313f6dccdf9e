import { expect, test } from 'vitest';
import { mediaFromOtherAddress } from '../../../../collector/findings/rules/media-from-other-address.ts';
import { at, exchange, type MediaCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const check = (what: MediaCase) => mediaFromOtherAddress.check(mediaLeg(what));
const stranger = stream('callee', { source: '10.7.7.7:9000', tiedBy: 'destination' });

test('RTP from a host that neither signals nor was announced', () => {
  const found = check({ streams: [stream('caller'), stranger] });
  expect(found).toMatchObject([
    { severity: 'warning', evidence: [0, 1], streams: ['test:callee'], confidence: 'medium' },
  ]);
  expect(found[0].message).toContain('RTP for the caller comes from 10.7.7.7:9000');
  expect(found[0].message).toContain('the callee said 10.0.0.2:5000');
});

test.each<[string, MediaCase]>([
  ['the announced host from another port', { streams: [stream('callee', { source: '10.0.0.2:6000' })] }],
  [
    'a NAT: from where the signalling of that side comes',
    {
      exchanges: [exchange({ callee: { address: '192.168.5.5' } })],
      streams: [stream('callee', { source: '10.0.0.2:31000' })],
    },
  ],
  [
    'an address of a later re-INVITE',
    {
      exchanges: [exchange(), exchange({ offered: 5000, answered: 5100, callee: { address: '10.7.7.7' } })],
      streams: [stranger],
    },
  ],
  ['ICE candidates', { exchanges: [exchange({ ice: true })], streams: [stranger] }],
  ['ten packets', { streams: [stream('callee', { source: '10.7.7.7:9000', packets: 10 })] }],
  [
    'one second of what was on its way',
    {
      streams: [stream('callee', { source: '10.7.7.7:9000', startTime: at(1000), endTime: at(2000) })],
    },
  ],
  [
    'a relay that the other hop announced',
    { exchanges: [exchange({ caller: { address: '10.7.7.7' } })], streams: [stranger] },
  ],
  ['no SDP seen', { exchanges: [], streams: [stranger] }],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
