import { expect, test } from 'vitest';
import { buildLadder } from '../../../collector/ladder/ladder.ts';
import { durationWords, headLines, makeArrowWords, makeClock } from '../../../collector/ladder/words.ts';
import type { LadderLine } from '../../support/ladder-script.ts';
import { LADDER_START, ladderScript, ladderMessage as m } from '../../support/ladder-script.ts';

const A = '10.0.0.1';
const B = '10.0.0.2';

function words(...script: readonly LadderLine[]): readonly string[] {
  const diagram = buildLadder(ladderScript(...script));
  const arrowWords = makeArrowWords(diagram);
  return diagram.rows.flatMap(row => (row.type === 'message' ? [arrowWords(row)] : []));
}

test('SDP is told with its codecs, and without when there are none', () => {
  expect(
    words(m(0, A, B, 'INVITE', { hasSdp: true, sdp: 'PCMU PCMA' }), m(1, B, A, '200 OK', { hasSdp: true })),
  ).toEqual(['INVITE (SDP PCMU PCMA)', '200 OK (SDP)']);
});

test('a retransmission says only that', () => {
  expect(words(m(0, A, B, 'INVITE', { hasSdp: true, sdp: 'PCMU', retransmissionOf: 0 }))).toEqual([
    'INVITE (retransmission)',
  ]);
});

test('words without end are cut', () => {
  const [text] = words(m(0, A, B, 'INVITE', { label: 'x'.repeat(65_000) }));
  expect(text).toBe(`${'x'.repeat(300)}…`);
});

test('an answer names its method where answers to several are there, but INVITE', () => {
  const bye = { method: 'BYE', transaction: 2 };
  expect(words(m(0, B, A, '200 OK'), m(1, B, A, '200 OK', bye))).toEqual(['200 OK', '200 OK (BYE)']);
  expect(words(m(1, B, A, '200 OK', bye))).toEqual(['200 OK']);
});

test('ports are told where a host has several', () => {
  expect(words(m(0, `${A}:5070`, B, 'INVITE'), m(1, `${A}:5060`, B, 'INVITE'), m(2, B, `${A}:5060`, '200 OK'))).toEqual(
    ['INVITE (from :5070)', 'INVITE (from :5060)', '200 OK (to :5060)'],
  );
});

test('transports are told where there are several', () => {
  expect(words(m(0, A, B, 'INVITE', { transport: 'TCP' }), m(1, B, A, '200 OK'))).toEqual([
    'INVITE (TCP)',
    '200 OK (UDP)',
  ]);
});

test.each([
  [0, '0 ms'],
  [3.2, '3.2 ms'],
  [340, '340 ms'],
  [12_345, '12.35 s'],
  [125_000, '2 min 05 s'],
  [12_000_000, '3 h 20 min'],
])('%d ms read as %s', (duration, text) => {
  expect(durationWords(duration)).toBe(text);
});

test('the head of a column shows a name, the address and at most three ports', () => {
  const host = { column: 0, address: '::1', label: '::1', ports: [5060] };
  expect(headLines(host)).toEqual(['[::1]:5060']);
  expect(headLines({ ...host, label: 'proxy', ports: [1, 2, 3, 4, 5] })).toEqual(['proxy', '::1', ':1 :2 :3 +2 ports']);
});

test('clocks count absolutely, from the first row or from the row before', () => {
  const diagram = buildLadder(ladderScript(m(0, A, B, 'INVITE'), m(1500.001, B, A, '200 OK')));
  const time = LADDER_START + 1_500_001;
  expect(makeClock(diagram, 'absolute')).toMatchObject({ head: '2026-01-02 UTC' });
  expect(makeClock(diagram, 'absolute').words(time, undefined)).toBe('03:04:06.500001');
  expect(makeClock(diagram, 'relative').words(time, undefined)).toBe('+1.500001');
  expect(makeClock(diagram, 'delta').words(time, time + 1)).toBe('-0.000001');
});

test('a timestamp beyond all calendars is shown as it is', () => {
  const diagram = buildLadder(ladderScript({ ...m(0, A, B, 'INVITE'), time: 2 ** 64 }));
  expect(makeClock(diagram, 'absolute').words(2 ** 64, undefined)).toContain('invalid-time');
});
