import { expect, test } from 'vitest';
import { byeNotPassedOn } from '../../../../collector/findings/rules/bye-not-passed-on.ts';
import type { StreamReport } from '../../../../collector/model/stream.ts';
import { mediaLeg, stream } from '../../../support/media-leg.ts';
import { type LegCase, pair } from '../../../support/passed-on.ts';
import { second, traceFacts } from '../../../support/trace-facts.ts';

const UP: LegCase = { state: 'established', endTime: undefined, ending: -1 };

/** RTP from and to the callee, until so many seconds. */
const rtp = (from: 'callee' | 'caller', until: number): StreamReport => ({
  ...stream(from),
  startTime: second(2),
  endTime: second(until),
});

function check(streams: readonly StreamReport[], outer: LegCase = {}, inner: LegCase = UP, legs = 2) {
  const facts = traceFacts({ passedOn: [pair(outer, inner, legs)] });
  const bye = { ...mediaLeg().messages[3], index: 8, isRequest: true, method: 'BYE', source: '10.0.0.1:5060' };
  return byeNotPassedOn.check({
    ...facts,
    open: number => (number === 1 ? { ...mediaLeg(), streams } : { ...mediaLeg(), messages: [bye] }),
  });
}

test('the caller hung up, and the callee sends for half a minute to nobody', () => {
  const found = check([rtp('callee', 55), rtp('caller', 20)]);
  expect(found).toMatchObject([{ severity: 'error', leg: 1, evidence: [8, 1], time: second(20) }]);
  expect(found[0].message).toContain('10.0.0.1:5060 hung up, and 10.0.0.5:5060 did not tell 10.0.0.2:5060');
  expect(found[0].message).toContain('for 35 s without getting any');
});

test.each<[string, readonly StreamReport[], LegCase?, LegCase?, number?]>([
  ['the callee is connected to somebody else', [rtp('callee', 55), rtp('caller', 55)]],
  ['media that end soon after', [rtp('callee', 25), rtp('caller', 20)]],
  ['no media, so that nothing proves that the leg goes on', []],
  ['both legs were hung up', [rtp('callee', 55)], {}, {}],
  ['a transfer', [rtp('callee', 55)], { isUnclear: true }],
  ['a third leg', [rtp('callee', 55)], {}, UP, 3],
  ['a BYE just before the end of the capture', [rtp('callee', 3600)], { endTime: second(3580) }],
])('not told: %s', (_, streams, outer, inner, legs) => {
  expect(check(streams, outer, inner, legs)).toEqual([]);
});
