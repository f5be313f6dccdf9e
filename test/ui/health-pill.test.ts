import { expect, test } from 'vitest';
import { captureState, healthPill, isClearable, livesFirst } from '../../ui/health-pill.ts';
import { captureInfo, liveInfo, progressOf } from '../support/ui-state.ts';

test('a capture without loss is green', () => {
  expect(healthPill({ progress: progressOf() })).toEqual({ level: 'good', text: '0 lost' });
});
test('frames that were not decoded are told with their number', () => {
  expect(healthPill({ progress: progressOf({ notDecoded: 1312 }) })).toEqual({
    level: 'warn',
    text: '1,312 not decoded',
  });
});
test('a capture that cannot be read is red whatever else it counts', () => {
  expect(healthPill({ progress: progressOf({ state: 'failed', notDecoded: 5 }) })).toEqual({
    level: 'bad',
    text: 'not readable',
  });
});
test('what was dropped stands before what was not decoded: it cannot be had back', () => {
  expect(healthPill({ progress: progressOf({ dropped: 1204, notDecoded: 5 }) })).toEqual({
    level: 'bad',
    text: '1,204 dropped',
  });
});
test('a recorder that failed or is gone is red', () => {
  const progress = progressOf({ state: 'live' });
  expect(healthPill({ progress, live: liveInfo({ recorder: 'failed' }) })).toEqual({
    level: 'bad',
    text: 'recording failed',
  });
  expect(healthPill({ progress, live: liveInfo({ recorder: 'gone' }) }).text).toBe('recorder gone');
});
test('a live capture says what its recorder does, a followed file that more may come', () => {
  const progress = progressOf({ state: 'live' });
  expect(captureState({ progress, live: liveInfo() })).toEqual({ pulse: 'live', text: 'live' });
  expect(captureState({ progress, live: liveInfo({ recorder: 'stopped' }) })).toEqual({
    pulse: 'still',
    text: 'stopped',
  });
  expect(captureState({ progress })).toEqual({ pulse: 'live', text: 'live' });
  expect(captureState({ progress: progressOf() })).toEqual({ pulse: 'still', text: 'loaded' });
});
test('calls can be cleared while more may come', () => {
  expect(isClearable({ progress: progressOf({ state: 'live' }) })).toBe(true);
  expect(isClearable({ progress: progressOf(), live: liveInfo({ recorder: 'stopped' }) })).toBe(false);
});
test('captures that are recorded stand first', () => {
  const captures = [captureInfo('a'), captureInfo('b', { state: 'live' })];
  expect(livesFirst(captures).map(capture => capture.id)).toEqual(['b', 'a']);
});
