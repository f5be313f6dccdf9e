import { describe, expect, test } from 'vitest';
import type { CaptureHealth } from '../../../server/wire/types.ts';
import type { Action } from '../../../ui/state/actions.ts';
import { type AppState, MESSAGE_LIMIT, START_STATE } from '../../../ui/state/app-state.ts';
import { reduce } from '../../../ui/state/reduce.ts';
import { captureInfo, progressOf, snapshot } from '../../support/ui-state.ts';

const run = (...actions: readonly Action[]): AppState => actions.reduce(reduce, START_STATE);
const PROBLEM = { code: 'SIPA_X', message: 'no', hint: '' };
const HEALTH: CaptureHealth = {
  frames: 1,
  sipMessages: 1,
  mediaPackets: 0,
  media: { streams: 0, withoutSignalling: 0, rtcpPackets: 0, rtcpEncrypted: 0, rtcpUnreadable: 0 },
  duplicates: 0,
  retransmissions: 0,
  malformed: 0,
  truncatedFrames: 0,
  notDecoded: [],
  shed: {},
  sources: [],
  points: [],
  dropped: 0,
  tls: { connections: 0, decrypted: 0, withoutKey: 0, failed: 0 },
};

describe('captures', () => {
  test('progress moves the capture it names', () => {
    const state = run(
      { type: 'captures', captures: [captureInfo('a'), captureInfo('b')] },
      { type: 'received', message: { type: 'progress', capture: 'b', progress: progressOf({ legs: 99 }) } },
    );
    expect(state.captures?.map(capture => capture.progress.legs)).toEqual([10, 99]);
  });
  test('progress of a capture nobody named changes nothing', () => {
    const before = run({ type: 'captures', captures: [captureInfo('a')] });
    expect(
      reduce(before, { type: 'received', message: { type: 'progress', capture: 'x', progress: progressOf() } }),
    ).toBe(before);
  });
  test('an uploaded capture is added once', () => {
    const state = run(
      { type: 'capture-added', capture: captureInfo('a') },
      { type: 'capture-added', capture: captureInfo('a') },
    );
    expect(state.captures).toHaveLength(1);
  });
  test('what a file brought while it loaded is no news once it is loaded', () => {
    const state = run(
      { type: 'captures', captures: [captureInfo('demo', { state: 'loading' })] },
      {
        type: 'list-asked',
        key: { capture: 'demo', generation: 0, filter: '', sort: '', columns: '', calls: '' },
        window: { offset: 0, limit: 150 },
        seq: 1,
      },
      { type: 'received', message: snapshot(1, 0, 10, 10) },
      { type: 'received', message: snapshot(1, 0, 150, 500) },
    );
    expect(state.list.seenTotal).toBe(10);
    const loaded = reduce(state, {
      type: 'received',
      message: { type: 'progress', capture: 'demo', progress: progressOf() },
    });
    expect(loaded.list.seenTotal).toBe(500);
  });
});

describe('what is asked for', () => {
  test('keeps the answer before it while it is asked for again', () => {
    const state = run(
      { type: 'health-asked', id: 'a' },
      { type: 'health', id: 'a', value: HEALTH },
      { type: 'health-asked', id: 'a' },
    );
    expect(state.health).toEqual({ id: 'a', value: HEALTH, problem: undefined });
  });
  test('drops an answer that comes after another was asked for', () => {
    const state = run(
      { type: 'health-asked', id: 'a' },
      { type: 'health-asked', id: 'b' },
      { type: 'health', id: 'a', value: HEALTH },
    );
    expect(state.health).toEqual({ id: 'b', value: undefined, problem: undefined });
  });
  test('can be refused, in words', () => {
    expect(
      run({ type: 'call-asked', id: 'demo:7' }, { type: 'call-refused', id: 'demo:7', problem: PROBLEM }).call?.problem,
    ).toBe(PROBLEM);
  });
  test('is kept for the latest messages only', () => {
    const actions = Array.from(
      { length: MESSAGE_LIMIT + 5 },
      (_, index): Action => ({ type: 'message-asked', id: `demo:${index}` }),
    );
    const state = run(...actions);
    expect(state.messages.size).toBe(MESSAGE_LIMIT);
    expect(state.messages.has('demo:0')).toBe(false);
  });
});

test('an error on the live socket is shown until it is dismissed', () => {
  const state = run({ type: 'received', message: { type: 'error', ...PROBLEM } });
  expect(state.problem).toEqual(PROBLEM);
  expect(reduce(state, { type: 'problem-dismissed' }).problem).toBeUndefined();
});
test('a message of a newer server is passed over', () => {
  const message = JSON.parse('{"type":"weather","capture":"a"}');
  expect(reduce(START_STATE, { type: 'received', message })).toBe(START_STATE);
});
