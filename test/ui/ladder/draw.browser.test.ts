import { expect, test } from 'vitest';
import { draw, drawText } from '../../../ui/ladder/draw.ts';
import { shapeLadder } from '../../../ui/ladder/shape.ts';
import { START_VIEW } from '../../../ui/state/ladder-view.ts';
import { ladder, ladderMessage } from '../../support/ui-ladder.ts';

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
    const text = drawText(seen, format, 'relative');
    expect(text).toMatch(/INVITE ×2|INVITE #215;2/);
    expect(text).not.toContain('BYE');
    expect(text).toContain('3 of 4 messages shown');
  },
);
test('a whole ladder says nothing of that', () => {
  expect(drawText(shapeLadder(ladder(3), START_VIEW), 'text', 'relative')).not.toContain('shown');
});
test('hostile words stay words', () => {
  const evil = '</text><script>alert(1)</script>\u202e';
  const svg = drawText(
    shapeLadder({ ...ladder(0), rows: [ladderMessage(0, { label: evil })] }, START_VIEW),
    'svg',
    'delta',
  );
  expect(svg).not.toContain('<script');
});
test('a PNG is painted from the SVG', async () => {
  const { blob, extension } = await draw(seen, 'png', 'relative');
  expect([blob.type, extension]).toEqual(['image/png', 'png']);
  const bitmap = await createImageBitmap(blob);
  expect(bitmap.width).toBeGreaterThan(300);
});
