import { html, render } from 'lit';
import { expect, test } from 'vitest';
import type { ChartModel } from '../../../ui/widgets/chart-config.ts';
import { chartTable } from '../../../ui/widgets/chart-table.ts';
import { textOf } from '../../support/ui-mount.ts';

const MODEL: ChartModel = {
  series: [
    {
      label: 'ended',
      color: '--a',
      shape: 'bar',
      points: [
        { x: 1, y: 3 },
        { x: 2, y: 0 },
      ],
    },
    { label: 'failed', color: '--b', shape: 'bar', points: [{ x: 2, y: 5 }] },
  ],
  formatX: String,
  namePoint: x => `minute ${x}`,
  formatY: String,
  atLeast: 1,
  isStacked: true,
  range: undefined,
  ticks: undefined,
  isWide: true,
};

test('has a row a place on the axis, a column a series, and numbers that lead somewhere', () => {
  const picked: number[][] = [];
  const box = document.createElement('div');
  render(html`${chartTable(MODEL, 'Outcomes', 'Time', (series, index) => picked.push([series, index]))}`, box);
  const rows = [...box.querySelectorAll('tr')].map(row => [...row.children].map(cell => textOf(cell)));
  expect(rows).toEqual([
    ['Time', 'ended', 'failed'],
    ['minute 1', '3', '–'],
    ['minute 2', '0', '5'],
  ]);
  const buttons = [...box.querySelectorAll('button')];
  expect(buttons.map(textOf)).toEqual(['3', '5']);
  buttons[1]?.click();
  expect(picked).toEqual([[1, 0]]);
});

test('numbers that lead nowhere are no buttons', () => {
  const box = document.createElement('div');
  render(chartTable(MODEL, 'Outcomes', 'Time', undefined), box);
  expect(box.querySelector('button')).toBeNull();
});
