// Streams of a made call for questions about streams: RtpBench packets behind a trace of one or two legs.

import type { CallSources } from '../../collector/query/call-detail.ts';
import { callSources } from './call-sources.ts';
import { RtpBench } from './rtp-bench.ts';
import { trace } from './trace.ts';

/** A store with two legs, whose messages are rows 0 and 1, and an empty bench whose announcements are those rows. */
export async function streamSources(): Promise<{ readonly bench: RtpBench; readonly sources: CallSources }> {
  const t = trace().request('INVITE').request('INVITE', { callId: 'call-2' });
  const bench = new RtpBench({}, t.store.endpoints);
  bench.legs.set(0, 0).set(1, 1);
  const sources: CallSources = { ...(await callSources(t)), streams: bench.rtp.streams, media: bench.rtp };
  return { bench, sources };
}

export const AUDIO = ['c=IN IP4 10.0.0.2', 'm=audio 6000 RTP/AVP 0'] as const;
