// The same frame from the same capture point twice: a mirror port that copies both directions of both ports, or a capture on `any`.
// Nothing is wrong with the calls; counts of other tools are.

import { percent } from '../figures.ts';
import type { TraceRule } from '../rule.ts';

const ENOUGH = 20;
const SHARE = 0.2;

export const captureDuplicates: TraceRule = {
  id: 'capture-duplicates',
  title: 'The capture shows messages twice',
  rfc: 'RFC 3261 §18',
  check(trace) {
    return trace.traffic().points.flatMap(point => {
      const share = point.ownDuplicates / point.messages;
      if (point.ownDuplicates < ENOUGH || share < SHARE) return [];
      return [
        {
          severity: 'notice' as const,
          message: `${percent(share)} of the messages of ${point.name} are copies of the same frame: it was captured twice on its way.`,
          evidence: point.firstOwnDuplicates,
          confidence: 'high' as const,
          unknown: '',
          next: 'Mirror one direction of each port, or one port of the path, or capture on one interface instead of any. Copies are shown once here, with their count.',
        },
      ];
    });
  },
};
