import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AddressBar } from '../../ui/address-bar.ts';

const before = location.href;
let bar = new AddressBar();
const written = (): string => location.pathname + location.search;

beforeEach(() => {
  vi.useFakeTimers();
  history.replaceState(undefined, '', '/calls');
  bar = new AddressBar();
  bar.connect();
});
afterEach(() => {
  bar.forget();
  bar.disconnect();
  vi.useRealTimers();
  history.replaceState(undefined, '', before);
});

test('how a place is looked at is known at once and written once it rests', () => {
  for (let row = 1; row <= 5; row++) bar.replace(`/calls?row=${row}`);
  expect([bar.current, written()]).toEqual(['/calls?row=5', '/calls']);
  vi.advanceTimersByTime(100);
  expect(written()).toBe('/calls?row=5');
});
test('a new place is written at once, after how the old one was looked at', () => {
  const entries = history.length;
  bar.replace('/calls?row=7');
  bar.push('/calls/demo:7');
  expect([history.length - entries, bar.current, written()]).toEqual([1, '/calls/demo:7', '/calls/demo:7']);
  vi.advanceTimersByTime(1000);
  expect(written()).toBe('/calls/demo:7');
});
test('a place that is there already is no new one', () => {
  const entries = history.length;
  bar.push('/calls');
  expect(history.length).toBe(entries);
});
test('a key that is held down for a minute does not write more often than browsers bear', () => {
  const replaced = vi.spyOn(history, 'replaceState');
  for (let press = 0; press < 60 * 4; press++) {
    bar.replace(`/calls?row=${press}`);
    // Slow enough for each to be written by itself.
    vi.advanceTimersByTime(250);
  }
  vi.advanceTimersByTime(1000);
  expect(written()).toBe('/calls?row=239');
  expect(replaced.mock.calls.length).toBeLessThan(200);
  replaced.mockRestore();
});
test('what was meant for an entry that was left is forgotten, what is left for good is written', () => {
  bar.replace('/calls?row=1');
  bar.forget();
  vi.advanceTimersByTime(1000);
  expect([bar.current, written()]).toEqual(['/calls', '/calls']);
  bar.replace('/calls?row=2');
  window.dispatchEvent(new Event('pagehide'));
  expect(written()).toBe('/calls?row=2');
});
