// Builders for ladders as the page gets them.

import type { LadderDiagram, LadderMessage } from '../../server/wire/types.ts';

export function ladderMessage(index: number, more: Partial<LadderMessage> = {}): LadderMessage {
  return {
    type: 'message',
    index,
    time: 1_768_471_331_000_000 + index * 1000,
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
    length: 500,
    faults: [],
    ...more,
  };
}

/** `count` messages to and fro between two hosts, ten to a transaction. */
export function ladder(count: number): LadderDiagram {
  return {
    hosts: [
      { column: 0, label: 'sbc-1', address: '10.0.0.7', ports: [5060] },
      { column: 1, label: '2001:db8::3', address: '2001:db8::3', ports: [5060, 5080] },
    ],
    rows: Array.from({ length: count }, (_, index) =>
      ladderMessage(index, { from: index % 2, to: 1 - (index % 2), transaction: Math.floor(index / 10) }),
    ),
    omitted: 0,
  };
}
