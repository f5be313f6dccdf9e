// Offer and answer of a leg, read from its messages (SEMANTICS §7). Only what bears on them is read, and of that no more than the
// scan and the description: findings ask this of every leg that looks odd.

import { latin1 } from '../bytes/slices.ts';
import { readSessions } from '../media/offer-answer.ts';
import type { SessionMessage } from '../media/offer-answer-events.ts';
import type { MediaSession } from '../model/session.ts';
import { Fault, Method, SipScan } from '../model/sip.ts';
import { HeaderFinder } from '../sip/header-values.ts';
import { scanSip } from '../sip/scan.ts';
import { sdpTexts } from '../sip/sdp.ts';
import { readSdpSession } from '../sip/sdp-media.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { MessageFlag } from '../store/message-table.ts';
import { rowsOf } from './leg-rows.ts';
import { isCallKind } from './report-leg.ts';

/** Messages of one leg that are looked at. */
const MAX_MESSAGES = 20_000;
const RACK = new HeaderFinder('RAck');

/** Empty for a leg that is no call. */
export function sessionsOf(store: CallStore, bytes: MessageBytes, leg: Leg): MediaSession[] {
  return isCallKind(leg) ? readSessions(sessionMessages(store, bytes, leg)) : [];
}

function* sessionMessages(store: CallStore, bytes: MessageBytes, leg: Leg): Generator<SessionMessage> {
  const m = store.messages;
  const scan = new SipScan();
  let looked = 0;
  for (const row of rowsOf(store, leg)) {
    if (m.repeated(row) >= 0 || !isOfInterest(m.cseqMethod[row], m.isRequest(row) ? 0 : m.code[row])) continue;
    if (++looked > MAX_MESSAGES) return;
    const message = bytes.read(row);
    if (scanSip(message, 0, message.length, scan) & Fault.NotSip) continue;
    const isRequest = m.isRequest(row);
    const sdp = m.flags[row] & MessageFlag.Sdp ? sdpOf(message, scan) : undefined;
    yield {
      message: store.numberOf(row),
      time: m.time[row],
      isRequest,
      method: store.methods.name(m.cseqMethod[row]),
      code: isRequest ? 0 : m.code[row],
      cseq: m.cseqNumber[row],
      rseq: scan.rseq,
      rack: isRequest && m.cseqMethod[row] === Method.Prack ? rackOf(message) : -1,
      fromTag: latin1(message, scan.fromTagStart, scan.fromTagEnd),
      toTag: latin1(message, scan.toTagStart, scan.toTagEnd),
      transaction: m.transaction[row],
      ...(sdp === undefined ? {} : { sdp }),
    };
  }
}

/** A 100 says nothing, and offers travel in no other methods (RFC 6337 §1.1). */
function isOfInterest(method: number, code: number): boolean {
  if (code === 100) return false;
  return method === Method.Invite || method === Method.Ack || method === Method.Prack || method === Method.Update;
}

function sdpOf(message: Buffer, scan: SipScan): SessionMessage['sdp'] {
  const contentType = latin1(message, scan.contentTypeStart, scan.contentTypeEnd);
  const [text] = sdpTexts(message.subarray(scan.bodyStart, scan.bodyEnd), contentType);
  return text === undefined ? undefined : readSdpSession(text);
}

/** RAck = response-num LWS CSeq-num LWS Method  (RFC 3262 §10) */
function rackOf(message: Buffer): number {
  const [value = ''] = RACK.read(message);
  const number = /^\d{1,10}(?=\s)/.exec(value)?.[0];
  return number === undefined ? -1 : Number(number);
}
