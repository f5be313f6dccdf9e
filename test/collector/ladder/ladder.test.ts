import { expect, test } from 'vitest';
import { BEFORE_REQUEST, buildLadder } from '../../../collector/ladder/ladder.ts';
import type { LadderMessage } from '../../../collector/model/ladder.ts';
import type { LadderLine } from '../../support/ladder-script.ts';
import { LADDER_START, ladderScript, ladderMessage as m } from '../../support/ladder-script.ts';

const A = '10.0.0.1';
const B = '10.0.0.2';

function messageRows(...script: readonly LadderLine[]): readonly LadderMessage[] {
  return buildLadder(ladderScript(...script)).rows.filter(row => row.type === 'message');
}

test('rows of the same order in time and capture carry what the message told', () => {
  const rows = messageRows(
    m(0, A, B, 'INVITE', { hasSdp: true, sdp: 'PCMU', cseq: 7, faults: ['truncated'] }),
    m(5, B, A, '200 OK'),
  );
  expect(rows[0]).toMatchObject({
    index: 0,
    from: 0,
    to: 1,
    label: 'INVITE',
    sdp: 'PCMU',
    cseq: 7,
    faults: ['truncated'],
  });
  expect(rows[1]).toMatchObject({ index: 1, from: 1, to: 0, statusCode: 200, time: LADDER_START + 5000 });
});

test('the response time counts from the first request of the transaction, not from its retransmission', () => {
  const rows = messageRows(
    m(0, A, B, 'INVITE'),
    m(500, A, B, 'INVITE', { retransmissionOf: 0 }),
    m(512.5, B, A, '100 Trying'),
  );
  expect(rows.map(row => row.responseTime)).toEqual([undefined, undefined, 512.5]);
  expect(rows.map(row => row.retransmission)).toEqual([false, true, false]);
});

test('a response whose request was not seen has no response time', () => {
  expect(messageRows(m(0, B, A, '200 OK'))[0]?.responseTime).toBeUndefined();
  const apart = messageRows(m(0, A, B, 'X', { transaction: -1 }), m(1, B, A, '200 OK', { transaction: -1 }));
  expect(apart[1]?.responseTime).toBeUndefined();
});

test('a response that the clocks put before its request keeps its place and is marked', () => {
  const rows = messageRows(m(3, A, B, 'INVITE'), m(1, B, A, '200 OK', { faults: ['malformed'] }));
  expect(rows.map(row => row.label)).toEqual(['INVITE', '200 OK']);
  expect(rows[1]).toMatchObject({ responseTime: undefined, faults: ['malformed', BEFORE_REQUEST] });
});

test('a silence of more than five seconds is a row, five seconds are none', () => {
  const { rows } = buildLadder(ladderScript(m(0, A, B, 'INVITE'), m(5000, B, A, '180'), m(11_000, B, A, '200 OK')));
  expect(rows.map(row => row.type)).toEqual(['message', 'message', 'gap', 'message']);
  expect(rows[2]).toEqual({ type: 'gap', time: LADDER_START + 5_000_000, duration: 6000 });
});

test('further captures of a frame fold into its arrow, also when they name one another', () => {
  const rows = messageRows(
    m(0, A, B, 'INVITE'),
    m(1, A, B, 'INVITE', { duplicateOf: 0, point: 'eth1' }),
    m(2, A, B, 'INVITE', { duplicateOf: 1 }),
    m(3, B, A, '100 Trying'),
  );
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    index: 0,
    duplicates: 2,
    copies: [
      { index: 1, point: 'eth1' },
      { index: 2, point: '' },
    ],
  });
  expect(rows[1]?.copies).toBeUndefined();
});

test('a duplicate whose original is not in the ladder is drawn itself', () => {
  const rows = messageRows(m(0, A, B, 'INVITE', { duplicateOf: 99 }), m(1, A, B, 'INVITE', { duplicateOf: 99 }));
  expect(rows.map(row => row.duplicates)).toEqual([0, 0]);
});

test('rows beyond the limit are counted, their hosts stay', () => {
  const diagram = buildLadder(
    ladderScript(m(0, A, B, 'INVITE'), m(9000, B, A, '200 OK'), m(9001, A, '10.0.0.3', 'ACK')),
    undefined,
    2,
  );
  expect(diagram.rows.map(row => row.type)).toEqual(['message', 'gap']);
  expect(diagram.omitted).toBe(2);
  expect(diagram.hosts).toHaveLength(3);
});

test('rows that came out of order are drawn by time', () => {
  const rows = messageRows(
    m(0, A, B, 'INVITE'),
    m(30, A, B, 'BYE', { transaction: 2 }),
    m(10, B, A, '200 OK'),
    m(20, A, B, 'ACK', { transaction: 3 }),
  );
  expect(rows.map(row => row.index)).toEqual([0, 2, 3, 1]);
});

const LOSS = { kind: 'loss', text: '9 frames dropped on eth0' } as const;

test('events stand where their time puts them, also before the first and behind the last message', () => {
  const at = (millis: number) => ({ ...LOSS, time: LADDER_START + millis * 1000 });
  const { rows } = buildLadder(ladderScript(m(0, A, B, 'INVITE'), m(10, B, A, '200 OK')), undefined, undefined, [
    at(20),
    at(-5),
    at(5),
  ]);
  expect(rows.map(row => row.type)).toEqual(['event', 'message', 'event', 'message', 'event']);
  expect(rows[0]).toEqual({ type: 'event', ...LOSS, time: LADDER_START - 5000 });
});

test('an event that belongs to a message stands right before it', () => {
  const { rows } = buildLadder(ladderScript(m(0, A, B, 'INVITE'), m(9000, B, A, '200 OK')), undefined, undefined, [
    { ...LOSS, time: LADDER_START, before: 1 },
  ]);
  expect(rows.map(row => row.type)).toEqual(['message', 'gap', 'event', 'message']);
});

test('an ICMP error is an arrow when both ends are hosts of the call, and never above what it quotes', () => {
  const event = { kind: 'icmp', text: 'port unreachable', message: 0, time: LADDER_START - 1 } as const;
  const { rows } = buildLadder(ladderScript(m(0, A, B, 'INVITE')), undefined, undefined, [
    { ...event, from: { address: B, port: 5060 }, to: { address: A, port: 5060 } },
    { ...event, from: { address: '10.9.9.9' }, to: { address: A, port: 5060 } },
  ]);
  expect(rows).toMatchObject([{ type: 'message' }, { from: 1, to: 0, message: 0 }, { type: 'event' }]);
  expect(rows[2]).not.toHaveProperty('from');
});

test('no messages make an empty diagram', () => {
  expect(buildLadder([])).toEqual({ hosts: [], rows: [], omitted: 0 });
});
