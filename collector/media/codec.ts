// What a payload type means: by the rtpmap of the SDP that announced the stream, else by the static table (RFC 3551 §6).

import { staticPayloadType } from '../sip/payload-types.ts';

export interface Codec {
  /** Encoding name as written; `PT 97` when nothing names it. */
  readonly name: string;
  /** Hz of the RTP clock; 0 when unknown. */
  readonly clockHz: number;
}

/** a=rtpmap:<payload type> <encoding name>/<clock rate>[/<encoding parameters>]  (RFC 8866 §6.6) */
export function findCodec(sdp: string, payloadType: number): Codec {
  for (const [, type, name, clock] of sdp.matchAll(/^a=rtpmap:\s{0,4}(\d{1,3})\s{1,4}([^/\s]{1,64})\/(\d{1,8})/gm)) {
    if (Number(type) === payloadType) return { name, clockHz: Number(clock) };
  }
  const [name, clock] = staticPayloadType(payloadType)?.split('/') ?? [];
  return name === undefined ? { name: `PT ${payloadType}`, clockHz: 0 } : { name, clockHz: Number(clock) };
}

/** Events (RFC 4733) and comfort noise (RFC 3389) go beside the codec of a stream. */
export function isBesideMedia(codec: string): boolean {
  return /^(?:telephone-event|tone|CN)$/i.test(codec);
}

/** Whether an m-line with a secure profile (RTP/SAVP, RTP/SAVPF; RFC 3711, RFC 5124) is in it. */
export function isSecure(sdp: string): boolean {
  return /^m=\S{1,32} \S{1,16} [\w/]{0,32}\bS?RTP\/SAVPF?\b/im.test(sdp);
}
