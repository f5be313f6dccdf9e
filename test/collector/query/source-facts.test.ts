import { expect, test } from 'vitest';
import { sourcesOf } from '../../../collector/query/source-facts.ts';
import { EPOCH, trace } from '../../support/trace.ts';

const from = '10.0.0.66:5060';

test('legs by who opened them: accepted, refused, unanswered', () => {
  const t = trace()
    .request('REGISTER', { callId: 'a', from, at: 0 })
    .response(200, 'REGISTER', { callId: 'a', to: from })
    .request('REGISTER', { callId: 'b', from })
    .response(403, 'REGISTER', { callId: 'b', to: from })
    .request('INVITE', { callId: 'c', from })
    .request('OPTIONS', { callId: 'd', from: '10.0.0.9:5060', at: 100 })
    .wait(60_000);
  expect(sourcesOf(t.store, 9)).toMatchObject([
    {
      address: '10.0.0.66',
      legs: 3,
      accepted: 1,
      refused: 1,
      unanswered: 1,
      targets: 1,
      oneTarget: 'bob',
      mostAboutOne: 1,
      messages: [2, 4],
      asksOnly: false,
      firstRequest: 0,
      firstTime: EPOCH,
    },
    { address: '10.0.0.9', legs: 1, unanswered: 1, mostAboutOne: 0, asksOnly: true },
  ]);
});

test('many tries under one Call-ID count as many', () => {
  const t = trace();
  for (let cseq = 1; cseq <= 5; cseq++)
    t.request('REGISTER', { cseq, from }).response(403, 'REGISTER', { cseq, to: from });
  expect(sourcesOf(t.store, 9)).toMatchObject([{ legs: 1, refused: 1, mostAboutOne: 5 }]);
});

test('a challenge that is answered is no refusal; busy and cancelled are none either', () => {
  const t = trace()
    .request('REGISTER', { callId: 'a' })
    .response(401, 'REGISTER', { callId: 'a' })
    .request('REGISTER', { callId: 'a', cseq: 2 })
    .response(200, 'REGISTER', { callId: 'a', cseq: 2 })
    .request('INVITE', { callId: 'b' })
    .response(486, 'INVITE', { callId: 'b', toTag: 'b' });
  expect(sourcesOf(t.store, 9)).toEqual([]);
  t.request('REGISTER', { callId: 'c' }).response(403, 'REGISTER', { callId: 'c' });
  expect(sourcesOf(t.store, 9)).toMatchObject([{ legs: 3, refused: 1, unanswered: 0, accepted: 1 }]);
});

test('legs of which no request was seen are left out', () => {
  const t = trace()
    .request('OPTIONS', { callId: 'a', from: '10.0.0.3:5060' })
    .response(404, 'REGISTER', { callId: 'b', to: '10.0.0.4:5060' });
  expect(sourcesOf(t.store, 9)).toMatchObject([{ address: '10.0.0.3', legs: 1, refused: 0 }]);
});

test('all ports of a host count, those where all went well too', () => {
  const t = trace()
    .request('REGISTER', { callId: 'a', from: '10.0.0.3:1000', at: 0 })
    .response(200, 'REGISTER', { callId: 'a', to: '10.0.0.3:1000' })
    .request('REGISTER', { callId: 'b', from: '10.0.0.3:2000' })
    .response(403, 'REGISTER', { callId: 'b', to: '10.0.0.3:2000' })
    .request('REGISTER', { callId: 'c', from: '10.0.0.4:2000' })
    .response(200, 'REGISTER', { callId: 'c', to: '10.0.0.4:2000' });
  expect(sourcesOf(t.store, 9)).toMatchObject([
    { address: '10.0.0.3', legs: 2, accepted: 1, refused: 1, firstRequest: 0, firstTime: EPOCH },
  ]);
});

test('who sends OPTIONS from one port and something else from another is no scanner', () => {
  const t = trace()
    .request('OPTIONS', { callId: 'a', from: '10.0.0.3:1000' })
    .request('INVITE', { callId: 'b', from: '10.0.0.3:2000' })
    .response(200, 'INVITE', { callId: 'b', to: '10.0.0.3:2000', toTag: 'b' });
  expect(sourcesOf(t.store, 9)).toEqual([]);
});

test('those of which most came to nothing come first, of equal ones who came first', () => {
  const t = trace();
  const tries = (host: number, count: number) => {
    for (let i = 0; i < count; i++) {
      const words = { callId: `${host}-${i}` };
      t.request('REGISTER', { ...words, from: `10.0.0.${host}:5060` });
      t.response(403, 'REGISTER', { ...words, to: `10.0.0.${host}:5060` });
    }
  };
  tries(5, 1);
  tries(6, 3);
  tries(4, 1);
  const addresses = (limit: number) => sourcesOf(t.store, limit).map(({ address, legs }) => `${address} ${legs}`);
  expect(addresses(9)).toEqual(['10.0.0.6 3', '10.0.0.5 1', '10.0.0.4 1']);
  expect(addresses(2)).toEqual(['10.0.0.6 3', '10.0.0.5 1']);
});
