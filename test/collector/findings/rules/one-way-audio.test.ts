import { describe, expect, test } from 'vitest';
import { oneWayAudio } from '../../../../collector/findings/rules/one-way-audio.ts';
import type { RtcpSummary } from '../../../../collector/model/stream.ts';
import { at, CALLEE, exchange, type MediaCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const check = (what: MediaCase) => oneWayAudio.check(mediaLeg(what));
const fromCaller = stream('caller');

describe('told', () => {
  test('a call of 20 s with RTP of the caller alone', () => {
    const found = check({ streams: [fromCaller] });
    expect(found).toMatchObject([
      { severity: 'error', confidence: 'high', evidence: [0, 1], streams: ['test:caller'], time: at(1000) },
    ]);
    expect(found[0].message).toBe(
      'The caller heard nothing: in 20 s no RTP went to 10.0.0.1:4000, while the callee got 1000 packets from 10.0.0.1:4000.',
    );
  });

  test('a direction that falls silent with a re-INVITE, with that re-INVITE as evidence', () => {
    const exchanges = [
      exchange(),
      exchange({ offered: 9900, answered: 10_000, offer: 5, answer: 6, callee: { address: '10.0.0.9' } }),
    ];
    const fromCallee = stream('callee', { endTime: at(9950) });
    const found = check({
      exchanges,
      streams: [fromCaller, fromCallee, stream('caller', { destination: '10.0.0.9:5000' })],
    });
    expect(found).toMatchObject([{ evidence: [5, 6], time: at(10_000) }]);
    expect(found[0].message).toContain('; at other times it was sent 1000 packets');
  });

  test('with little confidence when frames were lost, or no two hosts were seen both ways', () => {
    expect(check({ streams: [fromCaller], hasLosses: true })).toMatchObject([{ confidence: 'low' }]);
    expect(check({ streams: [fromCaller], vantage: { seesBothWays: false } })).toMatchObject([{ confidence: 'low' }]);
  });

  test('with medium confidence when nothing of the silent host was ever seen', () => {
    const relayed = [exchange({ callee: { address: '10.9.9.9' } })];
    const heard = stream('caller', { destination: '10.9.9.9:5000' });
    expect(check({ exchanges: relayed, streams: [heard], vantage: { hears: () => false } })).toMatchObject([
      { confidence: 'medium' },
    ]);
  });
});

const rtcp = (senderReports: number, receiverReports: number): RtcpSummary => ({
  senderReports,
  receiverReports,
  byes: 0,
});
const reported = (ofCaller: RtcpSummary, ofCallee: RtcpSummary): MediaCase => ({
  streams: [stream('caller', { rtcp: ofCaller }), stream('callee', { rtcp: ofCallee })],
});

test('told: both directions pass, but the receiver of one of them never reports on it', () => {
  const found = check(reported(rtcp(3, 3), rtcp(3, 0)));
  expect(found).toMatchObject([{ severity: 'warning', confidence: 'medium', streams: ['test:callee', 'test:caller'] }]);
  expect(found[0].message).toContain('none of the 3 RTCP reports of the caller speaks of it');
});

test.each<[string, MediaCase]>([
  ['both report', reported(rtcp(3, 3), rtcp(3, 3))],
  ['nobody reports', reported(rtcp(3, 0), rtcp(3, 0))],
  ['a single report', reported(rtcp(1, 1), rtcp(1, 0))],
  [
    'a call of six seconds',
    { streams: reported(rtcp(3, 3), rtcp(3, 0)).streams?.map(one => ({ ...one, endTime: at(7000) })) ?? [] },
  ],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});

describe('not told', () => {
  test.each<[string, MediaCase]>([
    [
      'RTP of the other direction that is tied to another leg of a B2BUA',
      {
        streams: [fromCaller],
        vantage: { reaches: endpoint => endpoint === '10.0.0.1:4000' },
      },
    ],
    ['audio both ways', { streams: [fromCaller, stream('callee')] }],
    ['a few packets of comfort noise the other way', { streams: [fromCaller, stream('callee', { packets: 4 })] }],
    [
      'hold: the callee sends music, the caller is recvonly',
      {
        exchanges: [exchange({ caller: { direction: 'recvonly' }, callee: { direction: 'sendonly' } })],
        streams: [stream('callee')],
      },
    ],
    [
      'inactive on both sides',
      {
        exchanges: [exchange({ caller: { direction: 'inactive' }, callee: { direction: 'inactive' } })],
        streams: [fromCaller],
      },
    ],
    [
      'hold as of old, to 0.0.0.0',
      { exchanges: [exchange({ caller: { address: '0.0.0.0' } })], streams: [fromCaller] },
    ],
    ['three seconds of talk', { ended: 4000, streams: [fromCaller] }],
    [
      'early media before an answer that never came',
      { answered: undefined, ended: 30_000, streams: [stream('callee')] },
    ],
    ['a fax', { exchanges: [exchange({ media: 'image', t38: true })], streams: [fromCaller] }],
    ['a refused line', { exchanges: [exchange({ callee: { port: 0 } })], streams: [fromCaller] }],
    [
      'symmetric RTP behind a NAT',
      {
        exchanges: [exchange({ caller: { address: '192.168.1.5' } })],
        streams: [
          stream('caller', { source: '203.0.113.7:61000' }),
          stream('callee', { destination: '203.0.113.7:61000', tiedBy: 'source' }),
        ],
      },
    ],
    [
      'the other direction moved to the address of a re-INVITE',
      {
        exchanges: [
          exchange(),
          exchange({ offered: 1900, answered: 2000, offer: 5, answer: 6, caller: { address: '10.0.0.8' } }),
        ],
        streams: [
          stream('caller', { source: '10.0.0.8:4000' }),
          stream('callee', { destination: '10.0.0.8:4000', startTime: at(2050) }),
        ],
      },
    ],
    ['no RTP at all', { streams: [] }],
    [
      'an offer that nobody answered',
      { exchanges: [exchange({ answer: undefined, answered: undefined })], streams: [fromCaller] },
    ],
    [
      'a relay with two hops, both directions on one of them',
      {
        streams: [
          fromCaller,
          stream('caller', { source: '10.0.0.7:7000', destination: `${CALLEE}:5000` }),
          stream('callee'),
        ],
      },
    ],
  ])('%s', (_, what) => {
    expect(check(what)).toEqual([]);
  });
});
