import { expect, test } from 'vitest';
import { Reason } from '../../../collector/model/health.ts';
import { LateFrames } from '../../../collector/stream/late-frames.ts';
import { Ended } from '../../../collector/stream/outcome.ts';

test('each frame counts once, as the best of its records', () => {
  const late = new LateFrames();
  late.note(0, 1, Reason.WebSocketControl);
  late.note(0, 1, Ended.AsSip);
  late.note(0, 2, Reason.WebSocketControl);
  late.note(1, 2, Ended.AsSip);
  expect([...late.take(3, Reason.NotSip)]).toEqual([
    [Ended.AsSip, 2],
    [Reason.WebSocketControl, 1],
  ]);
});

test('frames that completed nothing, or still wait, are what the rest is', () => {
  const late = new LateFrames();
  late.note(0, 1, Ended.Waiting);
  late.note(0, 2, Ended.AsSip);
  expect([...late.take(5, Reason.NotSip)]).toEqual([
    [Reason.NotSip, 4],
    [Ended.AsSip, 1],
  ]);
  expect([...late.take(0, Reason.NotSip)]).toEqual([]);
});

test('never more frames than there are', () => {
  const late = new LateFrames();
  for (let frame = 1; frame < 9; frame++) late.note(0, frame, Ended.AsSip);
  expect([...late.take(2, Reason.NotSip)]).toEqual([[Ended.AsSip, 2]]);
});
