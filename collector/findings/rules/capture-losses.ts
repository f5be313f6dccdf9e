// Frames that the capture lost, cut messages, holes in TCP streams: what is missing in a call may have been there.

import { counted } from '../figures.ts';
import type { Found, TraceRule } from '../rule.ts';

export const captureLosses: TraceRule = {
  id: 'capture-losses',
  title: 'The capture has gaps',
  rfc: 'RFC 3261 §18',
  check(trace) {
    const { truncated, firstTruncated, holes, firstHole, messages, refused } = trace.traffic();
    const found: Found[] = [];
    if (trace.framesLost > 0) {
      found.push({
        severity: 'notice',
        message: `${counted(trace.framesLost, 'frame')} never reached this capture: the kernel, the interface or the disk dropped ${trace.framesLost === 1 ? 'it' : 'them'}.`,
        evidence: [],
        time: trace.capture.start,
        confidence: 'high',
        unknown:
          'What was in them. Calls that lived at that time are marked; what is missing in them may have been sent.',
        next: 'Capture less with a filter, give the recorder a larger buffer, or a disk that keeps up.',
      });
    }
    if (truncated > 0) {
      found.push({
        severity: 'notice',
        message: `${truncated} of ${messages} messages are cut: the capture kept only the beginning of their frames, or they end early.`,
        evidence: [firstTruncated],
        confidence: 'high',
        unknown: 'What the rest says: SDP and headers at the end are missing.',
        next: 'Capture with a snap length of 65535 (tcpdump -s 0).',
      });
    }
    if (holes > 0) {
      found.push({
        severity: 'notice',
        message: `${counted(holes, 'message')} follow${holes === 1 ? 's' : ''} a hole in ${holes === 1 ? 'its' : 'their'} TCP stream: segments were not captured.`,
        evidence: [firstHole],
        confidence: 'high',
        unknown: 'How many messages were in the missing segments.',
        next: 'Look at the drops of the capture; for TCP, segments that are captured on two interfaces belong into one capture.',
      });
    }
    if (refused > 0) {
      found.push({
        severity: 'notice',
        message: `${counted(refused, 'time')} a host, a pair of hosts or a registration was beyond what is counted apart: findings about hosts and registrations leave them out.`,
        evidence: [],
        time: trace.capture.start,
        confidence: 'high',
        unknown: 'What is wrong with those that are left out. Findings about calls are whole.',
        next: 'Look at a part of the capture, by time or by address.',
      });
    }
    return found;
  },
};
