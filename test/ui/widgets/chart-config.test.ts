import { expect, test } from 'vitest';
import { type ChartModel, chartConfiguration } from '../../../ui/widgets/chart-config.ts';

const MODEL: ChartModel = {
  series: [{ label: 'calls', color: '--a', shape: 'bar', points: [0, 3, undefined].map((y, x) => ({ x, y })) }],
  formatX: x => `x${x}`,
  namePoint: x => `point ${x}`,
  formatY: y => `${y} calls`,
  atLeast: 1,
  isStacked: true,
  range: { from: -0.5, to: 2.5 },
  ticks: [0, 2],
  isWide: true,
};
const INK = { color: (token: string) => `color of ${token}`, family: 'sans' };

test('points, colours and words are the chart’s own; a bar of nothing is none', () => {
  const { data, options } = chartConfiguration(MODEL, INK);
  expect(data.datasets[0]).toMatchObject({
    label: 'calls',
    backgroundColor: 'color of --a',
    data: [
      { x: 0, y: null },
      { x: 1, y: 3 },
      { x: 2, y: null },
    ],
  });
  expect(options.scales.x).toMatchObject({ min: -0.5, max: 2.5, stacked: true });
  expect([options.scales.x.ticks.callback(2), options.scales.y.ticks.callback(4)]).toEqual(['x2', '4 calls']);
  const item = { parsed: { x: 1, y: 3 }, dataset: { label: 'calls' } };
  const { title, label } = options.plugins.tooltip.callbacks;
  expect([title([item]), title([]), label(item)]).toEqual(['point 1', '', 'calls: 3 calls']);
});

test('ticks are where the chart wants them', () => {
  const axis = { ticks: [{ value: 7 }] };
  chartConfiguration(MODEL, INK).options.scales.x.afterBuildTicks?.(axis);
  expect(axis.ticks).toEqual([{ value: 0 }, { value: 2 }]);
  expect(chartConfiguration({ ...MODEL, ticks: undefined }, INK).options.scales.x).not.toHaveProperty(
    'afterBuildTicks',
  );
});

test('points may have a colour each', () => {
  const series = MODEL.series.map(each => ({ ...each, colors: ['--b', '--c', '--d'] }));
  expect(chartConfiguration({ ...MODEL, series }, INK).data.datasets[0]?.backgroundColor).toEqual([
    'color of --b',
    'color of --c',
    'color of --d',
  ]);
});
