// RTP goes on after the call is over: a side that never learnt of the BYE, or a media server that leaks its streams.

import { MICROS_PER_SECOND, type Micros } from '../../model/time.ts';
import { MediaSymptom } from '../media-symptoms.ts';
import type { LegRule } from '../rule.ts';
import { duration } from '../words.ts';

/** What is in buffers and on the way runs out sooner. */
const TOLERATED_MICROS: Micros = 5 * MICROS_PER_SECOND;

export const mediaAfterBye: LegRule = {
  id: 'media-after-bye',
  title: 'Media after the end of the call',
  rfc: 'RFC 3261 §15',
  symptoms: MediaSymptom.AfterEnd,
  check(leg) {
    const bye = leg.messages.find(message => message.isRequest && message.method === 'BYE');
    if (leg.call.kind !== 'call' || leg.call.state !== 'ended' || bye === undefined) return [];
    const done = leg.messages.findLast(message => message.method === 'BYE')?.time ?? bye.time;
    const late = leg.streams.filter(stream => stream.endTime - done > TOLERATED_MICROS);
    // A stream that began after the BYE belongs to something else that got the same port.
    const leaked = late.filter(stream => stream.startTime < bye.time);
    if (leaked.length === 0) return [];
    const longest = leaked.reduce((a, b) => (b.endTime > a.endTime ? b : a));
    const transferred = leg.call.flags.includes('transferred');
    return [
      {
        severity: transferred ? 'notice' : 'warning',
        message: `${longest.source} went on sending RTP for ${duration(longest.endTime - done)} after the BYE, to ${longest.destination}.`,
        evidence: leg.messages.filter(message => message.method === 'BYE').map(message => message.index),
        streams: leaked.map(stream => stream.id),
        time: done,
        confidence: transferred || leg.call.flags.includes('forked') ? 'low' : 'medium',
        unknown: 'Whether another call, whose signalling was not captured, uses the same ports.',
        next: 'Look whether the BYE reached the sender of this stream, and whether its media process ends with the call: streams that leak hold ports and may be billed.',
      },
    ];
  },
};
