// A call with media as the bytes of a capture: INVITE, 200, ACK with the SDP that a test gives, and RTP packets of any payload.
//
//   callCapture({ offer: ['m=audio 4000 RTP/AVP 0'], answer: ['m=audio 6000 RTP/AVP 0'] }, [
//     ...rtpPackets(toMuLaw(tone(1000, 1, 8000)), { from: CALLER, to: CALLEE }),
//   ])

import { pcap, udpFrame } from './pcap-builder.ts';

/** 2026-01-01, in µs: when the INVITE is sent. */
export const CALL_START = 1_767_225_600_000_000;
/** When media begin unless a test says otherwise. */
export const MEDIA_START = CALL_START + 1_000_000;

export const CALLER = '10.0.0.1:4000';
export const CALLEE = '10.0.0.2:6000';

/** One datagram of media. */
export interface MediaFrame {
  readonly timeMicros: number;
  readonly from: string;
  readonly to: string;
  readonly payload: Uint8Array;
}

export interface CallSdp {
  /** Lines behind o=, s=, c= and t= of who calls, at 10.0.0.1. */
  readonly offer?: readonly string[];
  /** The same of who is called, at 10.0.0.2. */
  readonly answer?: readonly string[];
  readonly callId?: string;
}

const PCMU = 'RTP/AVP 0';

/** A pcap file, frames in order of time. */
export function callCapture(sdp: CallSdp, media: readonly MediaFrame[]): Buffer {
  return pcap(callFrames(sdp, media).map(({ timeMicros, bytes }) => ({ timeMicros, bytes })));
}

export function callFrames(sdp: CallSdp, media: readonly MediaFrame[]): { timeMicros: number; bytes: Buffer }[] {
  const offer = body('10.0.0.1', sdp.offer ?? [`m=audio 4000 ${PCMU}`]);
  const answer = body('10.0.0.2', sdp.answer ?? [`m=audio 6000 ${PCMU}`]);
  const sip = { from: '10.0.0.1:5060', to: '10.0.0.2:5060' };
  const back = { from: sip.to, to: sip.from };
  const message = (line: string, cseq: string, text: string): string =>
    sipMessage(line, cseq, text, sdp.callId ?? 'call-1');
  const frames = [
    { timeMicros: CALL_START, bytes: udpFrame(message('INVITE sip:bob@10.0.0.2 SIP/2.0', 'INVITE', offer), sip) },
    { timeMicros: CALL_START + 500_000, bytes: udpFrame(message('SIP/2.0 200 OK', 'INVITE', answer), back) },
    { timeMicros: CALL_START + 510_000, bytes: udpFrame(message('ACK sip:bob@10.0.0.2 SIP/2.0', 'ACK', ''), sip) },
    ...media.map(({ timeMicros, payload, from, to }) => ({ timeMicros, bytes: udpFrame(payload, { from, to }) })),
  ];
  return frames.sort((a, b) => a.timeMicros - b.timeMicros);
}

function body(address: string, lines: readonly string[]): string {
  const head = ['v=0', `o=- 1 1 IN IP4 ${address}`, 's=-', `c=IN IP4 ${address}`, 't=0 0'];
  return [...head, ...lines, ''].join('\r\n');
}

function sipMessage(startLine: string, method: string, sdp: string, callId: string): string {
  const isOpening = startLine.startsWith('INVITE');
  return [
    startLine,
    `Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK-${method === 'ACK' ? 'ack' : '1'}`,
    'From: <sip:alice@10.0.0.1>;tag=a',
    `To: <sip:bob@10.0.0.2>${isOpening ? '' : ';tag=b'}`,
    `Call-ID: ${callId}`,
    `CSeq: 1 ${method}`,
    'Contact: <sip:alice@10.0.0.1>',
    ...(sdp === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${sdp.length}`,
    '',
    sdp,
  ].join('\r\n');
}

export interface RtpOptions {
  readonly from?: string;
  readonly to?: string;
  readonly ssrc?: number;
  readonly payloadType?: number;
  /** Of the first packet. */
  readonly sequence?: number;
  readonly timestamp?: number;
  readonly timeMicros?: number;
  /** Of one packet: bytes of payload, ticks of the RTP clock, µs. Default 160, 160, 20,000. */
  readonly bytes?: number;
  readonly ticks?: number;
  readonly micros?: number;
}

/** One packet. */
export function rtpPacket(
  payload: Uint8Array,
  o: { ssrc?: number; payloadType?: number; sequence?: number; timestamp?: number; marker?: boolean } = {},
): Buffer {
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = (o.payloadType ?? 0) | (o.marker === true ? 0x80 : 0);
  header.writeUInt16BE((o.sequence ?? 0) & 0xffff, 2);
  header.writeUInt32BE((o.timestamp ?? 0) >>> 0, 4);
  header.writeUInt32BE(o.ssrc ?? 0x1234, 8);
  return Buffer.concat([header, payload]);
}

/** The payload cut into packets, from the caller to the callee unless stated otherwise; or one packet for each payload of a list. */
export function rtpPackets(payload: Uint8Array | readonly Uint8Array[], o: RtpOptions = {}): MediaFrame[] {
  const { bytes = 160, ticks = 160, micros = 20_000 } = o;
  const pieces = payload instanceof Uint8Array ? cut(payload, bytes) : payload;
  return pieces.map((piece, at) => ({
    timeMicros: (o.timeMicros ?? MEDIA_START) + at * micros,
    from: o.from ?? CALLER,
    to: o.to ?? CALLEE,
    payload: rtpPacket(piece, {
      ssrc: o.ssrc ?? 0x1234,
      payloadType: o.payloadType ?? 0,
      sequence: (o.sequence ?? 100) + at,
      timestamp: (o.timestamp ?? 4_294_967_000) + at * ticks,
      marker: at === 0,
    }),
  }));
}

function cut(bytes: Uint8Array, length: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, at) =>
    bytes.subarray(at * length, (at + 1) * length),
  );
}
