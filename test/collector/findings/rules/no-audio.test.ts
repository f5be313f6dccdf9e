import { expect, test } from 'vitest';
import { noAudio } from '../../../../collector/findings/rules/no-audio.ts';
import { at, CALLEE, CALLER, exchange, type MediaCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const check = (what: MediaCase = {}) => noAudio.check(mediaLeg(what));

test('an answered call without RTP is told where RTP between its hosts was seen', () => {
  const found = check();
  expect(found).toMatchObject([{ severity: 'error', confidence: 'medium', evidence: [0, 1], time: at(1000) }]);
  expect(found[0].message).toContain(
    'No RTP in 20 s of this answered call: none between 10.0.0.1:4000 and 10.0.0.2:5000',
  );
});

test('hosts that signal to each other and were heard with others are in view too', () => {
  expect(check({ vantage: { sees: () => false, hears: host => host === CALLEE } })).toHaveLength(1);
});

test.each<[string, MediaCase]>([
  ['a capture that sees media of others only', { vantage: { sees: () => false, hears: () => false } }],
  [
    'media that go between phones while the signalling goes through a PBX',
    {
      callerHost: '10.0.0.50',
      calleeHost: '10.0.0.51',
      vantage: { sees: () => false, hears: host => host === CALLER },
    },
  ],
  ['RTP that is tied to another leg of a B2BUA', { vantage: { leaves: endpoint => endpoint === '10.0.0.2:5000' } }],
  ['one packet of RTP', { streams: [stream('caller', { packets: 1 })] }],
  ['two seconds of talk', { ended: 3000 }],
  ['no answer', { answered: undefined, ended: 30_000 }],
  [
    'inactive on both sides',
    { exchanges: [exchange({ caller: { direction: 'inactive' }, callee: { direction: 'inactive' } })] },
  ],
  ['ICE, which moves media elsewhere', { exchanges: [exchange({ ice: true })] }],
  ['a line that was refused', { exchanges: [exchange({ callee: { port: 0 } })] }],
  ['no SDP seen', { exchanges: [] }],
  ['a message session', { exchanges: [exchange({ media: 'message', protocol: 'TCP/MSRP' })] }],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
