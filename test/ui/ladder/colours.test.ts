import { expect, test } from 'vitest';
import { colourOf, nextColourMode, spineOf } from '../../../ui/ladder/colours.ts';
import { ladderMessage } from '../../support/ui-ladder.ts';

test('a key walks what colours tell', () => {
  expect([nextColourMode('class'), nextColourMode('transaction'), nextColourMode('leg')]).toEqual([
    'transaction',
    'leg',
    'class',
  ]);
});
test('an arrow has the colour of its class, its transaction or its leg', () => {
  const message = ladderMessage(0, { statusCode: 404, transaction: 8, leg: 30 });
  expect([
    colourOf('class', message, []),
    colourOf('transaction', message, []),
    colourOf('leg', message, [20, 30]),
  ]).toEqual(['c-4xx', 'h-2', 'h-1']);
  expect(colourOf('transaction', ladderMessage(0, { transaction: -1 }), [])).toBe('c-request');
});
test('legs have a colour at the left where there are several', () => {
  expect([spineOf(30, [30]), spineOf(30, [20, 30]), spineOf(9, [20, 30])]).toEqual(['', 'leg-1', '']);
});
