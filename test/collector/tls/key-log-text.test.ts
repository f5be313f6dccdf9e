import { expect, test } from 'vitest';
import { KeyLogText, MAX_LINE_BYTES } from '../../../collector/tls/key-log-text.ts';

const HEX = 'ab'.repeat(32);

function read(pieces: readonly string[], isWhole: (line: string) => boolean = () => false) {
  const lines: string[] = [];
  const early: string[] = [];
  let overlong = 0;
  const text = new KeyLogText({
    onLine: line => void lines.push(line),
    onUnfinishedLine: line => {
      early.push(line);
      return isWhole(line);
    },
    onOverlongLine: () => void overlong++,
  });
  for (const piece of pieces) text.push(Buffer.from(piece, 'latin1'));
  return { lines, early, overlong };
}

test('lines come whole, however the text is cut', () => {
  const text = '# comment\nA 1 2\r\n\nB 3 4\n';
  for (let size = 1; size <= text.length; size++) {
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    expect(read(pieces).lines).toEqual(['# comment', 'A 1 2\r', '', 'B 3 4']);
  }
});

test('the last line is shown before it ends, and again as it grows', () => {
  expect(read(['A 1 ', '2'])).toMatchObject({ lines: [], early: ['A 1 ', 'A 1 2'] });
});

test('a last line that was taken as whole is not given again', () => {
  expect(read([`A 1 ${HEX}`, '\n', 'B 2\n'], () => true).lines).toEqual(['B 2']);
  // Another text follows without a newline between.
  expect(read([`A 1 ${HEX}`, 'B 2\n'], () => true).lines).toEqual(['B 2']);
});

test('after a last line without newline, a label begins another text', () => {
  expect(read([`CLIENT_TRAFFIC_SECRET_0 1 ${HEX}`, 'CLIENT_RANDOM 1 2\n']).lines).toEqual(['CLIENT_RANDOM 1 2']);
  expect(read([`CLIENT_TRAFFIC_SECRET_0 1 ${HEX}`, 'abcd\n']).lines).toEqual([`CLIENT_TRAFFIC_SECRET_0 1 ${HEX}abcd`]);
});

test('a line of any length takes little memory and is passed over to its end', () => {
  const long = 'x'.repeat(MAX_LINE_BYTES);
  expect(read([`${long}y`, long, `${long}\nA\n`])).toMatchObject({ lines: ['A'], early: [], overlong: 1 });
  expect(read([`${long}y\nA\n`])).toMatchObject({ lines: ['A'], overlong: 1 });
  expect(read([long, 'y', '\nA\n'])).toMatchObject({ lines: ['A'], overlong: 1 });
});
