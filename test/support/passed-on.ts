// A call that a B2BUA (10.0.0.5) passed on as another leg, by hand: Alice (10.0.0.1) calls, Bob (10.0.0.2) answers after 2 s, Alice hangs
// up after 20 s, and so does the B2BUA. A case says what is different; times are seconds.

import type { PassedLeg, PassedOn } from '../../collector/findings/passed-on.ts';
import { second } from './trace-facts.ts';

export type LegCase = Partial<PassedLeg>;

export function pair(outer: LegCase = {}, inner: LegCase = {}, legs = 2): PassedOn {
  return {
    outer: { ...leg(0, 'outer@x', '10.0.0.1:5060', '10.0.0.5:5060'), opening: 0, ending: 8, ...outer },
    inner: {
      ...leg(1, 'inner@x', '10.0.0.5:5060', '10.0.0.2:5060'),
      startTime: second(0.1),
      opening: 1,
      ending: 9,
      ...inner,
    },
    reason: 'session-id',
    legs,
  };
}

function leg(
  number: number,
  callId: string,
  source: string,
  destination: string,
): Omit<PassedLeg, 'opening' | 'ending'> {
  return {
    leg: number,
    callId,
    source,
    destination,
    state: 'ended',
    statusCode: 200,
    isUnclear: false,
    startTime: second(0),
    soundTime: second(1),
    answerTime: second(2),
    endTime: second(20),
  };
}
