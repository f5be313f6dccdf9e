import { expect, test } from 'vitest';
import { Window } from '../../../collector/segment/window.ts';
import { MemorySource } from '../../support/segment-frames.ts';

const content = Buffer.from(Array.from({ length: 100 }, (_, i) => i));

test('fill moves the tail to the front and reads behind it', async () => {
  const window = new Window(new MemorySource(content), 16);
  await window.fill();
  window.at = 12;
  await window.fill();
  expect([window.base, window.at, window.end]).toEqual([12, 0, 16]);
  expect([...window.bytes]).toEqual([...content.subarray(12, 28)]);
});

test('the buffer grows only when what is wanted fills it', async () => {
  const window = new Window(new MemorySource(content), 16);
  await window.fill();
  expect(window.bytes.length).toBe(16);
  await window.fill();
  expect(window.bytes.length).toBe(32);
  expect([...window.bytes.subarray(0, window.end)]).toEqual([...content.subarray(0, 32)]);
});

test('bytes that are skipped are read and forgotten', async () => {
  const window = new Window(new MemorySource(content), 16);
  window.at = 50;
  for (let turn = 0; turn < 4; turn++) await window.fill();
  expect(window.base + window.at).toBe(50);
  expect(window.bytes[window.at]).toBe(50);
  expect(window.bytes.length).toBe(16);
});

test('after the last byte it is ended, and stays so', async () => {
  const window = new Window(new MemorySource(content), 128);
  await window.fill();
  expect(window.ended).toBe(false);
  await window.fill();
  expect(window.ended).toBe(true);
  await window.fill();
  expect(window.end).toBe(100);
});
