import { expect, test } from 'vitest';
import { byteProblems, HeadLines } from '../../../collector/sip/head-lines.ts';

function linesOf(text: string): { lines: string[]; problems: string[] } {
  const bytes = Buffer.from(text, 'latin1');
  const head = new HeadLines(bytes);
  const lines: string[] = [];
  while (!head.done) {
    const { start, end } = head.next();
    lines.push(bytes.toString('latin1', start, end));
  }
  return { lines, problems: head.problems() };
}

test('lines come without their line ends, those before the first are skipped', () => {
  expect(linesOf('\r\n\n\ra\r\nb\r\n\r\n')).toEqual({ lines: ['a', 'b', ''], problems: [] });
});

test('line ends without CR, and a last line without any, are told once', () => {
  expect(linesOf('a\nb\nc')).toEqual({
    lines: ['a', 'b', 'c'],
    problems: [
      'lines end with LF alone instead of CR LF (RFC 3261 §7)',
      'the message ends in the middle of a line (RFC 3261 §7)',
    ],
  });
});

test('only the head is judged, and each kind of byte is told once with its place', () => {
  const bytes = Buffer.from('a\r\nb\u0000\u0001\u00ff\u00ff\r\nbody \u0000', 'latin1');
  expect(byteProblems(bytes, 10)).toEqual([
    'no valid UTF-8 in the line at byte 3 of the message (RFC 3261 §7)',
    'a NUL byte at byte 4 of the message (RFC 3261 §25.1)',
  ]);
  expect(byteProblems(bytes, 3)).toEqual([]);
});
