// SRTP was agreed and the packets look like plain RTP, or the other way round. SRTP leaves the header as it is and adds a tag of 10
// or 4 bytes (RFC 3711 §4.2), so only codecs of a constant size tell: G.711 and G.722 send multiples of 40 bytes (5 ms).

import type { StreamReport } from '../../model/stream.ts';
import { type AgreedLine, agreedLines, FLOWS, flowsOf, isAudio } from '../agreed-media.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { Found, LegRule } from '../rule.ts';

const PACKETS = 50;
/** Bytes of 5 ms. */
const UNIT = 40;
/** 80-bit and 32-bit authentication tags. */
const TAGS: readonly number[] = [10, 4];
/** PCMU, PCMA, G722 (RFC 3551 §6). */
const CONSTANT: readonly number[] = [0, 8, 9];

export const srtpMismatch: LegRule = {
  id: 'srtp-mismatch',
  title: 'Encryption agreed by one side only',
  rfc: 'RFC 3711 §3.1',
  symptoms: MediaSymptom.OddSize,
  check(leg) {
    const lines = agreedLines(leg).filter(isAudio);
    const flows = flowsOf(leg, lines);
    return FLOWS.flatMap(flow =>
      flows[flow].flatMap(stream => {
        const during = lines.filter(agreed => agreed.from <= stream.endTime && agreed.to >= stream.startTime);
        return judge(stream, during) ?? [];
      }),
    );
  },
};

function judge(stream: StreamReport, lines: readonly AgreedLine[]): Found | undefined {
  if (lines.length === 0 || stream.packets < PACKETS || stream.payloadTypes.length !== 1) return undefined;
  if (!CONSTANT.includes(stream.payloadType)) return undefined;
  const bytes = stream.bytes / stream.packets;
  // Mixed sizes have no whole mean.
  if (!Number.isInteger(bytes) || bytes < UNIT) return undefined;
  const isAgreed = lines.every(agreed => agreed.line.security !== 'none');
  const isPlain = lines.every(agreed => agreed.line.security === 'none' && !agreed.line.protocol.includes('SAVP'));
  const rest = bytes % UNIT;
  if (isAgreed && rest === 0)
    return tell(stream, lines[0], bytes, 'SRTP was agreed, but the packets have the size of plain RTP');
  if (isPlain && TAGS.includes(rest))
    return tell(
      stream,
      lines[0],
      bytes,
      `plain RTP was agreed, but the packets are ${rest} bytes longer than the codec makes them, as SRTP is`,
    );
  return undefined;
}

function tell(stream: StreamReport, agreed: AgreedLine, bytes: number, words: string): Found {
  return {
    severity: 'warning',
    message: `From ${stream.source}: ${words} (${bytes} bytes of ${stream.codec} each). The other side hears noise or nothing.`,
    evidence: [agreed.offer, agreed.answer],
    streams: [stream.id],
    time: stream.startTime,
    confidence: 'low',
    unknown:
      'The header of SRTP is that of RTP: only the size tells them apart, and a session without authentication has none.',
    next: 'Listen to the stream: noise means encrypted, speech means plain. Then compare a=crypto and the m= profile of offer and answer.',
  };
}
