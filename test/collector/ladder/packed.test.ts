import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildLadder } from '../../../collector/ladder/ladder.ts';
import { packLadder, unpackLadder } from '../../../collector/ladder/packed.ts';
import type { LadderDiagram, LadderMessage } from '../../../collector/model/ladder.ts';
import { FIXTURES, readCapture } from '../../support/captures.ts';
import { LADDER_START, ladderScript, ladderMessage as m } from '../../support/ladder-script.ts';

const A = '10.0.0.1';
const B = '10.0.0.2';

const FULL: LadderMessage = {
  type: 'message',
  index: 7,
  time: LADDER_START,
  from: 0,
  to: 1,
  sourcePort: 5060,
  destinationPort: 5062,
  sourceAddress: A,
  destinationAddress: B,
  transport: 'UDP',
  label: '180 Ringing',
  statusCode: 180,
  method: 'INVITE',
  cseq: -1,
  transaction: -1,
  leg: 3,
  sdp: 'PCMA',
  hasSdp: true,
  retransmission: true,
  retransmissionOf: 2,
  duplicates: 1,
  copies: [{ index: 8, time: LADDER_START + 1, point: 'eth1' }],
  responseTime: 0.801,
  length: 900,
  faults: ['truncated'],
};
const BARE: LadderMessage = {
  ...FULL,
  index: 2,
  time: LADDER_START - 5,
  sourceAddress: undefined,
  destinationAddress: undefined,
  label: 'INVITE',
  retransmission: false,
  retransmissionOf: undefined,
  copies: undefined,
  responseTime: undefined,
  faults: [],
};

function sent(ladder: LadderDiagram): LadderDiagram {
  return unpackLadder(JSON.parse(JSON.stringify(packLadder(ladder))));
}

function of(...rows: LadderDiagram['rows']): LadderDiagram {
  return { hosts: [], rows, omitted: 2, legs: [3] };
}

test('every field comes over, where some have it and where all or none do', () => {
  const ladders = [of(), of(FULL), of(BARE), of(FULL, BARE), of(BARE, FULL, FULL), of(BARE, BARE)];
  for (const ladder of ladders) expect(sent(ladder)).toEqual(ladder);
});
test('what is no message keeps its place, at both ends too', () => {
  const gap = (time: number) => ({ type: 'gap' as const, time, duration: 6000 });
  for (const ladder of [of(gap(1)), of(gap(1), FULL, gap(2), gap(3), BARE, gap(4)), of(FULL, gap(1), FULL)])
    expect(sent(ladder)).toEqual(ladder);
});
test('ladders of the fixtures come over as they are', async () => {
  let ladders = 0;
  for (const name of readdirSync(FIXTURES).filter(file => /\.pcap(?:ng)?$/.test(file))) {
    const capture = await readCapture(join(FIXTURES, name));
    for (let leg = 0; leg < 50; leg++) {
      const ladder = capture.call(leg)?.ladder;
      if (ladder === undefined) break;
      expect(sent(ladder)).toEqual(ladder);
      ladders++;
    }
  }
  expect(ladders).toBeGreaterThan(100);
});
test('a long ladder takes a fraction of the bytes', () => {
  const call = Array.from({ length: 500 }, (_, at) => [
    m(at * 40, A, B, 'INFO', { cseq: at, transaction: at }),
    m(at * 40 + 3, B, A, '200 OK', { cseq: at, transaction: at, method: 'INFO' }),
  ]);
  const ladder = buildLadder(ladderScript(...call.flat()));
  expect(JSON.stringify(packLadder(ladder)).length * 7).toBeLessThan(JSON.stringify(ladder).length);
});
