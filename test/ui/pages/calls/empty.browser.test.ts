import { render } from 'lit';
import { describe, expect, test } from 'vitest';
import { emptyView } from '../../../../ui/pages/calls/empty.ts';
import type { Route } from '../../../../ui/state/route.ts';
import type { Store } from '../../../../ui/state/store.ts';
import { between } from '../../../../ui/state/time-range.ts';
import { heard, textOf } from '../../../support/ui-mount.ts';
import { captureInfo, snapshot } from '../../../support/ui-state.ts';
import { at, KEY, storeWith, storeWithRows } from '../../../support/ui-store.ts';

function shown(store: Store) {
  const box = document.createElement('div');
  const view = emptyView(store.state, box);
  if (view !== undefined) render(view, box);
  return {
    title: textOf(box.querySelector('h1') ?? undefined),
    text: textOf(box),
    button: box.querySelector('button'),
    box,
  };
}
const PROBLEM = { code: 'SIPA_X', message: 'It starts with 48 65.', hint: 'Give a capture.' };

describe('in place of rows stands', () => {
  test('nothing while the server has not answered, or when there are rows', () => {
    expect(shown(storeWith()).text).toBe('');
    expect(shown(storeWithRows(3)).text).toBe('');
  });
  test('where to drop a file when no capture is open', () => {
    const { title, button, box } = shown(storeWith({ type: 'captures', captures: [] }));
    const chosen = heard<undefined>(box, 'choose-file');
    button?.click();
    expect([title, chosen.length]).toEqual(['No capture is open', 1]);
  });
  test('what became of the frames when none had SIP', () => {
    const { title, button, box } = shown(storeWithRows(0));
    const steps = heard<{ to: unknown }>(box, 'navigate');
    button?.click();
    expect(title).toBe('No SIP in this capture');
    expect(steps[0]?.to).toEqual({ page: 'capture' });
  });
  test('the way out of a filter that nothing matches', () => {
    const store = storeWith(
      { type: 'captures', captures: [captureInfo()] },
      at({ capture: 'demo', filter: 'x' }),
      { type: 'list-asked', key: { ...KEY, filter: 'x' }, window: { offset: 0, limit: 150 }, seq: 1 },
      { type: 'received', message: snapshot(1, 0, 0, 0, { all: 1284 }) },
    );
    expect(shown(store).text).toContain('None of 1,284 rows fits this filter.');
  });
  test('the way out of a range in which nothing begins, and out of both', () => {
    const ways = (route: Partial<Route>) => {
      const filter = route.filter ?? '';
      const key = { ...KEY, filter, range: '1/2' };
      const store = storeWith(
        { type: 'captures', captures: [captureInfo()] },
        at({ capture: 'demo', range: between(1, 2), ...route }),
        { type: 'list-asked', key, window: { offset: 0, limit: 150 }, seq: 1 },
        { type: 'received', message: snapshot(1, 0, 0, 0, { all: 39 }) },
      );
      const { text, box } = shown(store);
      return [text, ...Array.from(box.querySelectorAll('button'), textOf)];
    };
    expect(ways({})).toEqual([expect.stringContaining('None of 39 rows begins in this range'), 'Show all time']);
    expect(ways({ filter: 'x' })).toEqual([
      expect.stringContaining('None of 39 rows fits this filter and begins in this range'),
      'Clear the filter',
      'Show all time',
    ]);
  });
  test('that the file is still being read', () => {
    const store = storeWithRows(0, { type: 'captures', captures: [captureInfo('demo', { state: 'loading' })] });
    expect(shown(store).title).toBe('Reading the capture…');
  });
  test('why a capture could not be read, in the server’s words', () => {
    const store = storeWith({ type: 'captures', captures: [captureInfo('demo', { state: 'failed', error: PROBLEM })] });
    expect(shown(store).text).toBe('This capture could not be read It starts with 48 65. Give a capture. SIPA_X');
  });
  test('that the capture of a link is not open', () => {
    const store = storeWith({ type: 'captures', captures: [captureInfo()] }, at({ capture: 'gone' }));
    expect(shown(store).title).toBe('There is no capture gone.');
  });
  test('that the server does not answer', () => {
    expect(shown(storeWith({ type: 'captures-refused', problem: PROBLEM })).title).toBe('The server does not answer');
  });
});

describe('when nothing is open', () => {
  test('the ways to begin are a file, an interface and HEP', () => {
    const { box } = shown(storeWith({ type: 'captures', captures: [] }));
    const steps = heard<{ to: unknown }>(box, 'navigate');
    for (const button of Array.from(box.querySelectorAll('button')).slice(1)) button.click();
    expect(steps.map(step => step.to)).toEqual([
      { page: 'capture', part: 'record' },
      { page: 'capture', part: 'record' },
    ]);
    expect(textOf(box)).toContain('Kamailio');
  });
});
test('a live capture without calls yet is listening', () => {
  const store = storeWithRows(0, { type: 'captures', captures: [captureInfo('demo', { state: 'live', frames: 40 })] });
  expect(shown(store)).toMatchObject({ title: 'Listening…' });
  expect(shown(store).text).toContain('40 frames so far');
});
