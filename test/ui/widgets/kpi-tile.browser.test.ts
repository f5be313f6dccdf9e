import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import type { KpiTile, TileWords } from '../../../ui/widgets/kpi-tile.ts';
import { inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/kpi-tile.ts';

afterEach(unmount);

const TILE: TileWords = {
  title: 'ASR',
  value: '61.9 %',
  unit: '',
  second: '',
  none: '',
  trend: [0, 1, 0.5],
  trendWords: 'from 0 % to 100 %',
  change: { short: '▲ 2.0 pp', long: '2.0 pp more than before', meaning: 'good' },
  explanation: ['answered ÷ attempts', '', 'Of 21 attempts'],
};

test('shows the figure, its trend and the change, in words too', async () => {
  const element = await mount<KpiTile>(html`<kpi-tile .tile=${TILE}></kpi-tile>`, 200, 140);
  expect(textOf(inside(element, 'b')[0])).toBe('61.9 %');
  expect(inside(element, 'path:not(.bridge)')[0]?.getAttribute('d')).toMatch(/^M0 38L50 2/);
  expect(textOf(inside(element, '.change')[0])).toBe('▲ 2.0 pp2.0 pp more than before');
});

test('explains itself to who points at it or comes to it by key, and Escape ends that', async () => {
  const element = await mount<KpiTile>(html`<kpi-tile .tile=${TILE}></kpi-tile>`, 200, 140);
  const why = inside(element, '#why')[0];
  expect(why?.hidden).toBe(true);
  inside(element, '.tile')[0]?.focus();
  await element.updateComplete;
  expect(why?.hidden).toBe(false);
  expect(inside(element, '#why p').map(textOf)).toEqual(['answered ÷ attempts', 'Of 21 attempts']);
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  await element.updateComplete;
  expect(why?.hidden).toBe(true);
});

test('without anything to count the reason stands where the change would', async () => {
  const none = { ...TILE, value: '–', none: 'No attempt has an outcome here.', change: { ...TILE.change, short: '' } };
  const element = await mount<KpiTile>(html`<kpi-tile .tile=${none}></kpi-tile>`, 200, 140);
  expect(textOf(inside(element, '.change')[0])).toBe('No attempt has an outcome here.');
});
