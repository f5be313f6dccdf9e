import { expect, test } from 'vitest';
import { CaptureCounters } from '../../collector/capture-counters.ts';
import { Frame } from '../../collector/model/frame.ts';
import { HARMLESS, NOT_DECODED, Reason } from '../../collector/model/health.ts';

function frame(number: number): Frame {
  return Object.assign(new Frame(), { number, segment: 1, timeMicros: number * 10 });
}

test('only reasons that happened are listed, with where they happened', () => {
  const counters = new CaptureCounters();
  counters.note(Reason.NotIp, frame(3));
  counters.note(Reason.Rtcp, frame(4));
  counters.note(Reason.NotIp, frame(5));
  expect(counters.list()).toEqual([
    {
      reason: 'not IP',
      count: 2,
      samples: [
        { segment: 1, frameNumber: 3, timeMicros: 30 },
        { segment: 1, frameNumber: 5, timeMicros: 50 },
      ],
    },
    { reason: 'RTCP', count: 1, samples: [{ segment: 1, frameNumber: 4, timeMicros: 40 }] },
  ]);
});

test('of all reasons, those count as not decoded under which SIP may be hidden', () => {
  const counters = new CaptureCounters();
  for (const reason of Object.values(Reason)) counters.note(reason, frame(1));
  expect(counters.list()).toHaveLength(NOT_DECODED.length);
  expect(counters.notDecoded).toBe(NOT_DECODED.length - HARMLESS.length);
});

test('ten examples a reason are kept, all are counted', () => {
  const counters = new CaptureCounters();
  for (let number = 1; number <= 1000; number++) counters.note(Reason.NotSip, frame(number));
  expect(counters.list()[0].count).toBe(1000);
  expect(counters.list()[0].samples.map(sample => sample.frameNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('frames that were held and given up are no longer held', () => {
  const counters = new CaptureCounters();
  counters.heldFrames = 5;
  counters.noteGivenUp(Reason.FragmentIncomplete, 3, {
    segment: 0,
    frameNumber: 7,
    timeMicros: 70,
    point: 0,
    offset: 40,
    length: 60,
    originalLength: 60,
    linkType: 1,
  });
  expect(counters).toMatchObject({ heldFrames: 2, notDecoded: 3 });
  expect(counters.list()[0]).toMatchObject({ count: 3, samples: [{ frameNumber: 7 }] });
});
