import { expect, test } from 'vitest';
import { type CallsWatch, type CallWatch, noteCall, noteCalls, startWatch } from '../../server/live-watch.ts';

const window = { offset: 0, limit: 10 };

function callsWatch(): CallsWatch {
  const watch = startWatch({ type: 'watch', view: 'calls', capture: 'demo', filter: '', sort: '', window, seq: 1 });
  if (watch.view !== 'calls') throw new Error('not a watch of calls');
  return { ...watch, due: false, changed: new Set() };
}

function callWatch(leg: number): CallWatch {
  const watch = startWatch({ type: 'watch', view: 'call', capture: 'demo', leg, seq: 1 });
  if (watch.view !== 'call') throw new Error('not a watch of a call');
  return { ...watch, due: false, notBefore: 5000 };
}

test('every watch begins due', () => {
  expect(startWatch({ type: 'watch', view: 'captures', seq: 3 })).toEqual({ view: 'captures', seq: 3, due: true });
  expect(startWatch({ type: 'watch', view: 'call', capture: 'demo', leg: 1, seq: 1 }).due).toBe(true);
  const calls = startWatch({ type: 'watch', view: 'calls', capture: 'demo', filter: '', sort: '', window, seq: 1 });
  expect(calls).toMatchObject({ due: true, shown: undefined, changed: undefined });
});

test('changed legs gather, and one change that nobody can name makes all suspect', () => {
  const watch = callsWatch();
  noteCalls(watch, [1, 2]);
  noteCalls(watch, [2, 3]);
  expect(watch).toMatchObject({ due: true, changed: new Set([1, 2, 3]) });
  noteCalls(watch, undefined);
  noteCalls(watch, [4]);
  expect(watch.changed).toBeUndefined();
});

test('a list whose filter is wrong is not asked again', () => {
  const error = { message: 'm', position: 0, length: 1, expected: [] };
  const watch: CallsWatch = { ...callsWatch(), shown: { rows: [], offset: 0, total: 0, all: 5, error } };
  noteCalls(watch, [1]);
  expect(watch.due).toBe(false);
});

test('a watched call is due at once when it changed, later when nobody knows, not at all when another did', () => {
  const other = callWatch(7);
  noteCall(other, [6, 8]);
  expect(other.due).toBe(false);
  const own = callWatch(7);
  noteCall(own, [6, 7]);
  expect(own).toMatchObject({ due: true, notBefore: 0 });
  const unsure = callWatch(7);
  noteCall(unsure, undefined);
  expect(unsure).toMatchObject({ due: true, notBefore: 5000 });
});
