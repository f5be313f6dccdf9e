import { describe, expect, test } from 'vitest';
import type { LadderMessage, LadderRow } from '../../../server/wire/types.ts';
import { columnX, isMarked, layoutArrow, layoutLadder, previousTime, seekRow } from '../../../ui/ladder/layout.ts';
import { ladderMessage } from '../../support/ui-ladder.ts';

describe('columns', () => {
  test('share the width that is there', () => {
    expect(layoutLadder(3, 124 + 900)).toMatchObject({ columnWidth: 300, width: 1024 });
  });
  test('are never so narrow that a label is lost: the ladder scrolls sideways instead', () => {
    expect(layoutLadder(40, 800).columnWidth).toBe(144);
    expect(layoutLadder(40, 800).width).toBe(124 + 40 * 144);
  });
  test('are never so wide that an arrow crosses the room', () => {
    expect(layoutLadder(2, 4000).columnWidth).toBe(380);
  });
  test('of a ladder without hosts is one, and a column that does not exist stands at the edge', () => {
    const layout = layoutLadder(0, 800);
    expect(layout.columns).toBe(1);
    expect(columnX(layout, 99)).toBe(columnX(layout, 0));
  });
});

describe('an arrow', () => {
  const layout = layoutLadder(3, 124 + 600);
  test('runs from lifeline to lifeline with its head at the receiver', () => {
    expect(layoutArrow(layout, { from: 0, to: 2 })).toMatchObject({
      left: 100,
      width: 400,
      line: 'M0 20H393',
      head: 'M399 20L393 16V24Z',
    });
  });
  test('to the left is the same drawing with the head at the left', () => {
    expect(layoutArrow(layout, { from: 2, to: 0 })).toMatchObject({
      left: 100,
      width: 400,
      line: 'M400 20H7',
      head: 'M1 20L7 16V24Z',
    });
  });
  test('has its label between the lifelines', () => {
    const arrow = layoutArrow(layout, { from: 1, to: 2 });
    expect(arrow.labelLeft).toBeGreaterThan(300);
    expect(arrow.labelLeft + arrow.labelWidth).toBeLessThan(500);
  });
  test('to its own sender is a loop with the label beside it, within the ladder', () => {
    const arrow = layoutArrow(layout, { from: 2, to: 2 });
    expect(arrow.isSelf).toBe(true);
    expect(arrow.labelLeft + arrow.labelWidth).toBeLessThanOrEqual(600);
  });
});

describe('rows', () => {
  const rows: readonly LadderRow[] = [
    ladderMessage(10, { time: 100 }),
    { type: 'gap', time: 100, duration: 31_500 },
    ladderMessage(11, { time: 200, retransmission: true }),
    ladderMessage(12, { time: 300 }),
  ];
  test('count their time from the message before, over a silence', () => {
    expect([0, 2, 3].map(at => previousTime(rows, at))).toEqual([undefined, 100, 200]);
  });
  test('are walked message by message, and end at the ends', () => {
    expect([
      seekRow(rows, 0, 1),
      seekRow(rows, 2, -1),
      seekRow(rows, 3, 1),
      seekRow(rows, -1, 1),
      seekRow(rows, 4, -1),
    ]).toEqual([2, 0, 3, 0, 3]);
  });
  test('are walked mark by mark', () => {
    expect(seekRow(rows, 0, 1, isMarked)).toBe(2);
    expect(seekRow(rows, 2, 1, isMarked)).toBe(2);
  });
  test('are marked by a retransmission, a duplicate or a fault', () => {
    const marked: readonly Partial<LadderMessage>[] = [
      { retransmission: true },
      { duplicates: 1 },
      { faults: ['truncated'] },
    ];
    expect(marked.map(each => isMarked(ladderMessage(1, each)))).toEqual([true, true, true]);
    expect(isMarked(ladderMessage(1))).toBe(false);
  });
});
