// The ladders that fixtures/ladder/*.txt show: one case a file.

import type { LadderInputEvent, LadderInputMessage } from '../../collector/ladder/ladder.ts';
import { LADDER_START, ladderScript, ladderMessage as m } from './ladder-script.ts';

export interface LadderCase {
  /** Name of the fixture without `.txt`. */
  readonly name: string;
  readonly messages: readonly LadderInputMessage[];
  readonly events?: readonly LadderInputEvent[];
  readonly names?: ReadonlyMap<string, string>;
}

const ALICE = '192.0.2.10';
const PROXY = '198.51.100.1';
const BOB = '203.0.113.20';
const CAROL = '203.0.113.30';
const SDP = { hasSdp: true, sdp: 'PCMU PCMA' } as const;
const SIPP = '127.0.0.1:5070';
const KAMAILIO = '127.0.0.1:5060';
const PHONE = '127.0.0.1:5080';

export const LADDER_CASES: readonly LadderCase[] = [
  {
    name: 'basic-call',
    names: new Map([[ALICE, 'alice']]),
    messages: ladderScript(
      m(0, ALICE, BOB, 'INVITE', SDP),
      m(3.2, BOB, ALICE, '100 Trying'),
      m(212, BOB, ALICE, '180 Ringing'),
      m(3412, BOB, ALICE, '200 OK', { hasSdp: true, sdp: 'PCMU' }),
      m(3430, ALICE, BOB, 'ACK', { transaction: 2 }),
      m(7430, BOB, ALICE, 'BYE', { transaction: 3 }),
      m(7440, ALICE, BOB, '200 OK', { transaction: 3, method: 'BYE' }),
    ),
  },
  {
    name: 'proxy-retransmissions',
    names: new Map([[PROXY, 'proxy']]),
    messages: ladderScript(
      m(0, ALICE, PROXY, 'INVITE', SDP),
      m(500, ALICE, PROXY, 'INVITE', { ...SDP, retransmissionOf: 0 }),
      m(501, PROXY, ALICE, '100 trying -- your call is important to us'),
      m(502, PROXY, BOB, 'INVITE', { ...SDP, transaction: 2 }),
      m(1002, PROXY, BOB, 'INVITE', { ...SDP, transaction: 2, retransmissionOf: 3 }),
      m(1020, BOB, PROXY, '180 Ringing', { transaction: 2 }),
      m(1021, PROXY, ALICE, '180 Ringing'),
      m(3020, BOB, PROXY, '200 OK', { ...SDP, transaction: 2 }),
      m(3021, PROXY, ALICE, '200 OK', SDP),
      m(3520, BOB, PROXY, '200 OK', { ...SDP, transaction: 2, retransmissionOf: 7 }),
      m(3521, ALICE, BOB, 'ACK', { transaction: 3 }),
      m(4000, BOB, ALICE, 'BYE', { transaction: 4 }),
      m(4010, ALICE, BOB, '200 OK', { transaction: 4, method: 'BYE' }),
    ),
  },
  {
    name: 'fork',
    messages: ladderScript(
      m(0, ALICE, PROXY, 'INVITE', SDP),
      m(1, PROXY, BOB, 'INVITE', { ...SDP, transaction: 2 }),
      m(2, PROXY, CAROL, 'INVITE', { ...SDP, transaction: 3 }),
      m(50, CAROL, PROXY, '180 Ringing', { transaction: 3 }),
      m(51, PROXY, ALICE, '180 Ringing'),
      m(60, BOB, PROXY, '180 Ringing', { transaction: 2 }),
      m(61, PROXY, ALICE, '180 Ringing'),
      m(900, CAROL, PROXY, '200 OK', { ...SDP, transaction: 3 }),
      m(901, PROXY, ALICE, '200 OK', SDP),
      m(902, PROXY, BOB, 'CANCEL', { transaction: 4 }),
      m(903, BOB, PROXY, '200 canceling', { transaction: 4, method: 'CANCEL' }),
      m(904, BOB, PROXY, '487 Request Terminated', { transaction: 2 }),
      m(905, PROXY, BOB, 'ACK', { transaction: 2 }),
      m(910, ALICE, CAROL, 'ACK', { transaction: 5 }),
    ),
  },
  {
    name: 'loopback-ports',
    messages: ladderScript(
      m(0, SIPP, KAMAILIO, 'INVITE', SDP),
      m(0.4, KAMAILIO, SIPP, '100 trying'),
      m(0.6, KAMAILIO, PHONE, 'INVITE', { ...SDP, transaction: 2 }),
      m(20, PHONE, KAMAILIO, '486 Busy Here', { transaction: 2 }),
      m(20.2, KAMAILIO, PHONE, 'ACK', { transaction: 2 }),
      m(20.3, KAMAILIO, SIPP, '486 Busy Here'),
      m(20.9, SIPP, KAMAILIO, 'ACK'),
      m(30, KAMAILIO, KAMAILIO, 'OPTIONS', { transaction: 9 }),
    ),
  },
  {
    name: 'late-start',
    messages: ladderScript(
      m(0, BOB, PROXY, '200 OK', { ...SDP, transaction: 2 }),
      m(1, PROXY, ALICE, '200 OK', SDP),
      m(5, ALICE, PROXY, 'ACK', { transaction: 3 }),
      m(6, PROXY, BOB, 'ACK', { transaction: 4 }),
    ),
  },
  {
    name: 'gap',
    messages: ladderScript(
      m(0, ALICE, BOB, 'INVITE', SDP),
      m(10, BOB, ALICE, '200 OK', SDP),
      m(20, ALICE, BOB, 'ACK', { transaction: 2 }),
      m(125_020, ALICE, BOB, 'BYE', { transaction: 3 }),
      m(130_020, BOB, ALICE, '200 OK', { transaction: 3, method: 'BYE' }),
      m(135_020.001, BOB, ALICE, '200 OK', { transaction: 3, method: 'BYE', retransmissionOf: 4 }),
    ),
  },
  {
    name: 'media',
    names: new Map([[ALICE, 'alice']]),
    messages: ladderScript(
      m(0, ALICE, PROXY, 'INVITE', SDP),
      m(1, PROXY, BOB, 'INVITE', { ...SDP, transaction: 2 }),
      m(3020, BOB, PROXY, '200 OK', { ...SDP, transaction: 2 }),
      m(3021, PROXY, ALICE, '200 OK', SDP),
      m(3040, ALICE, BOB, 'ACK', { transaction: 3 }),
      m(4000, BOB, ALICE, 'BYE', { transaction: 4 }),
    ),
    events: [
      {
        kind: 'media',
        time: LADDER_START + 3_060_000,
        text: 'RTP PCMU, 940 ms, MOS 4.4, loss 0',
        from: { address: ALICE, port: 4000 },
        to: { address: BOB, port: 5000 },
        media: { streams: [0, 1], endTime: LADDER_START + 4_000_000, isBothWays: true, quality: 'good' },
      },
      {
        kind: 'media',
        time: LADDER_START + 3_070_000,
        text: 'RTP PCMA, 900 ms, MOS 2.1, loss 12.0 %',
        from: { address: CAROL, port: 6000 },
        to: { address: ALICE, port: 4000 },
        media: { streams: [2], endTime: LADDER_START + 3_970_000, isBothWays: false, quality: 'poor' },
      },
    ],
  },
  {
    name: 'losses-and-errors',
    messages: ladderScript(
      m(0, ALICE, PROXY, 'INVITE', SDP),
      m(1, PROXY, BOB, 'INVITE', { ...SDP, transaction: 2 }),
      m(501, PROXY, BOB, 'INVITE', { ...SDP, transaction: 2, retransmissionOf: 1 }),
      m(520, PROXY, CAROL, 'INVITE', { ...SDP, transaction: 3, transport: 'TCP' }),
      m(900, CAROL, PROXY, '200 OK', { ...SDP, transaction: 3, transport: 'TCP' }),
      m(901, PROXY, ALICE, '200 OK', SDP),
    ),
    events: [
      {
        kind: 'icmp',
        time: LADDER_START + 1400,
        text: `port unreachable from ${BOB}`,
        from: { address: BOB, port: 5060 },
        to: { address: PROXY, port: 5060 },
        message: 1,
      },
      {
        kind: 'icmp',
        time: LADDER_START + 502_000,
        text: 'host unreachable from 192.0.2.254',
        from: { address: '192.0.2.254' },
        to: { address: PROXY },
        message: 2,
      },
      { kind: 'loss', time: LADDER_START + 600_000, text: '1,204 frames dropped on eth0' },
      {
        kind: 'loss',
        time: LADDER_START + 900_000,
        text: 'bytes of the TCP stream are missing before this message',
        before: 4,
      },
    ],
  },
  {
    name: 'two-clocks',
    messages: ladderScript(
      m(3000, ALICE, PROXY, 'INVITE', SDP),
      m(1, PROXY, BOB, 'INVITE', { ...SDP, transaction: 2 }),
      m(40, BOB, PROXY, '180 Ringing', { transaction: 2 }),
      m(3041, PROXY, ALICE, '180 Ringing'),
      m(2999, PROXY, ALICE, '100 Trying'),
    ),
  },
  {
    name: 'duplicates',
    messages: ladderScript(
      m(0, ALICE, BOB, 'INVITE', SDP),
      m(0.1, ALICE, BOB, 'INVITE', { ...SDP, duplicateOf: 0 }),
      m(0.2, ALICE, BOB, 'INVITE', { ...SDP, duplicateOf: 1 }),
      m(9, BOB, ALICE, '404 Not Found'),
      m(9.1, BOB, ALICE, '404 Not Found', { duplicateOf: 3 }),
      m(9.2, ALICE, BOB, 'ACK'),
    ),
  },
  {
    name: 'ports-and-transports',
    messages: ladderScript(
      m(0, `${ALICE}:40112`, `${PROXY}:5060`, 'REGISTER', { transport: 'TCP' }),
      m(2, `${PROXY}:5060`, `${ALICE}:40112`, '200 OK', { transport: 'TCP', method: 'REGISTER' }),
      m(9, `${PROXY}:5062`, `[2001:db8::17]:5060`, 'OPTIONS', { transaction: 2 }),
      m(10, `[2001:db8::17]:5060`, `${PROXY}:5062`, '200 OK', { transaction: 2, method: 'OPTIONS' }),
      m(11, `${PROXY}:5060`, `${PROXY}:5060`, 'OPTIONS', { transaction: 3 }),
    ),
  },
  {
    name: 'hostile-labels',
    names: new Map([[BOB, '\u202eevil\x1b]0;owned\x07 with a very long name indeed, longer than its column']]),
    messages: ladderScript(
      m(0, ALICE, BOB, 'INVITE', { label: '\x1b[2J\x1b[31mINVITE', method: 'X' }),
      m(1, BOB, ALICE, '200 OK\r\nSet-Cookie: a', { faults: ['malformed'] }),
      m(2, BOB, ALICE, '200 \u202eKO\u2069 電話 ☎️', SDP),
      m(3, ALICE, BOB, 'MESSAGE', { transaction: 2, label: 'A'.repeat(5000), method: 'A' }),
      m(4, BOB, ALICE, '603 <script>alert("x")</script> & end; %%{init}%%', { transaction: 2 }),
    ),
  },
];
