// Calls of several legs, told leg by leg: who calls whom through which host, with which headers and SDP. Gives a capture read to its end.
//
//   const capture = await legs()
//     .call('a', { from: PHONE, to: B2BUA, headers: ['X-CID: 7'] })
//     .call('b', { from: B2BUA, to: GATEWAY, headers: ['X-CID: 7'], at: 20 })
//     .capture();

import type { Capture } from '../../collector/capture.ts';
import type { CaptureSource } from '../../collector/thread/protocol.ts';
import { type SipRecord, sipCapture } from './captures.ts';

export const PHONE = '10.0.0.1:5060';
export const B2BUA = '10.0.0.2:5060';
export const GATEWAY = '10.0.0.3:5060';

export interface LegOptions {
  readonly from?: string;
  readonly to?: string;
  /** ms; a leg lives for 10 s unless told otherwise. */
  readonly at?: number;
  readonly lasts?: number;
  readonly caller?: string;
  readonly called?: string;
  /** Of the INVITE; `answerHeaders` of its 200. */
  readonly headers?: readonly string[];
  readonly answerHeaders?: readonly string[];
  readonly sdp?: string;
  readonly answerSdp?: string;
  /** Default sip:<called>@example.net. */
  readonly uri?: string;
}

export function sdpOf(origin: string, address: string, port: number): string {
  return `v=0\r\no=${origin} IN IP4 ${address}\r\ns=-\r\nc=IN IP4 ${address}\r\nt=0 0\r\nm=audio ${port} RTP/AVP 8\r\n`;
}

export class Legs {
  readonly records: SipRecord[] = [];

  /** INVITE, 180, 200, ACK, and a BYE of the caller. */
  call(callId: string, options: LegOptions = {}): this {
    const { at = 0, lasts = 10_000, headers = [], answerHeaders = [], sdp = '', answerSdp = '' } = options;
    this.send(callId, 'INVITE', at, options, { headers, sdp });
    this.answer(callId, '180 Ringing', at + 30, options, {});
    this.answer(callId, '200 OK', at + 60, options, { headers: answerHeaders, sdp: answerSdp });
    this.send(callId, 'ACK', at + 70, options, { toTag: true });
    this.send(callId, 'BYE', at + lasts, options, { toTag: true, cseq: 2 });
    return this.answer(callId, '200 OK', at + lasts + 5, options, { method: 'BYE', cseq: 2 });
  }

  /** A request inside the dialog of a leg. */
  inDialog(
    callId: string,
    method: string,
    at: number,
    options: LegOptions,
    headers: readonly string[],
    sdp = '',
  ): this {
    return this.send(callId, method, at, options, { toTag: true, cseq: 5, headers, sdp });
  }

  capture(source: Partial<CaptureSource> = {}): Promise<Capture> {
    return sipCapture(
      [...this.records].sort((a, b) => a.at - b.at),
      source,
    );
  }

  private send(callId: string, method: string, at: number, options: LegOptions, what: Part): this {
    const { from = PHONE, to = B2BUA, called = '4930123456', uri = `sip:${called}@example.net` } = options;
    return this.put(`${method} ${uri} SIP/2.0`, method, callId, options, what, { at, from, to });
  }

  private answer(callId: string, status: string, at: number, options: LegOptions, what: Part): this {
    const { from = PHONE, to = B2BUA } = options;
    const { method = 'INVITE' } = what;
    return this.put(`SIP/2.0 ${status}`, method, callId, options, { ...what, toTag: true }, { at, from: to, to: from });
  }

  private put(
    startLine: string,
    method: string,
    callId: string,
    { caller = '4940999888', called = '4930123456' }: LegOptions,
    { toTag = false, cseq = 1, headers = [], sdp = '' }: Part,
    way: { readonly at: number; readonly from: string; readonly to: string },
  ): this {
    const text = [
      startLine,
      `Via: SIP/2.0/UDP ${way.from};branch=z9hG4bK-${callId}-${method === 'ACK' ? 'ack' : method}-${cseq}`,
      `From: <sip:${caller}@example.com>;tag=${callId}-from`,
      `To: <sip:${called}@example.net>${toTag ? `;tag=${callId}-to` : ''}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      ...headers,
      ...(sdp === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${sdp.length}`,
      '',
      sdp,
    ].join('\r\n');
    this.records.push({ text, ...way });
    return this;
  }
}

interface Part {
  readonly method?: string;
  readonly cseq?: number;
  readonly toTag?: boolean;
  readonly headers?: readonly string[];
  readonly sdp?: string;
}

export function legs(): Legs {
  return new Legs();
}

/** Call-IDs of the calls of more than one leg, and why: `a+b header`. */
export function callsOf(capture: Capture): string[] {
  return capture.answers.groups().map(group => {
    const reasons = new Set(group.links.filter(link => link.joins).map(link => link.reason));
    return `${group.callIds.join('+')} ${[...reasons].sort().join(' ')}`;
  });
}
