import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { setTimeZone } from '../../ui/base/time-zone.ts';
import { type RangeControl, rangeWords } from '../../ui/range-control.ts';
import type { Route } from '../../ui/state/route.ts';
import { between, rangeText, readRange } from '../../ui/state/time-range.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../support/ui-mount.ts';
import { captureInfo } from '../support/ui-state.ts';
import { at, navigated, storeWith } from '../support/ui-store.ts';

afterEach(() => {
  unmount();
  setTimeZone('UTC');
});

const NOON = Date.UTC(2026, 0, 15, 12) * 1000;

async function control(route: Partial<Route> = {}) {
  const progress = { start: NOON, clock: NOON + 3_600_000_000 };
  const store = storeWith({ type: 'captures', captures: [captureInfo('demo', progress)] }, at(route));
  const element = await mount<RangeControl>(html`<range-control .store=${store}></range-control>`, 400, 500);
  const steps = navigated(element, store);
  inside(element, '.toggle')[0]?.click();
  await drawn(element);
  const field = (name: string): HTMLInputElement => {
    const found = inside(element, `input[name=${name}]`)[0];
    if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${name}`);
    return found;
  };
  const submit = async (): Promise<void> => {
    inside(element, '.primary')[0]?.click();
    await drawn(element);
  };
  return { element, store, steps, field, submit };
}

test('says what is looked at and in which zone', async () => {
  const { element } = await control({ range: readRange('-15m', null) });
  expect(textOf(inside(element, '.what')[0])).toBe('Last 15 min');
  expect(textOf(inside(element, '.zone')[0])).toBe('UTC');
  expect(textOf(inside(element, '[aria-pressed=true]')[0])).toBe('Last 15 min');
  expect(textOf(inside(element, '.panel')[0])).toContain('from the end of the capture: 2026-01-15 13:00:00.000000 UTC');
});

test.each([
  [readRange(null, null), 'All time'],
  [between(NOON, undefined), 'since 2026-01-15 12:00:00'],
  [between(undefined, NOON + 500_000), 'until 2026-01-15 12:00:00.500'],
  [between(NOON, NOON + 61_000_000), '2026-01-15 12:00:00 – 12:01:01'],
  [between(NOON, NOON + 86_400_000_000), '2026-01-15 12:00:00 – 2026-01-16 12:00:00'],
])('%j is told as %s', (range, words) => {
  expect(rangeWords(range)).toBe(words);
});

test('a preset is one click, and the focus comes back', async () => {
  const { element, store } = await control();
  inside(element, '.presets button')[1]?.click();
  await drawn(element);
  expect(rangeText(store.state.route.range)).toBe('-5m/');
  expect(inside(element, '.panel')).toHaveLength(0);
  expect(element.shadowRoot?.activeElement).toBe(inside(element, '.toggle')[0]);
});

test('fields are in the zone that is set, and a beginning alone is since', async () => {
  setTimeZone('Europe/Berlin');
  const { store, field, submit } = await control();
  field('from').value = '2026-01-15T13:00:00';
  await submit();
  expect(rangeText(store.state.route.range)).toBe('2026-01-15T12:00:00Z/');
});

test('an end before the beginning is refused in words, and nothing moves', async () => {
  const { element, steps, field, submit } = await control();
  field('from').value = '2026-01-15T13:00';
  field('to').value = '2026-01-15T12:00';
  await submit();
  expect(textOf(inside(element, '[role=alert]')[0])).toContain('not after the beginning');
  expect(steps).toEqual([]);
});

test('a field that nobody touched keeps its µs', async () => {
  const { store, field, submit } = await control({ range: between(NOON + 7, NOON + 1_000_003) });
  expect(field('from').value).toBe('2026-01-15T12:00');
  field('to').value = '2026-01-15T12:05';
  await submit();
  expect(store.state.route.range).toEqual(between(NOON + 7, NOON + 300_000_000));
});

test('a zone is told to the frame; Escape closes the panel and goes no further', async () => {
  const { element } = await control();
  const zones = heard<string>(element, 'set-zone');
  const select = inside(element, 'select')[0];
  if (!(select instanceof HTMLSelectElement)) throw new Error('no zones');
  select.value = 'Europe/Berlin';
  select.dispatchEvent(new Event('change'));
  expect(zones).toEqual(['Europe/Berlin']);
  const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, composed: true });
  inside(element, '.panel')[0]?.dispatchEvent(key);
  await drawn(element);
  expect(inside(element, '.panel')).toHaveLength(0);
});
