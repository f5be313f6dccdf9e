import { expect, test } from 'vitest';
import { COLOURS } from '../../../collector/ladder/colours.ts';
import type { ColourMode } from '../../../ui/ladder/colours.ts';
import { draw, drawText } from '../../../ui/ladder/draw.ts';
import { shapeLadder } from '../../../ui/ladder/shape.ts';
import { START_VIEW } from '../../../ui/state/ladder-view.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';

const AS = { times: 'relative', colour: 'class' } as const;
const again = { retransmission: true, retransmissionOf: 0 };
const rows = [
  ladderMessage(0),
  ladderMessage(1, again),
  ladderMessage(2, again),
  ladderMessage(3, { method: 'BYE', label: 'BYE' }),
];
const seen = shapeLadder({ ...ladder(0), rows }, { ...START_VIEW, methods: ['INVITE'] });

test.each(['svg', 'mermaid', 'text'] as const)(
  '%s holds what is seen, folded as it is seen, and says what is left out',
  format => {
    const text = drawText(seen, format, AS);
    expect(text).toMatch(/INVITE ×2|INVITE #215;2/);
    expect(text).not.toContain('BYE');
    expect(text).toContain('3 of 4 messages shown');
  },
);
test('a whole ladder says nothing of that', () => {
  expect(drawText(shapeLadder(ladder(3), START_VIEW), 'text', AS)).not.toContain('shown');
});
test('arrows have the colours of the page, by class, by transaction or by leg', () => {
  const two = {
    ...ladder(0),
    legs: [4, 9],
    rows: [ladderMessage(0, { leg: 4 }), ladderMessage(1, { leg: 9, transaction: 3 })],
  };
  const inks = (colour: ColourMode): readonly string[] =>
    [0, 1].map(at => {
      const svg = drawText(shapeLadder(two, START_VIEW), 'svg', { times: 'relative', colour });
      return [...svg.matchAll(/<path d="M[^"]*z" fill="(#[0-9a-f]{6})"/g)][at]?.[1] ?? '';
    });
  expect(inks('class')).toEqual([COLOURS['class-request'], COLOURS['class-request']]);
  expect(inks('leg')).toEqual([COLOURS.accent, COLOURS['class-6xx']]);
  expect(inks('transaction')).toEqual([COLOURS['class-6xx'], COLOURS['class-4xx']]);
});
test('hostile words stay words', () => {
  const evil = '</text><script>alert(1)</script>\u202e';
  const svg = drawText(shapeLadder({ ...ladder(0), rows: [ladderMessage(0, { label: evil })] }, START_VIEW), 'svg', {
    times: 'delta',
    colour: 'class',
  });
  expect(svg).not.toContain('<script');
});
test('a PNG is painted from the SVG', async () => {
  const { blob, extension } = await draw(seen, 'png', AS);
  expect([blob.type, extension]).toEqual(['image/png', 'png']);
  const bitmap = await createImageBitmap(blob);
  expect(bitmap.width).toBeGreaterThan(300);
});
