import { expect, test } from 'vitest';
import { answerTo, mainStream } from '../../../ui/state/stream-pairs.ts';
import { streamReport } from '../../support/stream-report.ts';

const there = streamReport(0, 'a:1', 'b:2', { packets: 500, startTime: 0, endTime: 1000 });
const back = streamReport(1, 'b:2', 'a:1', { packets: 400, startTime: 500, endTime: 1500 });
const later = streamReport(2, 'b:2', 'a:1', { packets: 900, startTime: 2000, endTime: 3000 });

test('the main stream is the one with the most packets', () => {
  expect(mainStream([there, back])).toBe(there);
  expect(mainStream([])).toBeUndefined();
});
test('a stream is answered by the one the other way round, at the same time', () => {
  expect(answerTo([there, back, later], there)).toBe(back);
  expect(answerTo([there, later], there)).toBeUndefined();
});
