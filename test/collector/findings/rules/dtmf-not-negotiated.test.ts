import { expect, test } from 'vitest';
import { dtmfNotNegotiated } from '../../../../collector/findings/rules/dtmf-not-negotiated.ts';
import { EVENTS, exchange, type MediaCase, type MessageCase, mediaLeg, stream } from '../../../support/media-leg.ts';

const PCMA = { payloadType: 8, name: 'PCMA/8000' };
const both = exchange({ caller: { codecs: [PCMA, EVENTS] }, callee: { codecs: [PCMA, EVENTS] }, dtmf: true });
const keys = (payloadType: number, dtmf = '12') =>
  stream('caller', {
    dtmf,
    payloadTypes: [
      { payloadType: 8, codec: 'PCMA', packets: 900 },
      { payloadType, codec: 'telephone-event', packets: 30 },
    ],
  });
const check = (what: MediaCase) => dtmfNotNegotiated.check(mediaLeg(what));

function info(digits: string, code: number, contentType = 'application/dtmf-relay'): MessageCase[] {
  const dialogue: MessageCase[] = [
    { at: 0, line: 'INVITE', hasSdp: true },
    { at: 1000, line: '200 INVITE', hasSdp: true },
  ];
  [...digits].forEach((digit, i) => {
    const common = { cseq: 10 + i, transaction: 1 + i, inDialog: true };
    const text = `From: <sip:alice@example.com>;tag=a\nContent-Type: ${contentType}\n\nSignal=${digit}\nDuration=160\n`;
    dialogue.push(
      { at: 5000 + i * 500, line: 'INFO', text, ...common },
      { at: 5010 + i * 500, line: `${code} INFO`, ...common },
    );
  });
  return dialogue;
}

test('telephone events that the receiver did not agree to', () => {
  const exchanges = [exchange({ caller: { codecs: [PCMA, EVENTS] } })];
  const found = check({ exchanges, streams: [keys(101)] });
  expect(found).toMatchObject([{ severity: 'warning', confidence: 'high', streams: ['test:caller'] }]);
  expect(found[0].message).toContain('which the callee did not agree to');
});

test('what looks like telephone events, and nobody named it', () => {
  const unnamed = stream('caller', {
    payloadTypes: [
      { payloadType: 8, codec: 'PCMA', packets: 900 },
      { payloadType: 101, codec: 'PT 101', packets: 30 },
    ],
  });
  const found = check({ streams: [unnamed] });
  expect(found).toMatchObject([{ confidence: 'medium' }]);
  expect(found[0].message).toContain('what looks like keys as telephone-event (payload type 101)');
});

test('telephone events under a number that the receiver did not write', () => {
  const exchanges = [
    exchange({ caller: { codecs: [PCMA, EVENTS] }, callee: { codecs: [PCMA, { ...EVENTS, payloadType: 96 }] } }),
  ];
  expect(check({ exchanges, streams: [keys(101)] })[0].message).toBe(
    'The caller sends keys with payload type 101, but the callee expects telephone-event as 96.',
  );
});

test('the same keys by INFO and by RTP', () => {
  const found = check({ exchanges: [both], streams: [keys(101)], messages: info('12', 200) });
  expect(found).toMatchObject([{ severity: 'warning', evidence: [2, 4], confidence: 'high', rfc: 'RFC 6086 §1' }]);
  expect(found[0].message).toContain('sent the keys 12 twice');
});

test('INFO that is refused', () => {
  const found = check({ exchanges: [both], messages: info('5#', 415) });
  expect(found).toMatchObject([{ evidence: [2, 4], rfc: 'RFC 6086 §4.2.2' }]);
  expect(found[0].message).toBe('10.0.0.2:5060 refused the keys 5# sent by INFO with 415.');
});

test.each<[string, MediaCase]>([
  ['agreed telephone events', { exchanges: [both], streams: [keys(101)] }],
  ['INFO alone', { exchanges: [both], messages: info('12', 200) }],
  ['other keys by INFO than by RTP', { exchanges: [both], streams: [keys(101, '77')], messages: info('12', 200) }],
  [
    'INFO about something else',
    { exchanges: [both], streams: [keys(101)], messages: info('12', 415, 'application/media_control+xml') },
  ],
  [
    'two stray packets',
    {
      streams: [stream('caller', { payloadTypes: [{ payloadType: 101, codec: 'telephone-event', packets: 2 }] })],
    },
  ],
  ['no SDP seen', { exchanges: [], streams: [keys(101)] }],
])('not told: %s', (_, what) => {
  expect(check(what)).toEqual([]);
});
