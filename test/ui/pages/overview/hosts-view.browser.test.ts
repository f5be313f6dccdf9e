import { render } from 'lit';
import { expect, test } from 'vitest';
import type { HostSlice } from '../../../../server/wire/types.ts';
import { hostsView } from '../../../../ui/pages/overview/hosts-view.ts';
import { emptyCharts } from '../../../support/ui-charts.ts';
import { textOf } from '../../../support/ui-mount.ts';

const host = (name: string, count: number, more: Partial<HostSlice> = {}): HostSlice => ({
  name,
  count,
  filter: `source = ${name}`,
  attempts: count,
  answered: 1,
  asr: 1 / count,
  failed: 0,
  ...more,
});

test('hosts stand with calls, ASR and failures; one that is clicked is told', () => {
  const box = document.createElement('div');
  const [clicked, sides]: [string[], string[]] = [[], []];
  const charts = {
    ...emptyCharts(),
    sources: [host('10.0.0.1', 4, { failed: 2 }), host('10.0.0.2', 2, { asr: null })],
    sourcesOmitted: 3,
  };
  render(
    hostsView(
      charts,
      'source',
      side => sides.push(side),
      each => clicked.push(each.filter),
    ),
    box,
  );
  const rows = [...box.querySelectorAll('tbody tr')].map(row => [...row.children].map(textOf));
  expect(rows).toEqual([
    ['10.0.0.1', '4', '25.0 %', '2'],
    ['10.0.0.2', '2', '–', '0'],
  ]);
  expect(textOf(box.querySelector('.note') ?? undefined)).toBe('3 more not shown');
  box.querySelectorAll<HTMLElement>('tbody button')[1]?.click();
  expect(clicked).toEqual(['source = 10.0.0.2']);
  box.querySelectorAll<HTMLElement>('.sides button')[1]?.click();
  expect(sides).toEqual(['destination']);
});

test('without calls there are no hosts', () => {
  const box = document.createElement('div');
  render(
    hostsView(
      emptyCharts(),
      'destination',
      () => {},
      () => {},
    ),
    box,
  );
  expect(textOf(box.querySelector('.none') ?? undefined)).toBe('No call begins here.');
});
