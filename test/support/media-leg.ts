// Facts of a call with media, by hand: INVITE, 200, ACK, BYE, 200 between 10.0.0.1 and 10.0.0.2, audio 10.0.0.1:4000 and
// 10.0.0.2:5000, answered after 1 s, ended after 21 s. A case says what is different.

import type { LegFacts, MessageFacts, TransactionFacts } from '../../collector/findings/facts.ts';
import type { MediaVantage } from '../../collector/findings/media-vantage.ts';
import type { CallSummary } from '../../collector/model/report.ts';
import type { MediaDirection, MediaLine, MediaSession, MediaSide, OfferAnswer } from '../../collector/model/session.ts';
import type { StreamReport } from '../../collector/model/stream.ts';
import { readMessage } from '../../collector/sip/message.ts';

export const EPOCH = 1_767_225_600_000_000;
export const CALLER = '10.0.0.1';
export const CALLEE = '10.0.0.2';
const PCMA = { payloadType: 8, name: 'PCMA/8000' };
export const EVENTS = { payloadType: 101, name: 'telephone-event/8000' };

/** ms after the INVITE as a point in time. */
export function at(milliseconds: number): number {
  return EPOCH + milliseconds * 1000;
}

export interface MessageCase {
  readonly at: number;
  /** `INVITE`, or `200 INVITE`. */
  readonly line: string;
  readonly from?: string;
  readonly to?: string;
  readonly cseq?: number;
  readonly hasSdp?: boolean;
  /** Header lines and, behind an empty line, the body; From and To have their tags without them. */
  readonly text?: string;
  readonly transaction?: number;
  readonly inDialog?: boolean;
}

export interface MediaCase {
  readonly answered?: number | undefined;
  readonly ended?: number | undefined;
  readonly captureEnd?: number;
  readonly streams?: readonly StreamReport[];
  readonly exchanges?: readonly OfferAnswer[];
  readonly messages?: readonly MessageCase[];
  readonly flags?: CallSummary['flags'];
  readonly hasLosses?: boolean;
  readonly vantage?: Partial<MediaVantage>;
  readonly callerHost?: string;
  readonly calleeHost?: string;
}

export function mediaLeg(what: MediaCase = {}): LegFacts {
  const answered = 'answered' in what ? what.answered : 1000;
  const ended = 'ended' in what ? what.ended : 21_000;
  const callerHost = what.callerHost ?? CALLER;
  const calleeHost = what.calleeHost ?? CALLEE;
  const cases = what.messages ?? dialogue(answered, ended);
  const messages = cases.map((one, index) => message(one, index, callerHost, calleeHost));
  const text = (index: number): Buffer => bytesOf(cases[index]);
  return {
    call: {
      id: 'test:0',
      index: 0,
      callId: 'call-1',
      kind: 'call',
      state: ended === undefined ? 'established' : 'ended',
      flags: what.flags ?? [],
      method: 'INVITE',
      statusCode: 200,
      from: 'sip:alice@example.com',
      to: 'sip:bob@example.net',
      fromUser: 'alice',
      toUser: 'bob',
      source: `${callerHost}:5060`,
      destination: `${calleeHost}:5060`,
      transport: 'UDP',
      startTime: EPOCH,
      ...(answered !== undefined && { answerTime: at(answered) }),
      ...(ended !== undefined && { endTime: at(ended) }),
      lastTime: at(ended ?? 21_000),
      messages: messages.length,
      retransmissions: 0,
      duplicates: 0,
      dialogs: 1,
    },
    statusCode: 200,
    symptoms: -1,
    capture: { start: at(-1000), end: at(what.captureEnd ?? 60_000), seesResponses: true },
    messages,
    messagesCut: 0,
    transactions: transactionsOf(cases, messages),
    dialogs: [],
    icmp: [],
    streams: what.streams ?? [],
    hasLosses: what.hasLosses ?? false,
    seesMedia: true,
    mediaSeen: {
      hears: () => true,
      sees: () => true,
      reaches: () => false,
      leaves: () => false,
      seesBothWays: true,
      calls: 10,
      ...what.vantage,
    },
    sessions: (): MediaSession[] => [
      { localTag: 'a', remoteTag: 'b', exchanges: what.exchanges ?? [exchange()], hold: 'none', problems: [] },
    ],
    read: one => readMessage(text(one.index)),
  };
}

function dialogue(answered: number | undefined, ended: number | undefined): MessageCase[] {
  const cases: MessageCase[] = [{ at: 0, line: 'INVITE', hasSdp: true }];
  if (answered === undefined) return cases;
  cases.push({ at: answered, line: '200 INVITE', hasSdp: true }, { at: answered + 10, line: 'ACK', transaction: 1 });
  if (ended === undefined) return cases;
  return [
    ...cases,
    { at: ended, line: 'BYE', cseq: 2, transaction: 2, inDialog: true },
    { at: ended + 20, line: '200 BYE', cseq: 2, transaction: 2, inDialog: true },
  ];
}

function message(one: MessageCase, index: number, callerHost: string, calleeHost: string): MessageFacts {
  const isRequest = !/^\d/.test(one.line);
  return {
    index,
    time: at(one.at),
    source: one.from ?? (isRequest ? `${callerHost}:5060` : `${calleeHost}:5060`),
    destination: one.to ?? (isRequest ? `${calleeHost}:5060` : `${callerHost}:5060`),
    transport: 'UDP',
    isRequest,
    method: isRequest ? one.line : one.line.slice(4),
    statusCode: isRequest ? 0 : Number(one.line.slice(0, 3)),
    cseq: one.cseq ?? 1,
    transaction: one.transaction ?? 0,
    length: 500,
    retransmission: false,
    hasSdp: one.hasSdp ?? false,
    truncated: false,
    malformed: false,
    faults: 0,
  };
}

function transactionsOf(cases: readonly MessageCase[], messages: readonly MessageFacts[]): TransactionFacts[] {
  const count = Math.max(...messages.map(one => one.transaction)) + 1;
  return Array.from({ length: count }, (_, id) => {
    const positions = messages.flatMap((one, position) => (one.transaction === id ? [position] : []));
    const request = positions.find(position => messages[position].isRequest) ?? -1;
    const final = positions.find(position => messages[position].statusCode >= 200) ?? -1;
    const provisional =
      positions.find(position => messages[position].statusCode > 0 && messages[position].statusCode < 200) ?? -1;
    const [first] = positions;
    return {
      method: messages[first].method,
      cseq: messages[first].cseq,
      source: messages[first].source,
      destination: messages[first].destination,
      transport: 'UDP',
      startTime: messages[positions[0]].time,
      hops: 1,
      inDialog: cases[first].inDialog ?? false,
      hasCredentials: false,
      request,
      provisional,
      final,
      finalCode: final < 0 ? 0 : messages[final].statusCode,
      messages: positions,
      retransmissions: 0,
      timerExpired: false,
    };
  });
}

function bytesOf({ line, text, cseq = 1 }: MessageCase): Buffer {
  const startLine = /^\d/.test(line) ? `SIP/2.0 ${line.slice(0, 3)} Words` : `${line} sip:bob@example.net SIP/2.0`;
  const [headers = '', body = ''] = (text ?? 'From: <sip:alice@example.com>;tag=a').split('\n\n');
  const head = [startLine, `CSeq: ${cseq} ${line.replace(/^\d+ /, '')}`, ...headers.split('\n')].join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${body.replaceAll('\n', '\r\n')}`);
}

export interface SideCase {
  readonly address?: string;
  readonly port?: number;
  readonly direction?: MediaDirection;
  readonly codecs?: MediaSide['codecs'];
}

function side(what: SideCase, address: string, port: number): MediaSide {
  const endpoint = { address: what.address ?? address, port: what.port ?? port };
  return {
    ...endpoint,
    rtcpPort: endpoint.port + 1,
    rtcpAddress: endpoint.address,
    direction: what.direction ?? 'sendrecv',
    codecs: what.codecs ?? [PCMA],
  };
}

export interface ExchangeCase extends Partial<Omit<MediaLine, 'offerer' | 'answerer'>> {
  /** ms of the offer and of the answer. */
  readonly offered?: number;
  readonly answered?: number | undefined;
  readonly offer?: number;
  readonly answer?: number;
  readonly offeredBy?: 'caller' | 'callee';
  readonly rejected?: number;
  readonly caller?: SideCase;
  readonly callee?: SideCase;
}

/** One offer and answer about one audio line; by default the INVITE's. */
export function exchange(what: ExchangeCase = {}): OfferAnswer {
  const { offered = 0, offer = 0, offeredBy = 'caller', rejected, caller = {}, callee = {}, ...line } = what;
  const answer = 'answer' in what ? what.answer : 1;
  const answered = 'answered' in what ? what.answered : 1000;
  const ofCaller = side(caller, CALLER, 4000);
  const ofCallee = side(callee, CALLEE, 5000);
  const { answered: _1, answer: _2, ...rest } = line;
  return {
    offer,
    ...(answer !== undefined && { answer }),
    offerTime: at(offered),
    ...(answered !== undefined && { answerTime: at(answered) }),
    offerIn: 'INVITE',
    ...(answer !== undefined && { answerIn: '2xx' }),
    offeredBy,
    ...(rejected !== undefined && { rejected }),
    lines: [
      {
        index: 0,
        media: 'audio',
        protocol: 'RTP/AVP',
        offerer: offeredBy === 'caller' ? ofCaller : ofCallee,
        ...(answer !== undefined && { answerer: offeredBy === 'caller' ? ofCallee : ofCaller }),
        common: ['PCMA/8000'],
        dtmf: false,
        security: 'none',
        ice: false,
        rtcpMux: false,
        t38: false,
        change: 'added',
        ...rest,
      },
    ],
    effects: [],
  };
}

/** RTP of the caller or of the callee while the call lasts, as announced. */
export function stream(from: 'caller' | 'callee', what: Partial<StreamReport> = {}): StreamReport {
  const ofCaller = `${CALLER}:4000`;
  const ofCallee = `${CALLEE}:5000`;
  const payloadType = what.payloadType ?? 8;
  const packets = what.packets ?? 1000;
  const codec = what.codec ?? 'PCMA';
  return {
    id: `test:${from}`,
    index: 0,
    ssrc: 1,
    source: from === 'caller' ? ofCaller : ofCallee,
    destination: from === 'caller' ? ofCallee : ofCaller,
    payloadType,
    payloadTypes: [{ payloadType, codec, packets }],
    codec,
    clockHz: 8000,
    callId: 'call-1',
    leg: 0,
    announcedBy: from === 'caller' ? 1 : 0,
    tiedBy: 'both',
    packets,
    bytes: packets * 160,
    lost: 0,
    lostPercent: 0,
    late: 0,
    duplicates: 0,
    reordered: 0,
    jitterMean: 1,
    jitterMax: 5,
    deltaMax: 25,
    deltaMean: 20,
    bursts: 0,
    burstDensity: 0,
    longestLoss: 0,
    marked: 1,
    restarts: 0,
    startTime: at(1050),
    endTime: at(20_990),
    encrypted: false,
    dtmf: '',
    ...what,
  };
}
