// A capture in which every value that a sender chooses is an attack on whoever shows it: markup, script, directions of writing, terminal
// escapes, NULs, 62,000 characters in one header, XML that expands itself. Nothing of it may run, and nothing may break a page.

import { pcap, udpFrame } from './pcap-builder.ts';
import { rtpPacket } from './rtp-call.ts';
import { EPOCH } from './trace.ts';

/** What a value would set on `window` if it ever ran. */
export const HACKED = 'sipscopeHacked';

const LONG = 62_000;
/** µs between two packets. */
const STEP = 20_000;
const A = '10.66.0.1:5060';
const B = '10.66.0.2:5060';
const MEDIA_A = '10.66.0.1:4000';
const MEDIA_B = '10.66.0.2:6000';

const RUN = `window.${HACKED}=1`;
const MARKUP = `<script>${RUN}</script><img src=x onerror=${RUN}><svg onload=${RUN}>`;
const BIDI = '\u202egnp.exe\u2066\u200b\ufeff';
const TERMINAL = '\u001b[31;1m\u001b]0;owned\u0007';
const FORMULA = `=HYPERLINK("http://evil.example")`;
const EVIL = `${MARKUP}${BIDI}${TERMINAL}\u0000\${${RUN}}{{7*7}}`;
/** Where `<` would end a URI. */
const EVIL_TOKEN = `'"onmouseover=${RUN}//${BIDI}`;

const SDP = [
  'v=0',
  `o=${EVIL_TOKEN.replaceAll(' ', '')} 1 1 IN IP4 10.66.0.1`,
  `s=${EVIL}`,
  'c=IN IP4 10.66.0.1',
  't=0 0',
  'm=audio 4000 RTP/AVP 0 96',
  `a=rtpmap:0 PCMU/8000`,
  `a=rtpmap:96 <b>${RUN}/8000`,
  `a=label:${EVIL}`,
  `a=fmtp:96 ${MARKUP}`,
  '',
].join('\r\n');

const XML = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]>
<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="${EVIL.replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"><tuple id="1"><note>&c;${MARKUP}</note></tuple></presence>`;

interface Said {
  readonly method: string;
  readonly callId: string;
  readonly code?: number;
  readonly cseq?: number;
  readonly headers?: readonly string[];
  readonly body?: string;
}

function message({ method, callId, code, cseq = 1, headers = [], body = '' }: Said): string {
  const first =
    code === undefined
      ? `${method} sip:${EVIL_TOKEN.replaceAll(' ', '')}@10.66.0.2 SIP/2.0`
      : `SIP/2.0 ${code} ${EVIL}`;
  return [
    first,
    `Via: SIP/2.0/UDP 10.66.0.1:5060;branch=z9hG4bK${callId}${cseq};x="${MARKUP}"`,
    `From: "${EVIL.replaceAll('"', "'")}" <sip:${encodeURIComponent(MARKUP)}@evil.example>;tag=a`,
    `To: "${BIDI}${MARKUP.replaceAll('"', "'")}" <sip:${EVIL_TOKEN}@10.66.0.2>${code === undefined && cseq === 1 ? '' : ';tag=b'}`,
    `Call-ID: ${callId}<img/src=x/onerror=${RUN}>@${BIDI}`,
    `CSeq: ${cseq} ${method}`,
    `Contact: <sip:x@10.66.0.1>;+sip.instance="${MARKUP}"`,
    `User-Agent: ${EVIL}`,
    `Server: ${FORMULA}`,
    `Subject: ${EVIL}`,
    `Reason: Q.850;cause=16;text="${EVIL}"`,
    `Identity: eyJ.${MARKUP}.x;info=<javascript:${RUN}>`,
    `Refer-To: <javascript:${RUN}>`,
    `P-Asserted-Identity: "${MARKUP}" <tel:${EVIL_TOKEN}>`,
    `X-<i>${RUN}</i>: ${EVIL}`,
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** A classic pcap file. */
export function hostileCapture(): Buffer {
  let at = 0;
  const next = (bytes: Buffer): { bytes: Buffer; timeMicros: number } => {
    at += STEP;
    return { bytes, timeMicros: EPOCH + at };
  };
  const ask = (said: Said): { bytes: Buffer; timeMicros: number } =>
    next(udpFrame(message(said), { from: A, to: B, id: at / STEP }));
  const answer = (said: Said): { bytes: Buffer; timeMicros: number } =>
    next(udpFrame(message(said), { from: B, to: A, id: at / STEP }));
  const sdp = { headers: ['Content-Type: application/sdp'], body: SDP };
  const xml = (type: string, event: string): Pick<Said, 'headers' | 'body'> => ({
    headers: [`Content-Type: ${type}`, `Event: ${event}`, `Subscription-State: active;reason=${EVIL_TOKEN}`],
    body: XML,
  });
  const invite = { method: 'INVITE', callId: 'answered' };
  const refused = { method: 'INVITE', callId: 'refused' };
  const watch = { method: 'SUBSCRIBE', callId: 'watch' };
  return pcap([
    ask({ ...invite, ...sdp }),
    answer({ ...invite, code: 180 }),
    answer({ ...invite, code: 200, ...sdp }),
    ask({ method: 'ACK', callId: 'answered' }),
    ...Array.from({ length: 120 }, (_, i) =>
      next(
        udpFrame(
          rtpPacket(Buffer.alloc(160, i), {
            sequence: i,
            timestamp: i * 160,
            payloadType: i % 7 === 0 ? 96 : 0,
            ssrc: 7,
          }),
          {
            from: i % 2 === 0 ? MEDIA_A : MEDIA_B,
            to: i % 2 === 0 ? MEDIA_B : MEDIA_A,
          },
        ),
      ),
    ),
    ask({
      method: 'INFO',
      callId: 'answered',
      cseq: 2,
      headers: ['Content-Type: application/dtmf-relay'],
      body: `Signal=${MARKUP}`,
    }),
    ask({ method: 'BYE', callId: 'answered', cseq: 3 }),
    answer({ method: 'BYE', callId: 'answered', cseq: 3, code: 200 }),
    ask(refused),
    answer({ ...refused, code: 486 }),
    ask({ method: 'ACK', callId: 'refused' }),
    ask({ method: 'REGISTER', callId: 'register' }),
    answer({ method: 'REGISTER', callId: 'register', code: 200, headers: ['Expires: 60'] }),
    ask({ ...watch, headers: [`Event: ${EVIL_TOKEN}`] }),
    answer({ ...watch, code: 200 }),
    ask({ method: 'NOTIFY', callId: 'watch', cseq: 2, ...xml('application/pidf+xml', 'presence') }),
    ask({ method: 'MESSAGE', callId: 'text', headers: ['Content-Type: text/html'], body: EVIL }),
    ask({ method: 'OPTIONS', callId: 'long', headers: [`X-Long: ${'<b>W'.repeat(LONG / 4)}`.slice(0, LONG)] }),
    ask({ method: `<${RUN}>`, callId: 'method' }),
  ]);
}
