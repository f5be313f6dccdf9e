import { describe, expect, test } from 'vitest';
import { sdp, talk } from '../../support/offer-answer.ts';

const OFFER = sdp({ address: '192.0.2.1', port: 4000 });
const ANSWER = sdp({ address: '198.51.100.2', port: 5000, codecs: ['8'] });

describe('an offer and its answer', () => {
  test('in INVITE and 200', () => {
    const session = talk().invite(OFFER).answer(180).answer(200, ANSWER).ack().session();
    expect(session).toMatchObject({ localTag: 'a', remoteTag: 'b', hold: 'none', problems: [] });
    expect(session.exchanges).toMatchObject([
      { offer: 0, answer: 2, offerIn: 'INVITE', answerIn: '2xx', offeredBy: 'caller', effects: [] },
    ]);
    expect(session.exchanges[0].lines).toMatchObject([
      {
        media: 'audio',
        offerer: { address: '192.0.2.1', port: 4000, rtcpPort: 4001 },
        answerer: { address: '198.51.100.2', port: 5000 },
        common: ['PCMA/8000'],
        change: 'added',
      },
    ]);
  });

  test('in 200 and ACK, when the INVITE has none', () => {
    const session = talk().invite().answer(200, OFFER).ack(ANSWER).session();
    expect(session.exchanges).toMatchObject([
      { offer: 1, answer: 2, offerIn: '2xx', answerIn: 'ACK', offeredBy: 'callee' },
    ]);
    expect(session.problems).toEqual([]);
  });

  test('in a reliable 183 and PRACK, when the INVITE has none', () => {
    const session = talk()
      .invite()
      .answer(183, OFFER, { rseq: 9 })
      .request('PRACK', ANSWER, { rack: 9 })
      .answer(200)
      .answer(200, OFFER, { cseq: 1, method: 'INVITE' })
      .ack(undefined, { cseq: 1 })
      .session();
    expect(session.exchanges).toMatchObject([{ offerIn: '183', answerIn: 'PRACK', offeredBy: 'callee' }]);
    expect(session.problems).toEqual([]);
  });

  test('in INVITE and a reliable 183, then PRACK and its 200, then UPDATE of the callee', () => {
    const session = talk()
      .invite(OFFER)
      .answer(183, ANSWER, { rseq: 1 })
      .request('PRACK', sdp({ version: 2, port: 4010 }), { rack: 1 })
      .answer(200, ANSWER)
      .request('UPDATE', sdp({ version: 2, address: '198.51.100.2', port: 5002, codecs: ['8'] }), { by: 'callee' })
      .answer(200, sdp({ version: 3, port: 4010, codecs: ['8'] }), { by: 'caller' })
      .answer(200, undefined, { cseq: 1, method: 'INVITE' })
      .session();
    expect(session.exchanges.map(one => [one.offerIn, one.answerIn, one.offeredBy])).toEqual([
      ['INVITE', '183', 'caller'],
      ['PRACK', '2xx', 'caller'],
      ['UPDATE', '2xx', 'callee'],
    ]);
    expect(session.exchanges.map(one => one.effects)).toEqual([
      ['early media'],
      ['address changed'],
      ['address changed'],
    ]);
    expect(session.problems).toEqual([]);
  });

  test('shown early by an unreliable 183 and given by the 200: one exchange', () => {
    const session = talk().invite(OFFER).answer(183, ANSWER).answer(200, ANSWER).ack().session();
    expect(session.exchanges).toMatchObject([{ answer: 2, answerIn: '2xx', effects: ['early media'] }]);
    expect(session.problems).toEqual([]);
  });

  test('of a 200 that differs from the 183 before it: the 200 counts, and it is told', () => {
    const announcement = sdp({ address: '203.0.113.9', port: 9000, codecs: ['0'] });
    const session = talk().invite(OFFER).answer(183, announcement).answer(200, ANSWER).ack().session();
    expect(session.exchanges[0].lines[0].answerer?.address).toBe('198.51.100.2');
    expect(session.problems).toEqual([
      'the answer in the 200 (CSeq 1) differs from that of the 183 before it (RFC 3261 §13.2.1)',
    ]);
  });

  test('of a call that ends while it rings stays as it was shown', () => {
    const session = talk().invite(OFFER).answer(183, ANSWER).answer(487).ack().session();
    expect(session.exchanges).toMatchObject([
      { answerIn: '183', rejected: 487, effects: ['early media', 'refused 487'] },
    ]);
  });

  test('that nobody answered is told alone', () => {
    expect(talk().invite(OFFER).session().exchanges).toMatchObject([
      { offer: 0, lines: [{ common: [] }], effects: [] },
    ]);
    expect(talk().invite().answer(486).sessions()).toEqual([]);
  });
});

describe('a change', () => {
  test('by hold and resume', () => {
    const held = talk()
      .invite(OFFER)
      .answer(200, ANSWER)
      .ack()
      .invite(sdp({ direction: 'sendonly', version: 2 }))
      .answer(200, sdp({ address: '198.51.100.2', port: 5000, codecs: ['8'], direction: 'recvonly', version: 2 }))
      .ack();
    expect(held.session()).toMatchObject({ hold: 'caller', problems: [] });
    expect(held.session().exchanges[1].effects).toEqual(['hold']);
    const resumed = held
      .invite(sdp({ version: 3 }))
      .answer(200, sdp({ address: '198.51.100.2', port: 5000, codecs: ['8'], version: 3 }));
    expect(resumed.session()).toMatchObject({ hold: 'none', problems: [] });
    expect(resumed.session().exchanges[2].effects).toEqual(['resume']);
  });

  test('that is refused leaves what stood before', () => {
    const session = talk()
      .invite(OFFER)
      .answer(200, ANSWER)
      .ack()
      .invite(sdp({ direction: 'inactive', version: 2 }))
      .answer(488)
      .ack()
      .session();
    expect(session.hold).toBe('none');
    expect(session.exchanges).toMatchObject([{}, { rejected: 488, effects: ['refused 488'] }]);
  });

  test('that crosses one of the other side: both get 491, the second try stands', () => {
    const session = talk()
      .invite(OFFER)
      .answer(200, ANSWER)
      .ack()
      .invite(sdp({ direction: 'sendonly', version: 2 }), { cseq: 2 })
      .invite(sdp({ address: '198.51.100.2', port: 5000, direction: 'sendonly', version: 2 }), {
        cseq: 7,
        by: 'callee',
      })
      .answer(491, undefined, { cseq: 2 })
      .answer(491, undefined, { cseq: 7, by: 'caller' })
      .invite(sdp({ direction: 'sendonly', version: 2 }), { cseq: 3 })
      .answer(200, sdp({ address: '198.51.100.2', port: 5000, codecs: ['8'], direction: 'recvonly', version: 3 }))
      .session();
    expect(session.exchanges.map(one => one.rejected)).toEqual([undefined, 491, 491, undefined]);
    expect(session).toMatchObject({ hold: 'caller', problems: [] });
  });

  test('to T.38 and back', () => {
    const t38 = (address: string): string =>
      `v=0\r\no=- 7 2 IN IP4 ${address}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\nm=image 6000 udptl t38\r\n`;
    const session = talk()
      .invite(OFFER)
      .answer(200, ANSWER)
      .ack()
      .invite(t38('192.0.2.1'))
      .answer(200, t38('198.51.100.2'))
      .ack()
      .invite(sdp({ version: 3 }))
      .answer(200, sdp({ address: '198.51.100.2', port: 5000, codecs: ['8'], version: 3 }))
      .session();
    expect(session.exchanges[1].lines).toMatchObject([
      { media: 'image', t38: true, common: ['t38'], change: 'changed' },
    ]);
    expect(session.exchanges.map(one => one.effects)).toEqual([[], ['T.38'], ['T.38 ended']]);
  });

  test('that adds video, which is refused, then dropped', () => {
    const video = (port: number): string[] => [`m=video ${port} RTP/AVP 31`];
    const session = talk()
      .invite(OFFER)
      .answer(200, ANSWER)
      .invite(sdp({ version: 2, more: video(4002) }))
      .answer(200, sdp({ address: '198.51.100.2', port: 5000, codecs: ['8'], version: 2, more: video(0) }))
      .invite(sdp({ version: 3, more: video(4002) }))
      .answer(200, sdp({ address: '198.51.100.2', port: 5000, codecs: ['8'], version: 3, more: video(5002) }))
      .invite(sdp({ version: 4, more: video(0) }))
      .answer(200, sdp({ address: '198.51.100.2', port: 5000, codecs: ['8'], version: 4, more: video(0) }))
      .session();
    expect(session.exchanges.map(one => one.effects)).toEqual([
      [],
      ['video refused'],
      ['video added'],
      ['video dropped'],
    ]);
    expect(session.problems).toEqual([]);
  });
});

describe('forks', () => {
  test('answer one offer each in a dialog of their own', () => {
    const sessions = talk()
      .invite(OFFER)
      .answer(183, sdp({ address: '203.0.113.1' }), { tag: 'b1' })
      .answer(180, undefined, { tag: 'b2' })
      .answer(486, undefined, { tag: 'b3' })
      .answer(200, ANSWER, { tag: 'b2' })
      .sessions();
    expect(sessions.map(one => one.remoteTag)).toEqual(['b1', 'b2']);
    expect(sessions[0].exchanges).toMatchObject([{ answerIn: '183' }]);
    expect(sessions[1].exchanges).toMatchObject([{ answerIn: '2xx' }]);
    expect(sessions[1].exchanges[0].rejected).toBeUndefined();
  });

  test('that all fail are refused', () => {
    const sessions = talk().invite(OFFER).answer(486, undefined, { tag: 'b1' }).sessions();
    expect(sessions).toMatchObject([{ remoteTag: 'b1', exchanges: [{ rejected: 486 }] }]);
  });
});

describe('what is not counted twice', () => {
  test('a try with credentials takes the place of the challenged one', () => {
    const sessions = talk()
      .invite(OFFER)
      .answer(407, undefined, { tag: 'p' })
      .ack(undefined, { tag: 'p' })
      .invite(OFFER);
    expect(sessions.answer(200, ANSWER).sessions()).toMatchObject([{ exchanges: [{ offer: 3, answerIn: '2xx' }] }]);
    expect(talk().invite(OFFER).answer(407).sessions()).toMatchObject([{ exchanges: [{ rejected: 407 }] }]);
  });

  test('so does a re-INVITE with credentials', () => {
    const session = talk()
      .invite(OFFER)
      .answer(200, ANSWER)
      .invite(sdp({ version: 2 }))
      .answer(401)
      .invite(sdp({ version: 2 }));
    expect(session.answer(200, ANSWER).session().exchanges).toMatchObject([{}, { offer: 4 }]);
  });

  test('hops of one message are one event; what was rewritten is told', () => {
    const session = talk()
      .invite(OFFER, { transaction: 1 })
      .invite(sdp({ address: '203.0.113.7', port: 30000, codecs: ['8', '9'] }), { cseq: 1, transaction: 2 })
      .answer(200, sdp({ address: '198.51.100.2', port: 5000, codecs: ['9'] }), { transaction: 2 })
      .answer(200, sdp({ address: '203.0.113.7', port: 30002, codecs: ['8'] }), { transaction: 1 })
      .session();
    expect(session.exchanges).toMatchObject([{ offer: 0, answer: 2, effects: ['rewritten on the way'] }]);
    // The codec that the proxy added was offered to the callee, so its answer is in order.
    expect(session.problems).toEqual([]);
  });
});

describe('problems', () => {
  const problems = (...said: Parameters<typeof sdp>): string[] => [
    ...talk()
      .invite(OFFER)
      .answer(200, sdp(...said))
      .ack()
      .session().problems,
  ];

  test('a missing answer', () => {
    expect(talk().invite(OFFER).answer(200).ack().session().problems).toEqual([
      'the 200 (CSeq 1) has no answer to the offer of its INVITE (RFC 3261 §13.2.1)',
    ]);
    expect(talk().invite().answer(200).ack().session().problems).toEqual([
      'neither the INVITE (CSeq 1) nor its 200 has an offer (RFC 3261 §13.2.1)',
    ]);
    expect(talk().invite().answer(200, OFFER).ack().session().problems).toEqual([
      'the ACK (CSeq 1) has no answer to the offer in the 2xx (RFC 3261 §13.2.2.4)',
    ]);
  });

  test('an answer that fits no offer', () => {
    expect(problems({ codecs: ['3'] })[0]).toContain('none of its codecs (GSM/8000) was offered (RFC 3264 §6.1)');
    expect(problems({ more: ['m=video 7 RTP/AVP 31'] })[0]).toContain('2 m= lines, the offer 1 (RFC 3264 §6');
  });
});

test('a leg of a thousand forks keeps 64 and says so', () => {
  const flood = talk().invite(OFFER);
  for (let fork = 0; fork < 1000; fork++) flood.answer(183, ANSWER, { tag: `b${fork}` });
  const sessions = flood.sessions();
  expect(sessions).toHaveLength(64);
  expect(sessions.at(-1)?.problems).toEqual(['936 messages of dialogs beyond the first 64 are not looked at']);
});
