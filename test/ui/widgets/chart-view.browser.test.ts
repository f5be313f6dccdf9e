import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { ChartView } from '../../../ui/widgets/chart-view.ts';
import { inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/chart-view.ts';

afterEach(unmount);

const SERIES = [
  {
    label: 'mean',
    color: '--accent',
    shape: 'line',
    points: [0, 1, 2, 3].map(x => ({ x, y: x === 2 ? undefined : 10 * x })),
  },
];

test('a chart has a title, a unit, words for who cannot see it, and is drawn', async () => {
  const element = await mount<ChartView>(
    html`<chart-view heading="Jitter" unit="ms" summary="mean 2 ms" .series=${SERIES}></chart-view>`,
    400,
    200,
  );
  expect(textOf(inside(element, 'h4')[0])).toBe('Jitterms');
  const canvas = inside(element, 'canvas')[0];
  expect(canvas?.getAttribute('aria-label')).toBe('mean 2 ms');
  await expect
    .poll(() => {
      if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return 0;
      const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
      return image === undefined ? 0 : image.data.filter(value => value > 0).length;
    })
    .toBeGreaterThan(0);
});
