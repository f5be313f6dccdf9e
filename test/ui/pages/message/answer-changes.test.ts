import { expect, test } from 'vitest';
import type { MediaLine, MediaSession, MediaSide } from '../../../../server/wire/types.ts';
import { answerChanges, exchangeAnsweredBy } from '../../../../ui/pages/message/answer-changes.ts';

const side = (more: Partial<MediaSide> = {}): MediaSide => ({
  address: 'a',
  port: 4000,
  rtcpPort: 4001,
  rtcpAddress: 'a',
  direction: 'sendrecv',
  codecs: ['PCMA/8000', 'PCMU/8000'].map((name, payloadType) => ({ name, payloadType })),
  ...more,
});
const line = (offerer: MediaSide, answerer?: MediaSide): MediaLine => ({
  index: 0,
  media: 'audio',
  protocol: 'RTP/AVP',
  offerer,
  ...(answerer === undefined ? {} : { answerer }),
  common: [],
  dtmf: false,
  security: 'none',
  ice: false,
  rtcpMux: false,
  t38: false,
  change: 'added',
});
const codecs = (...names: readonly string[]) => names.map((name, payloadType) => ({ name, payloadType }));

test('an answer that takes the offer as it is changes nothing; held is no change', () => {
  expect(answerChanges(line(side(), side()))).toEqual([]);
  expect(answerChanges(line(side({ direction: 'sendonly' }), side({ direction: 'recvonly' })))).toEqual([]);
  expect(answerChanges(line(side()))).toEqual([]);
});
test('what it leaves out, adds, turns round or refuses is told', () => {
  expect(answerChanges(line(side(), side({ codecs: codecs('PCMU/8000') })))).toEqual([
    { kind: 'codecs', left: ['PCMU/8000'], dropped: ['PCMA/8000'] },
  ]);
  expect(answerChanges(line(side(), side({ codecs: codecs('PCMU/8000', 'PCMA/8000', 'G722/8000') })))).toEqual([
    { kind: 'added', codecs: ['G722/8000'] },
    { kind: 'order' },
  ]);
  expect(answerChanges(line(side({ ptime: 20 }), side({ ptime: 30, direction: 'inactive' })))).toEqual([
    { kind: 'direction', from: 'sendrecv', to: 'inactive' },
    { kind: 'ptime', from: '20', to: '30' },
  ]);
  expect(answerChanges(line(side(), side({ port: 0 })))).toEqual([{ kind: 'refused' }]);
});
test('the exchange is found by the message with its answer', () => {
  const exchange = {
    offer: 1,
    answer: 4,
    offerTime: 0,
    offerIn: 'INVITE',
    offeredBy: 'caller',
    lines: [],
    effects: [],
  } as const;
  const session: MediaSession = { localTag: '', remoteTag: '', exchanges: [exchange], hold: 'none', problems: [] };
  expect(exchangeAnsweredBy([session], 4)).toBe(exchange);
  expect(exchangeAnsweredBy([session], 1)).toBeUndefined();
});
