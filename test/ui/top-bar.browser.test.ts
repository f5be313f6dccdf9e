import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { Store } from '../../ui/state/store.ts';
import type { TopBar } from '../../ui/top-bar.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../support/ui-mount.ts';
import { captureInfo, liveCapture, snapshot } from '../support/ui-state.ts';
import { at, KEY, navigated, storeWith, storeWithRows } from '../support/ui-store.ts';
import '../../ui/top-bar.ts';

afterEach(unmount);

const bar = (store: Store) => mount<TopBar>(html`<top-bar .store=${store}></top-bar>`, 1000, 45);
const choose = (element: Element, value: string): void => {
  const select = inside(element, 'select')[0];
  if (!(select instanceof HTMLSelectElement)) throw new Error('there is no menu of captures');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};

describe('the menu of captures', () => {
  test('leads to the one that is chosen', async () => {
    const store = storeWith({ type: 'captures', captures: [captureInfo('a'), captureInfo('b')] });
    const element = await bar(store);
    const steps = navigated(element, store);
    choose(element, 'cb');
    expect(steps).toEqual([{ page: 'calls', capture: 'b', row: undefined }]);
  });
  test('asks for a file to open', async () => {
    const element = await bar(storeWith({ type: 'captures', captures: [captureInfo('open')] }));
    const asked = heard<undefined>(element, 'choose-file');
    choose(element, 'open');
    expect(asked).toHaveLength(1);
  });
});

describe('the filter', () => {
  test('is told the address without a step of history for each letter', async () => {
    const element = await bar(storeWithRows(3));
    const steps = heard<{ isReplacing: boolean }>(element, 'navigate');
    const box = inside(element, 'filter-box')[0];
    const say = (name: string, detail?: string): unknown => box?.dispatchEvent(new CustomEvent(name, { detail }));
    for (const text of ['b', 'bu', 'busy']) say('filter-change', text);
    say('filter-done');
    say('filter-change', 'other');
    // The first letter is a step that can be gone back from; what follows while somebody types takes its place.
    expect(steps.map(({ isReplacing }) => isReplacing)).toEqual([false, true, true, false]);
  });
  test('asks for values, and for none when the list is closed', async () => {
    const store = storeWithRows(3);
    const box = inside(await bar(store), 'filter-box')[0];
    const question = { field: 'ua', text: 'a' };
    box?.dispatchEvent(new CustomEvent('filter-question', { detail: question }));
    expect(store.state.filtering.question).toEqual(question);
    box?.dispatchEvent(new CustomEvent('filter-question'));
    expect(store.state.filtering.question).toBeUndefined();
  });
  test('is shown as not applied where a page does not apply it, and leads to where it is', async () => {
    const store = storeWithRows(3, at({ page: 'findings', capture: 'demo', filter: 'state = busy' }));
    const element = await bar(store);
    const steps = navigated(element, store);
    expect(textOf(inside(element, '.elsewhere')[0])).toBe('state = busy not applied here');
    inside(element, '.elsewhere button')[0]?.click();
    expect(steps).toEqual([{ page: 'calls' }]);
  });
  test('shows the complaint about the expression that was asked for, and only about that', async () => {
    const error = { message: 'ends', position: 7, length: 0, expected: [] };
    const store = storeWith(
      { type: 'captures', captures: [captureInfo()] },
      at({ capture: 'demo', filter: 'state =' }),
      { type: 'list-asked', key: { ...KEY, filter: 'state =' }, window: { offset: 0, limit: 50 }, seq: 1 },
      { type: 'received', message: snapshot(1, 0, 0, 0, { error }) },
    );
    const element = await bar(store);
    expect(inside(element, 'filter-box')[0]).toHaveProperty('fault.message', 'ends');
    store.dispatch(at({ capture: 'demo', filter: 'state = b' }));
    await new Promise(requestAnimationFrame);
    expect(inside(element, 'filter-box')[0]).toHaveProperty('fault', undefined);
  });
  test('that is refused after it was left has the focus again, at its mistake', async () => {
    const store = storeWithRows(3, at({ capture: 'demo', filter: 'code = 99' }));
    const element = await bar(store);
    const box = inside(element, 'filter-box')[0];
    box?.dispatchEvent(new CustomEvent('filter-leave', { detail: true }));
    const asked = { ...KEY, filter: 'code = 99' };
    store.dispatch({ type: 'list-asked', key: asked, window: { offset: 0, limit: 150 }, seq: 2 });
    await drawn(element);
    expect(element.shadowRoot?.activeElement).toBeNull();
    const error = { message: 'no such code', position: 7, length: 2, expected: [] };
    store.dispatch({ type: 'received', message: { ...snapshot(2, 0, 0, 0), error } });
    await drawn(element);
    expect(element.shadowRoot?.activeElement).toBe(box);
    const field = box?.shadowRoot?.activeElement;
    expect(field instanceof HTMLInputElement && [field.selectionStart, field.selectionEnd]).toEqual([7, 9]);
  });
  test('that is refused and is left as it is lets go of the focus', async () => {
    const asked = { ...KEY, filter: 'code = 99' };
    const store = storeWithRows(3, at({ capture: 'demo', filter: 'code = 99' }));
    const element = await bar(store);
    store.dispatch({ type: 'list-asked', key: asked, window: { offset: 0, limit: 150 }, seq: 2 });
    const error = { message: 'no such code', position: 7, length: 2, expected: [] };
    store.dispatch({ type: 'received', message: { ...snapshot(2, 0, 0, 0), error } });
    inside(element, 'filter-box')[0]?.dispatchEvent(new CustomEvent('filter-leave', { detail: false }));
    element.requestUpdate();
    await drawn(element);
    expect(element.shadowRoot?.activeElement).toBeNull();
  });
  test('is not there where there is nothing to filter', async () => {
    expect(inside(await bar(storeWith(at({ page: 'capture' }))), 'filter-box')).toHaveLength(0);
  });
});

test('the pill leads to the counters of its capture', async () => {
  const store = storeWith({ type: 'captures', captures: [captureInfo('demo', { notDecoded: 312 })] });
  const element = await bar(store);
  const steps = navigated(element, store);
  inside(element, '.pill')[0]?.click();
  expect(steps).toEqual([{ page: 'capture', capture: 'demo', part: 'counters' }]);
});
test('the pause button asks for a pause, and says which way it turns', async () => {
  const store = storeWithRows(3);
  const element = await bar(store);
  const button = inside(element, '.buttons [aria-pressed]')[0];
  const commands = heard<string>(element, 'run-command');
  button?.click();
  store.dispatch({ type: 'pause', isPaused: true });
  await new Promise(requestAnimationFrame);
  expect([commands, button?.getAttribute('aria-pressed')]).toEqual([['pause'], 'true']);
});

describe('a live capture', () => {
  const live = { type: 'captures', captures: [captureInfo('demo'), liveCapture()] } as const;
  test('says that it is live, and can be paused, followed and cleared', async () => {
    const element = await bar(storeWith(live, at({ capture: 'live1' })));
    expect(inside(element, '.pulse').map(each => each.textContent?.trim())).toEqual(['live']);
    const commands = heard<string>(element, 'run-command');
    for (const button of inside(element, '.buttons button')) button.click();
    expect(commands).toEqual(['pause', 'follow', 'clear']);
  });
  test('stands first in the menu', async () => {
    const element = await bar(storeWith(live));
    expect(inside(element, 'option').map(each => each.getAttribute('value'))).toEqual([
      'clive1',
      'cdemo',
      'record',
      'open',
    ]);
  });
  test('is started from the menu', async () => {
    const store = storeWith(live);
    const element = await bar(store);
    const steps = navigated(element, store);
    choose(element, 'record');
    expect(steps).toEqual([{ page: 'capture', part: 'record' }]);
  });
  test('whose recorder is gone says so', async () => {
    const element = await bar(storeWith({ type: 'captures', captures: [liveCapture({ recorder: 'gone' })] }));
    expect(inside(element, '.pulse.bad, .pill.bad')).toHaveLength(2);
  });
});
