import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLocal } from '../../../collector/thread/local.ts';
import type { CaptureChange, CaptureHandle } from '../../../collector/thread/protocol.ts';
import type { ListQuery } from '../../../server/wire/types.ts';
import { FakeCapture } from '../../support/fake-capture.ts';

const SOURCE = { id: 'demo-1', paths: ['/demo.pcap'] };
const ALL: ListQuery = { filter: '', sort: '', offset: 0, limit: 10 };

let now = 0;
beforeEach(() => {
  now = 1000;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Resolves at the first announcement for which `wanted` holds. */
function announced(handle: CaptureHandle, wanted: (change: CaptureChange) => boolean): Promise<CaptureChange> {
  return new Promise(resolve => {
    const undo = handle.onChange(change => {
      if (!wanted(change)) return;
      undo();
      resolve(change);
    });
  });
}

test('a capture is read to its end and the end is announced', async () => {
  const handle = openLocal(SOURCE, async source => new FakeCapture(source, 4));
  expect(handle.progress()).toMatchObject({ state: 'loading', messages: 0 });
  const { progress } = await announced(handle, change => change.progress.state === 'ready');
  expect(progress).toMatchObject({ legs: 4, messages: 28 });
  expect(handle.progress()).toEqual(progress);
  expect(await handle.list({ ...ALL, limit: 2 })).toMatchObject({ total: 4, rows: [{ index: 0 }, { index: 1 }] });
  expect(await handle.call(3)).toMatchObject({ call: { id: 'demo-1:3' } });
  expect(await handle.call(4)).toBeUndefined();
  expect(await handle.message(1)).toMatchObject({ index: 1 });
  expect(await handle.health()).toMatchObject({ frames: 9 });
  expect(await handle.ask('streams', { leg: 3 })).toEqual([]);
});

test('fifty slices within 100 ms are announced once at their beginning and once at the end, with every changed leg', async () => {
  const handle = openLocal(SOURCE, async source => new FakeCapture(source, 50, 50));
  const changes: CaptureChange[] = [];
  handle.onChange(change => changes.push(change));
  await announced(handle, change => change.progress.state === 'ready');
  expect(changes).toHaveLength(2);
  expect(changes.flatMap(change => change.legs ?? [])).toEqual(Array.from({ length: 50 }, (_, leg) => leg));
});

test('a change inside the 100 ms is announced when they are over, though no further slice comes', async () => {
  let slice = (): void => undefined;
  let end = (): void => undefined;
  const capture = new FakeCapture(SOURCE, 3);
  capture.read = onSlice => {
    slice = onSlice;
    return new Promise(resolve => {
      end = resolve;
    });
  };
  const handle = openLocal(SOURCE, async () => capture);
  await handle.health();
  const changes: CaptureChange[] = [];
  handle.onChange(change => changes.push(change));
  slice();
  now += 40;
  slice();
  slice();
  expect(changes).toHaveLength(1);
  vi.advanceTimersByTime(59);
  expect(changes).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(changes).toHaveLength(2);
  end();
});

test('a source that cannot be opened is a failed capture, and every question says why', async () => {
  const error = Object.assign(new Error('demo.pcap is no capture'), {
    code: 'SIPA_NOT_A_CAPTURE',
    hint: 'Give a pcap file.',
  });
  const handle = openLocal(SOURCE, () => Promise.reject(error));
  const { progress } = await announced(handle, () => true);
  expect(progress).toMatchObject({ state: 'failed', error: { code: 'SIPA_NOT_A_CAPTURE', hint: 'Give a pcap file.' } });
  await expect(handle.list(ALL)).rejects.toMatchObject({ code: 'SIPA_NOT_A_CAPTURE' });
  await expect(handle.health()).rejects.toMatchObject({ hint: 'Give a pcap file.' });
  await handle.close();
});

test('what was read before a failure stays answerable', async () => {
  const capture = new FakeCapture(SOURCE, 5);
  capture.read = () => Promise.reject(new Error('disk fell out'));
  const handle = openLocal(SOURCE, async () => capture);
  const { progress } = await announced(handle, () => true);
  expect(progress).toMatchObject({
    state: 'failed',
    legs: 5,
    error: { code: 'SIPA_INTERNAL', message: 'disk fell out' },
  });
  expect((await handle.list(ALL)).total).toBe(5);
});

test('more changed legs than can be named are announced as undefined', async () => {
  const capture = new FakeCapture(SOURCE, 5);
  capture.takeChangedLegs = () => undefined;
  const handle = openLocal(SOURCE, async () => capture);
  expect((await announced(handle, () => true)).legs).toBeUndefined();
});

test('closing stops the reading, silences the listeners and can be repeated', async () => {
  const capture = new FakeCapture(SOURCE, 5, 1_000_000);
  const handle = openLocal(SOURCE, async () => capture);
  await announced(handle, () => true);
  const after = vi.fn();
  handle.onChange(after);
  await Promise.all([handle.close(), handle.close()]);
  await handle.close();
  expect(capture.closed).toBe(true);
  expect(after).not.toHaveBeenCalled();
  await expect(handle.list(ALL)).rejects.toMatchObject({ code: 'SIPA_CAPTURE_CLOSED' });
});

test('a listener that was undone hears nothing', async () => {
  const handle = openLocal(SOURCE, async source => new FakeCapture(source, 1));
  const listener = vi.fn();
  handle.onChange(listener)();
  await announced(handle, change => change.progress.state === 'ready');
  expect(listener).not.toHaveBeenCalled();
});

test('frames, keys, clear and the end of following reach the capture, and what they change is announced', async () => {
  const handle = openLocal(SOURCE, async source => new FakeCapture(source, 4));
  await announced(handle, change => change.progress.state === 'ready');
  expect(await handle.frame('0.3')).toMatchObject({ reason: 'STUN' });
  expect(await handle.frame('0.4')).toBeUndefined();
  now += 1000;
  expect(await handle.addKeys('one\ntwo\n')).toBe(2);
  now += 1000;
  const cleared = announced(handle, change => change.progress.generation === 1);
  await handle.clear();
  expect((await cleared).progress.legs).toBe(0);
  await handle.endFollowing();
});

test('a sample whose bytes are gone is refused with code and hint', async () => {
  const capture = new FakeCapture(SOURCE, 1);
  capture.frame = () => {
    throw Object.assign(new Error('gone'), { code: 'SIPA_SEGMENT_EXPIRED', hint: 'Keep more.' });
  };
  const handle = openLocal(SOURCE, async () => capture);
  await expect(handle.frame('0.3')).rejects.toMatchObject({ code: 'SIPA_SEGMENT_EXPIRED', hint: 'Keep more.' });
});

test('a capture prepares itself once, when what there is has been read', async () => {
  const capture = new FakeCapture(SOURCE, 4);
  const handle = openLocal(SOURCE, async () => capture);
  await announced(handle, change => change.progress.state === 'ready');
  expect(capture.prepared).toBe(1);
  await handle.addKeys('');
  vi.advanceTimersByTime(200);
  expect(capture.prepared).toBe(1);
});

test('while somebody asks, what is prepared is to give way', async () => {
  const capture = new FakeCapture(SOURCE, 4);
  const handle = openLocal(SOURCE, async () => capture);
  await announced(handle, change => change.progress.state === 'ready');
  expect(capture.isAsked()).toBe(false);
  await handle.list(ALL);
  expect(capture.isAsked()).toBe(true);
  now += 99;
  expect(capture.isAsked()).toBe(true);
  now += 1;
  expect(capture.isAsked()).toBe(false);
});
