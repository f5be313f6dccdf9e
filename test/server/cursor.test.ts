import { expect, test } from 'vitest';
import { readCursor, writeCursor } from '../../server/cursor.ts';

test('a cursor gives back its offset to the question it came from', () => {
  expect(readCursor(writeCursor(1200, ['demo', 'state = failed']), ['demo', 'state = failed'])).toBe(1200);
});

test('a cursor of another question, or no cursor at all, gives nothing', () => {
  const cursor = writeCursor(5, ['demo', '', '']);
  expect(readCursor(cursor, ['demo', '', '-start'])).toBeUndefined();
  // Parts that only look the same when glued together are different questions.
  expect(readCursor(writeCursor(5, ['a', 'b']), ['ab', ''])).toBeUndefined();
  for (const text of ['', 'x', '!!!', Buffer.from('-1.0').toString('base64url'), `${cursor}AAAA`]) {
    expect(readCursor(text, ['demo', '', ''])).toBeUndefined();
  }
});
