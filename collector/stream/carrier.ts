// What does a direction of a connection carry? Told by its first bytes: by as few of them as are needed, so that the answer is the same
// however they were cut into pieces. Takes lent bytes, never throws.
//
//   16 03 01 …      TLS record              (RFC 8446 §5.1)     no SIP begins with a control character
//   GET /…, HTTP/1. HTTP, maybe an upgrade  (RFC 6455 §4)
//   HEP3, EEP3      HEP version 3
//   81, 82 …        WebSocket frame         (RFC 6455 §5.2)     strict: SIP must be inside
//   anything else   SIP, or a message of it in whose middle the capture began, or nothing of ours

import { be16 } from '../bytes/read.ts';
import { isHep3 } from '../hep/sniff.ts';
import { Belief, believeSipFrame, RECOGNISED_BYTES } from './websocket-frame.ts';

export const Carrier = { NeedsMore: 0, Sip: 1, Tls: 2, Http: 3, WebSocket: 4, Hep: 5 } as const;
export type Carrier = (typeof Carrier)[keyof typeof Carrier];

/** More bytes are never needed. */
export const CLASSIFIED_BYTES = RECOGNISED_BYTES;

/** TLSPlaintext = ContentType (20–24) ProtocolVersion (3, 0–4) length  (RFC 8446 §5.1, RFC 5246 §6.2.1) */
const TLS_FIRST_TYPE = 20;
const TLS_LAST_TYPE = 24;
const TLS_HEADER_BYTES = 5;
/** RFC 5246 §6.2.3: 2^14 + 2048 bytes. */
const MAX_RECORD_BYTES = 18_432;

const HEP_HEADER_BYTES = 6;
const LETTER_E = 0x45;
const LETTER_G = 0x47;
const LETTER_H = 0x48;
/** No SIP request line goes on so: what follows is a path, or an absolute URI. */
const HTTP_REQUESTS = ['GET /', 'GET http', 'GET ws'].map(text => Buffer.from(text, 'latin1'));
const HTTP_RESPONSE = Buffer.from('HTTP/1.', 'latin1');
const HEP3 = Buffer.from('HEP3', 'latin1');
const EEP3 = Buffer.from('EEP3', 'latin1');

/** What `bytes[start, end)`, the first bytes of a direction, begin. */
export function classify(bytes: Buffer, start: number, end: number): Carrier {
  const first = bytes[start];
  if (first >= TLS_FIRST_TYPE && first <= TLS_LAST_TYPE) return classifyRecord(bytes, start, end);
  if (first === LETTER_G || first === LETTER_H || first === LETTER_E) return classifyWord(bytes, start, end);
  const belief = believeSipFrame(bytes, start, end);
  if (belief === Belief.Yes) return Carrier.WebSocket;
  return belief === Belief.NeedsMore ? Carrier.NeedsMore : Carrier.Sip;
}

function classifyRecord(bytes: Buffer, start: number, end: number): Carrier {
  const size = end - start;
  if (size > 1 && bytes[start + 1] !== 3) return Carrier.Sip;
  if (size > 2 && bytes[start + 2] > 4) return Carrier.Sip;
  if (size < TLS_HEADER_BYTES) return Carrier.NeedsMore;
  const length = be16(bytes, start + 3);
  return length > 0 && length <= MAX_RECORD_BYTES ? Carrier.Tls : Carrier.Sip;
}

function classifyWord(bytes: Buffer, start: number, end: number): Carrier {
  for (const request of HTTP_REQUESTS) {
    const match = matchWord(bytes, start, end, request);
    if (match !== 'no') return match === 'whole' ? Carrier.Http : Carrier.NeedsMore;
  }
  const response = matchWord(bytes, start, end, HTTP_RESPONSE);
  if (response !== 'no') return response === 'whole' ? Carrier.Http : Carrier.NeedsMore;
  if (matchWord(bytes, start, end, HEP3) === 'no' && matchWord(bytes, start, end, EEP3) === 'no') return Carrier.Sip;
  if (end - start < HEP_HEADER_BYTES) return Carrier.NeedsMore;
  return isHep3(bytes, start) ? Carrier.Hep : Carrier.Sip;
}

/** Whether `bytes[start, end)` begins with `word`, or is itself the beginning of it. */
function matchWord(bytes: Uint8Array, start: number, end: number, word: Uint8Array): 'no' | 'part' | 'whole' {
  const size = Math.min(end - start, word.length);
  for (let i = 0; i < size; i++) if (bytes[start + i] !== word[i]) return 'no';
  return size === word.length ? 'whole' : 'part';
}
