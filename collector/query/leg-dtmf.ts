// Keys that were pressed in a call, by whichever way they went: events in its RTP streams (RFC 4733), INFO with application/dtmf-relay
// or application/dtmf, and KPML (RFC 4730). Reads the messages of one leg that may carry some, at most MESSAGES.

import type { DtmfEvent } from '../model/stream.ts';
import { readMediaType } from '../sip/media-type.ts';
import { readMessage, type SipMessage } from '../sip/message.ts';
import type { Leg } from '../store/leg.ts';
import { MessageFlag } from '../store/message-table.ts';
import type { CallSources } from './call-detail.ts';
import { rowsOf } from './leg-rows.ts';
import { streamKeys } from './stream-detail.ts';

const MESSAGES = 2000;
/** Keys of one KPML report that are taken. */
const KEYS = 64;
const NAMES: Readonly<Record<string, string>> = { 10: '*', 11: '#', 12: 'A', 13: 'B', 14: 'C', 15: 'D', 16: 'flash' };

/** In order of time. */
export function keysOfLeg(sources: CallSources, leg: Leg): DtmfEvent[] {
  const inMedia = sources.media.ofLeg(leg.index).flatMap(streamKeys);
  return [...inMedia, ...keysInMessages(sources, leg)].sort((a, b) => a.time - b.time);
}

function keysInMessages({ store, bytes }: CallSources, leg: Leg): DtmfEvent[] {
  const m = store.messages;
  const events: DtmfEvent[] = [];
  let read = 0;
  for (const row of rowsOf(store, leg)) {
    const isRepeated = (m.flags[row] & (MessageFlag.Retransmission | MessageFlag.Duplicate)) !== 0;
    if (isRepeated || !m.isRequest(row) || read === MESSAGES) continue;
    const method = store.methods.name(m.code[row]);
    if (method !== 'INFO' && method !== 'NOTIFY') continue;
    read++;
    const keys = keysIn(readMessage(bytes.read(row)));
    for (const key of keys) events.push({ ...key, time: m.time[row], message: store.numberOf(row) });
  }
  return events;
}

type Key = Pick<DtmfEvent, 'digit' | 'duration' | 'way'>;

function keysIn(message: SipMessage): Key[] {
  const body = message.body.toString('latin1');
  switch (readMediaType(message.header('Content-Type') ?? '').name) {
    case 'application/dtmf-relay':
      return relayed(body);
    case 'application/dtmf':
      return named(body.trim(), 0);
    case 'application/kpml-response+xml':
      return reported(body);
    default:
      return [];
  }
}

/** Signal=5 ⏎ Duration=160, in ms. */
function relayed(body: string): Key[] {
  const signal = /^\s*signal\s*=\s*(\S{1,4})/im.exec(body)?.[1] ?? '';
  const duration = /^\s*duration\s*=\s*(\d{1,6})/im.exec(body)?.[1] ?? '0';
  return named(signal, Number(duration));
}

/** A key as written, or by its number in RFC 4733; anything else is none. */
function named(signal: string, duration: number): Key[] {
  const digit = /^[0-9*#A-D]$/i.test(signal) ? signal.toUpperCase() : NAMES[signal];
  return digit === undefined ? [] : [{ digit, duration, way: 'info' }];
}

/** <kpml-response version="1.0" code="200" text="OK" digits="12#" …/>: 200 is a match (RFC 4730 §5.1). */
function reported(body: string): Key[] {
  const tag = /<kpml-response\b([^>]{0,2000})>/.exec(body)?.[1] ?? '';
  const digits = /\bdigits\s*=\s*["']([0-9*#A-DR]{1,64})["']/i.exec(tag)?.[1] ?? '';
  const code = /\bcode\s*=\s*["'](\d{3})["']/.exec(tag)?.[1] ?? '200';
  if (code !== '200') return [];
  return [...digits.toUpperCase()]
    .slice(0, KEYS)
    .map(digit => ({ digit: digit === 'R' ? 'flash' : digit, duration: 0, way: 'kpml' }));
}
