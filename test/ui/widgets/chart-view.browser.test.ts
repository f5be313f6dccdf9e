import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { ChartView, ChartWords, PointPick, RangePick } from '../../../ui/widgets/chart-view.ts';
import { heard, inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
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
  expect(textOf(inside(element, 'h3')[0])).toBe('Jitterms');
  const canvas = inside(element, 'canvas')[0];
  expect(canvas?.getAttribute('aria-label')).toBe('mean 2 ms');
  await expect
    .poll(
      () => {
        if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return 0;
        const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
        return image === undefined ? 0 : image.data.filter(value => value > 0).length;
      },
      // The library comes first.
      { timeout: 5000 },
    )
    .toBeGreaterThan(0);
});

const WORDS: ChartWords = {
  asTable: 'As table',
  asChart: 'As chart',
  corner: 'x',
  hint: 'Arrows walk.',
  point: (name, value) => `${name}: ${value}`,
  range: (from, to) => `${from} to ${to}`,
};
const BARS = [{ label: 'calls', color: '--accent', shape: 'bar', points: [4, 0, 2].map((y, x) => ({ x, y })) }];

async function bars(): Promise<{
  readonly element: ChartView;
  readonly frame: HTMLElement;
  readonly picked: readonly PointPick[];
  readonly ranges: readonly RangePick[];
  key(key: string, shiftKey?: boolean): Promise<void>;
}> {
  const element = await mount<ChartView>(
    html`<chart-view heading="Codes" .series=${BARS} .words=${WORDS} .range=${{ from: -0.5, to: 2.5 }} wide picks brush></chart-view>`,
    400,
    200,
  );
  const [frame] = inside(element, '.frame');
  if (frame === undefined) throw new Error('no chart');
  const key = async (name: string, shiftKey = false): Promise<void> => {
    frame.dispatchEvent(new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true, cancelable: true }));
    await element.updateComplete;
  };
  return { element, frame, key, picked: heard(element, 'point-pick'), ranges: heard(element, 'range-pick') };
}

test('points are walked by key, said aloud, and Enter picks one that counts something', async () => {
  const { element, key, picked } = await bars();
  await key('ArrowRight');
  expect(textOf(inside(element, '[role=status]')[0])).toBe('0: 4');
  await key('Enter');
  expect(picked).toEqual([{ series: 0, index: 0 }]);
  for (let step = 0; step < 2; step += 1) await key('ArrowRight');
  await key('Enter');
  expect(picked).toHaveLength(1);
  await key('End');
  await key('Enter');
  expect(picked.at(-1)).toEqual({ series: 0, index: 2 });
});

test('a walk with Shift chooses a range, bars whole; Escape leaves it', async () => {
  const { element, key, ranges } = await bars();
  await key('ArrowRight');
  await key('ArrowRight', true);
  expect(textOf(inside(element, '[role=status]')[0])).toBe('-0.5 to 1.5');
  await key('Escape');
  await key('Enter');
  expect(ranges).toEqual([]);
  await key('End');
  await key('ArrowLeft', true);
  await key('Enter');
  expect(ranges).toEqual([{ from: 0.5, to: 2.5 }]);
});

test('a pointer that drags chooses a range, one that clicks picks a bar', async () => {
  const { frame, element, picked, ranges } = await bars();
  await expect.poll(() => inside(element, 'canvas')[0]?.clientWidth).toBeGreaterThan(0);
  // The library comes a moment after the canvas.
  await new Promise(resolve => setTimeout(resolve, 300));
  const box = frame.getBoundingClientRect();
  const point = (type: string, x: number, y: number): void => {
    const at = { clientX: box.left + x, clientY: box.top + y, bubbles: true, pointerId: 1 };
    frame.dispatchEvent(new PointerEvent(type, at));
  };
  frame.setPointerCapture = () => {};
  point('pointerdown', 80, 60);
  point('pointermove', 200, 60);
  await element.updateComplete;
  expect(inside(element, '.brush')).toHaveLength(1);
  point('pointerup', 200, 60);
  await element.updateComplete;
  expect(ranges).toHaveLength(1);
  expect(ranges[0]?.to).toBeGreaterThan(ranges[0]?.from ?? 9);
  point('pointerdown', 90, 100);
  point('pointerup', 90, 100);
  expect(picked).toEqual([{ series: 0, index: 0 }]);
});

test('the same numbers stand in a table, for who asks for it', async () => {
  const { element, picked } = await bars();
  inside(element, '.turn')[0]?.click();
  await element.updateComplete;
  expect(inside(element, 'canvas')).toHaveLength(0);
  expect(inside(element, 'td').map(textOf)).toEqual(['4', '0', '2']);
  inside(element, 'td button')[1]?.click();
  expect(picked).toEqual([{ series: 0, index: 2 }]);
});
