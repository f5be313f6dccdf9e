import { expect, test } from 'vitest';
import { CanvasLine } from '../../../collector/ladder/text-canvas.ts';

test('later paint covers earlier paint', () => {
  const line = new CanvasLine();
  line.fill(2, 8, '-', 'plain');
  expect(line.put(4, 'ab', 'plain')).toBe(6);
  expect(line.text(false)).toBe('  --ab--');
});

test('a double-width character takes two cells, and half of one is never left', () => {
  const line = new CanvasLine();
  line.put(0, '電話x', 'plain');
  expect(line.text(false)).toBe('電話x');
  line.put(1, 'a', 'plain');
  expect(line.text(false)).toBe(' a話x');
  line.put(2, 'b', 'plain');
  expect(line.text(false)).toBe(' ab x');
});

test('a mark joins the character before it', () => {
  const line = new CanvasLine();
  line.put(0, 'e\u0301電\u0301|', 'plain');
  expect(line.text(false)).toBe('e\u0301電\u0301|');
});

test('colours open and close around what they colour', () => {
  const line = new CanvasLine();
  line.put(0, 'ab', 'success');
  line.put(2, 'c', 'plain');
  expect(line.text(true)).toBe('\x1b[0;32mab\x1b[0mc');
  line.put(2, 'c', 'dim');
  expect(line.text(true)).toBe('\x1b[0;32mab\x1b[0;2mc\x1b[0m');
});
