import { expect, test } from 'vitest';
import { layoutMap, mapWindow, rowAt } from '../../../ui/ladder/minimap-layout.ts';
import { shapeLadder } from '../../../ui/ladder/shape.ts';
import { START_VIEW } from '../../../ui/state/ladder-view.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';

const SIZE = { width: 50, height: 300 };
const none = new Map();

test('each row has its line while there is room, from host to host, in the colour of its class', () => {
  const rows = [ladderMessage(0), ladderMessage(1, { statusCode: 503, from: 1, to: 0 }), ladderMessage(2, { to: 0 })];
  const { lines } = layoutMap(shapeLadder({ ...ladder(0), rows }, START_VIEW), none, SIZE);
  expect(lines.map(({ y, x, width, token }) => [y, x, width, token])).toEqual([
    [0, 13, 25, '--class-request'],
    [3, 13, 25, '--class-5xx'],
    [6, 13, 3, '--class-request'],
  ]);
});
test('where rows share a px the gravest is seen, and the flags of findings stand beside', () => {
  const rows = Array.from({ length: 3000 }, (_, at) => ladderMessage(at, { statusCode: at === 1505 ? 603 : 200 }));
  const marks = new Map([[1505, { severity: 'error', title: '', finding: 'x' } as const]]);
  const map = layoutMap(shapeLadder({ ...ladder(0), rows }, START_VIEW), marks, SIZE);
  expect(map.lines).toHaveLength(300);
  expect(map.lines[150]).toMatchObject({ token: '--class-6xx', height: 1 });
  expect(map.marks).toEqual([{ y: 150, token: '--state-bad' }]);
});
test('lost frames and silences cross it, media are no line', () => {
  const rows = [
    { type: 'event', kind: 'loss', time: 0, text: '' } as const,
    { type: 'gap', time: 0, duration: 9000 } as const,
    ladderMessage(0),
    {
      type: 'event',
      kind: 'media',
      time: 0,
      text: '',
      media: { streams: [], endTime: 0, isBothWays: true, quality: 'good' },
    } as const,
  ];
  const { lines } = layoutMap(shapeLadder({ ...ladder(0), rows }, START_VIEW), none, SIZE);
  expect(lines.map(line => line.token)).toEqual(['--state-bad', '--surface-3', '--class-request']);
});
test('a place of the map is a row, and rows on screen are a box of it', () => {
  const map = layoutMap(shapeLadder(ladder(3000), START_VIEW), none, SIZE);
  expect([rowAt(map, 150, 3000), rowAt(map, -5, 3000), rowAt(map, 900, 3000)]).toEqual([1500, 0, 2999]);
  expect([mapWindow(map, 1000, 1100), mapWindow(map, 0, 10).height]).toEqual([{ y: 100, height: 10 }, 4]);
});
test('an empty ladder has an empty map', () => {
  const map = layoutMap(shapeLadder(ladder(0), START_VIEW), none, SIZE);
  expect([map.lines, map.marks, rowAt(map, 10, 0)]).toEqual([[], [], 0]);
});
