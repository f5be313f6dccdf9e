import { expect, test } from 'vitest';
import { privateAddress } from '../../../../collector/findings/rules/private-address.ts';
import { exchange, type MediaCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const hosts = { callerHost: '198.18.0.7', calleeHost: '198.18.0.9' };
const behindNat = [exchange({ caller: { address: '192.168.1.5' }, callee: { address: '198.18.0.9' } })];
const fromCaller = stream('caller', { source: '198.18.0.7:61000', destination: '198.18.0.9:5000' });
const intoTheVoid = stream('callee', { source: '198.18.0.9:5000', destination: '192.168.1.5:4000' });
const check = (what: MediaCase) => privateAddress.check(mediaLeg({ ...hosts, exchanges: behindNat, ...what }));

test('RTP goes into the void of a private address', () => {
  const found = check({ streams: [fromCaller, intoTheVoid] });
  expect(found).toMatchObject([{ severity: 'error', confidence: 'high', evidence: [0], streams: ['test:callee'] }]);
  expect(found[0].message).toBe(
    'The SDP of the caller gives 192.168.1.5:4000, a private address, to 198.18.0.9:5060, which cannot reach it: 1000 packets of RTP went there into the void.',
  );
});

test('no RTP goes to who gave a private address', () => {
  expect(check({ streams: [fromCaller] })).toMatchObject([{ confidence: 'medium' }]);
});

test.each(['100.64.3.3', 'fd00::5', '10.1.1.1'])('%s is no better', address => {
  expect(
    check({ exchanges: [exchange({ caller: { address }, callee: { address: '198.18.0.9' } })], streams: [fromCaller] }),
  ).toHaveLength(1);
});

test('a NAT between two private networks is known by the Via of the device', () => {
  const lan = {
    callerHost: '10.0.0.23',
    calleeHost: '10.0.0.9',
    exchanges: [exchange({ caller: { address: '192.168.178.20' }, callee: { address: '10.0.0.9' } })],
  };
  const streams = [
    stream('caller', { source: '10.0.0.23:33000', destination: '10.0.0.9:5000' }),
    stream('callee', { source: '10.0.0.9:5000', destination: '192.168.178.20:4000' }),
  ];
  const from = (via: string): MediaCase => ({
    ...lan,
    streams,
    messages: [
      { at: 0, line: 'INVITE', hasSdp: true, text: `Via: SIP/2.0/UDP ${via};branch=z9hG4bK1\nFrom: <sip:a@b>;tag=a` },
      { at: 1000, line: '200 INVITE', hasSdp: true },
    ],
  });
  expect(check(from('192.168.178.20:5060'))).toMatchObject([{ confidence: 'high' }]);
  expect(check(from('10.0.0.23:5060'))).toEqual([]);
  expect(check(from('10.0.0.7:5060;branch=z9hG4bK0, SIP/2.0/UDP 192.168.178.20'))).toEqual([]);
});

test('a loopback address breaks between private hosts too', () => {
  const exchanges = [exchange({ caller: { address: '127.0.0.1' } })];
  expect(
    privateAddress.check(mediaLeg({ exchanges, streams: [stream('caller', { source: '10.0.0.1:4000' })] })),
  ).toHaveLength(1);
});

test.each<[string, MediaCase]>([
  [
    'symmetric RTP mends it',
    {
      streams: [
        fromCaller,
        stream('callee', { source: '198.18.0.9:5000', destination: '198.18.0.7:61000', tiedBy: 'source' }),
      ],
    },
  ],
  ['no media were captured', { streams: [] }],
  ['both are in the same private network', { callerHost: '10.0.0.1', calleeHost: '10.0.0.2', streams: [fromCaller] }],
  ['a public address', { exchanges: [exchange({ caller: { address: '198.18.0.7' } })], streams: [fromCaller] }],
  [
    'ICE has other candidates',
    { exchanges: [{ ...behindNat[0], lines: [{ ...behindNat[0].lines[0], ice: true }] }], streams: [fromCaller] },
  ],
  [
    'on hold',
    {
      exchanges: [
        exchange({
          caller: { address: '192.168.1.5', direction: 'sendonly' },
          callee: { address: '198.18.0.9', direction: 'recvonly' },
        }),
      ],
      streams: [fromCaller],
    },
  ],
  ['two seconds of talk', { ended: 3000, streams: [fromCaller] }],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
