import { expect, test } from 'vitest';
import { CaptureCounters } from '../../collector/capture-counters.ts';
import { Frame } from '../../collector/model/frame.ts';
import { HARMLESS, NOT_DECODED, Reason } from '../../collector/model/health.ts';

function frame(number: number): Frame {
  return Object.assign(new Frame(), { number, segment: 1, timeMicros: number * 10 });
}

const SAMPLE = {
  segment: 0,
  frameNumber: 7,
  timeMicros: 70,
  point: 0,
  offset: 40,
  length: 60,
  originalLength: 60,
  linkType: 1,
};

const NOTHING = {
  bytes: 0,
  truncatedFrames: 0,
  sipMessages: 0,
  sipFrames: 0,
  mediaFrames: 0,
  heldFrames: 0,
  notDecoded: [],
};

test('only reasons that happened are listed, with where they happened', () => {
  const counters = new CaptureCounters();
  counters.note(Reason.NotIp, frame(3));
  counters.note(Reason.Rtcp, frame(4));
  counters.note(Reason.NotIp, frame(5));
  expect(counters.list()).toMatchObject([
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
  for (let number = 1; number <= 5; number++) {
    counters.begin(frame(number));
    counters.noteHeld(frame(number));
  }
  counters.noteGivenUp(Reason.FragmentIncomplete, 3, SAMPLE);
  expect(counters).toMatchObject({ heldFrames: 2, notDecoded: 3 });
  expect(counters.list()[0]).toMatchObject({ count: 3, samples: [{ frameNumber: 7 }] });
  expect(counters.listPoints()).toMatchObject([{ point: 0, frames: 5, heldFrames: 2, notDecoded: [{ count: 3 }] }]);
});

test('every point has counters of its own; their frames add up', () => {
  const counters = new CaptureCounters();
  const at = (point: number, number: number): Frame =>
    Object.assign(frame(number), { point, end: 60, originalLength: 60 });
  for (const one of [at(0, 1), at(2, 2), at(2, 3), at(2, 4)]) counters.begin(one);
  counters.noteSip(at(0, 1));
  counters.noteMedia(at(2, 2));
  counters.note(Reason.Stun, at(2, 3));
  counters.note(Reason.Stun, at(2, 4));
  expect(counters.listPoints()).toEqual([
    { ...NOTHING, point: 0, frames: 1, bytes: 60, sipFrames: 1, firstTime: 10, lastTime: 10 },
    {
      ...NOTHING,
      point: 2,
      frames: 3,
      bytes: 180,
      mediaFrames: 1,
      firstTime: 20,
      lastTime: 40,
      notDecoded: [{ reason: 'STUN', count: 2 }],
    },
  ]);
});

test('a frame that the snap length cut counts as truncated at its point', () => {
  const counters = new CaptureCounters();
  counters.begin(Object.assign(frame(1), { end: 60, originalLength: 1500 }));
  expect(counters.listPoints()).toMatchObject([{ truncatedFrames: 1, bytes: 60 }]);
});

test('the agent that a frame carried is a point beside the one that captured the frame', () => {
  const counters = new CaptureCounters();
  counters.begin(frame(1));
  counters.carry(5, 400, 12);
  counters.noteMessage(5);
  expect(counters.frames).toBe(1);
  expect(counters.listPoints()).toMatchObject([
    { point: 0, frames: 1, sipMessages: 0 },
    { point: 5, frames: 1, bytes: 400, sipMessages: 1, firstTime: 12 },
  ]);
});

test('frames that can be read after all move to SIP, or to another reason, and take their samples along', () => {
  const counters = new CaptureCounters();
  for (let number = 1; number <= 3; number++) {
    counters.begin(frame(number));
    counters.note(Reason.TlsWithoutKey, frame(number));
  }
  counters.takeBack(Reason.TlsWithoutKey, 1, 0, Reason.TlsHandshake);
  expect(counters.list().map(({ reason, count }) => [reason, count])).toEqual([
    ['TLS without key', 2],
    ['TLS handshake', 1],
  ]);
  counters.takeBack(Reason.TlsWithoutKey, 5, 0);
  expect(counters.sipFrames).toBe(2);
  expect(counters.findSample(1, 1)).toBeUndefined();
  expect(counters.listPoints()).toMatchObject([{ sipFrames: 2, notDecoded: [{ reason: 'TLS handshake', count: 1 }] }]);
});

test('what was held or counted before these counters began is none of theirs', () => {
  const counters = new CaptureCounters();
  counters.noteGivenUp(Reason.FragmentIncomplete, 3, SAMPLE);
  counters.takeBack(Reason.TlsWithoutKey, 3, 0);
  expect(counters).toMatchObject({ heldFrames: 0, notDecoded: 0, sipFrames: 0 });
});

test('a sample is found by where it lies', () => {
  const counters = new CaptureCounters();
  counters.note(Reason.Stun, frame(9));
  expect(counters.findSample(1, 9)).toMatchObject({ reason: 'STUN', sample: { frameNumber: 9 } });
  expect(counters.findSample(1, 10)).toBeUndefined();
  expect(counters.findSample(0, 9)).toBeUndefined();
});

test('what turned out to be media is moved there, no more of it than was counted', () => {
  const counters = new CaptureCounters();
  for (let number = 1; number <= 5; number++) {
    counters.begin(frame(number));
    counters.note(Reason.NotSip, frame(number));
  }
  counters.turnToMedia(Reason.NotSip, 4, 0);
  expect(counters.list()).toMatchObject([{ reason: 'not SIP', count: 1 }]);
  counters.turnToMedia(Reason.NotSip, 4, 0);
  expect(counters.list()).toEqual([]);
  expect(counters.mediaFrames).toBe(5);
  expect(counters.listPoints()).toMatchObject([{ mediaFrames: 5, notDecoded: [] }]);
});
