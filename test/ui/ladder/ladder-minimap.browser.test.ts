import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { LadderMinimap } from '../../../ui/ladder/ladder-minimap.ts';
import { shapeLadder } from '../../../ui/ladder/shape.ts';
import { START_VIEW } from '../../../ui/state/ladder-view.ts';
import { ladder } from '../../support/ui-ladder.ts';
import { drawn, heard, inside, mount, unmount } from '../../support/ui-mount.ts';
import '../../../ui/ladder/ladder-minimap.ts';

afterEach(unmount);

async function show() {
  const element = await mount<LadderMinimap>(
    html`<ladder-minimap .ladder=${shapeLadder(ladder(400), START_VIEW)} .visible=${{ first: 100, end: 150 }}></ladder-minimap>`,
  );
  element.style.setProperty('height', '200px');
  await drawn(element);
  return element;
}

test('it is painted, and a box shows what is on the screen', async () => {
  const element = await show();
  const canvas = inside(element, 'canvas')[0];
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
  const pixels = () => canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  // The ladder goes first.
  await expect.poll(() => pixels().some(value => value > 0)).toBe(true);
  await expect.poll(() => inside(element, '.window')[0]?.getBoundingClientRect().height).toBe(25);
});
test('a press on it asks for the row there', async () => {
  const element = await show();
  const rows = heard<number>(element, 'map-scroll');
  await expect.poll(() => inside(element, '.window')[0]?.getBoundingClientRect().height).toBe(25);
  const { left, top } = element.getBoundingClientRect();
  element.setPointerCapture = () => undefined;
  element.dispatchEvent(new PointerEvent('pointerdown', { clientX: left + 5, clientY: top + 100, pointerId: 1 }));
  expect(rows).toEqual([200]);
});
