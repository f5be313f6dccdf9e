import { expect, test } from 'vitest';
import { LegColumns } from '../../../collector/query/leg-columns.ts';
import { EPOCH, trace } from '../../support/trace.ts';

test('messages and transactions point at each other', () => {
  const t = trace()
    .request('INVITE', { headers: ['Proxy-Authorization: Digest x'] })
    .request('INVITE', { at: 500 })
    .response(180, 'INVITE', { at: 700, toTag: 'b' })
    .response(200, 'INVITE', { at: 900, toTag: 'b' })
    .request('ACK', { toTag: 'b', branch: 'z9hG4bK-ack' });
  const { messages, transactions, messagesCut } = new LegColumns(t.store, t.store.legs[0]);
  expect(messages.map(({ transaction }) => transaction)).toEqual([0, 0, 0, 0, 1]);
  expect(messages[1]).toMatchObject({ isRequest: true, method: 'INVITE', statusCode: 0, retransmission: true });
  expect(messages[3]).toMatchObject({ isRequest: false, method: 'INVITE', statusCode: 200, source: '10.0.0.2:5060' });
  expect(transactions).toMatchObject([
    {
      method: 'INVITE',
      source: '10.0.0.1:5060',
      destination: '10.0.0.2:5060',
      hasCredentials: true,
      inDialog: false,
      request: 0,
      provisional: 2,
      final: 3,
      finalCode: 200,
      messages: [0, 1, 2, 3],
      retransmissions: 1,
    },
    { method: 'ACK', request: -1, final: -1, messages: [4] },
  ]);
  expect(messagesCut).toBe(0);
});

test('copies of another capture point are left out', () => {
  const t = trace().request('INVITE', { fingerprint: 7 }).request('INVITE', { at: 1, fingerprint: 7 });
  const { messages, messagesCut } = new LegColumns(t.store, t.store.legs[0]);
  expect(messages).toHaveLength(1);
  expect(messagesCut).toBe(0);
});

test('a leg of very many messages is looked at in part, and the rest is counted', () => {
  const t = trace();
  for (let i = 0; i < 10_003; i++) t.request('OPTIONS', { cseq: i + 1 });
  const { messages, messagesCut } = new LegColumns(t.store, t.store.legs[0]);
  expect(messages).toHaveLength(10_000);
  expect(messagesCut).toBe(3);
});

test('of such a leg, transactions that begin beyond the limit are left out too', () => {
  const t = trace();
  for (let i = 0; i < 10_003; i++) t.request('OPTIONS', { cseq: i + 1 });
  const { transactions } = new LegColumns(t.store, t.store.legs[0]);
  expect([transactions.length, transactions[0].cseq, transactions.at(-1)?.cseq]).toEqual([10_000, 1, 10_000]);
});

test('a transaction known by a response alone has no request', () => {
  const t = trace().response(200, 'INVITE', { toTag: 'b' });
  expect(new LegColumns(t.store, t.store.legs[0]).transactions).toMatchObject([
    { source: '10.0.0.1:5060', destination: '10.0.0.2:5060', request: -1, final: 0 },
  ]);
});

test('a transaction starts with its request, or with what else was seen of it', () => {
  const known = trace().request('INVITE', { at: 0 }).response(200, 'INVITE', { at: 900, toTag: 'b' });
  expect(new LegColumns(known.store, known.store.legs[0]).transactions[0].startTime).toBe(EPOCH);
  const orphan = trace().response(200, 'INVITE', { at: 900, toTag: 'b' });
  expect(new LegColumns(orphan.store, orphan.store.legs[0]).transactions[0].startTime).toBe(EPOCH + 900_000);
});
