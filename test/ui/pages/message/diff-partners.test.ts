import { expect, test } from 'vitest';
import type { LadderMessage } from '../../../../server/wire/types.ts';
import { partnersOf } from '../../../../ui/pages/message/diff-partners.ts';

function arrow(index: number, more: Partial<LadderMessage>): LadderMessage {
  return {
    type: 'message',
    index,
    time: index * 1000,
    from: 0,
    to: 1,
    sourcePort: 5060,
    destinationPort: 5060,
    transport: 'UDP',
    label: 'INVITE',
    statusCode: 0,
    method: 'INVITE',
    cseq: 1,
    transaction: 1,
    leg: 0,
    sdp: '',
    hasSdp: false,
    retransmission: false,
    retransmissionOf: undefined,
    duplicates: 0,
    responseTime: undefined,
    length: 1,
    faults: [],
    ...more,
  };
}
const rows = [
  arrow(1, {}),
  arrow(2, { retransmissionOf: 1, retransmission: true }),
  arrow(3, { from: 1, to: 2, transaction: 2 }),
  arrow(4, { statusCode: 200, label: '200 OK', from: 1, to: 0 }),
  arrow(5, { cseq: 2, transaction: 3 }),
  arrow(6, { leg: 7, transaction: 4 }),
];
const found = (index: number): readonly string[] =>
  partnersOf(rows, index).map(({ reason, message }) => `${reason} ${message.index}`);

test('a request has its repetition, its next hop, its twin on another leg', () => {
  expect(found(1)).toEqual(['repeated-by 2', 'next-hop 3', 'other-leg 6']);
});
test('a repetition has what it repeats', () => {
  expect(found(2)[0]).toBe('repeats 1');
});
test('a later request of the dialog has the one before it', () => {
  expect(found(5)).toContain('earlier 3');
});
test('an answer has what it answers', () => {
  expect(found(4)).toEqual(['transaction 2']);
});
test('a message that the ladder does not have has none', () => {
  expect(found(99)).toEqual([]);
});
