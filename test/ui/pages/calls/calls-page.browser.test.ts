import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { CallsPage } from '../../../../ui/pages/calls/calls-page.ts';
import type { ErrandOrder } from '../../../../ui/state/errands.ts';
import type { Store } from '../../../../ui/state/store.ts';
import { texts } from '../../../../ui/texts.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { callRow, liveCapture, snapshot } from '../../../support/ui-state.ts';
import { at, KEY, navigated, storeWithRows } from '../../../support/ui-store.ts';
import '../../../../ui/pages/calls/calls-page.ts';

afterEach(unmount);

async function page(store: Store) {
  const element = await mount<CallsPage>(html`<calls-page .store=${store}></calls-page>`, 1300, 400);
  const table = inside(element, 'data-table')[0] ?? element;
  return { element, table, steps: navigated(element, store), settle: () => drawn(element) };
}

describe('the list', () => {
  test('shows state with its word, parties, addresses and code', async () => {
    const { table } = await page(storeWithRows(3));
    const cells = Array.from(inside(table, '.body .row')[1]?.querySelectorAll('.cell') ?? [], textOf);
    expect(cells.slice(0, 2)).toEqual(['ended', 'INVITE']);
    expect(cells).toContain('10.0.0.1:5060');
    expect(cells).toContain('200');
  });
  test('tells the store which rows are on screen', async () => {
    const store = storeWithRows(1000);
    await page(store);
    expect(store.state.list.visible).toEqual({ first: 0, end: 15 });
  });
  test('moves its cursor by keys and opens what is under it', async () => {
    const { element, steps, settle } = await page(storeWithRows(100));
    for (const command of ['next', 'next', 'next', 'previous'] as const) element.run(command);
    await settle();
    expect(steps.map(step => step.row)).toEqual([0, 1, 2, 1]);
    element.run('open');
    expect(steps.at(-1)).toMatchObject({ page: 'call', capture: 'demo', leg: 1 });
  });
  test('goes to its ends and a page at a time', async () => {
    const { element, steps } = await page(storeWithRows(100));
    element.run('last');
    element.run('first');
    element.run('page-down');
    expect(steps.map(step => step.row)).toEqual([99, 0, 13]);
  });
  test('sorts by keys: the next column, and turned round', async () => {
    const { element, steps } = await page(storeWithRows(5));
    element.run('sort-right');
    element.run('sort-right');
    element.run('sort-turn');
    expect(steps.map(step => step.sort)).toEqual(['state', 'method', '-method']);
  });
  test('clears its filter, and has nothing to go back from without one', async () => {
    const { element, steps } = await page(storeWithRows(5, at({ capture: 'demo', filter: 'x' })));
    expect(element.run('back')).toBe(true);
    expect(steps).toEqual([{ filter: '', row: undefined }]);
    expect(element.run('back')).toBe(false);
  });
  test('comes back to the row of its address', async () => {
    const { table, settle } = await page(storeWithRows(150, at({ capture: 'demo', row: 120 })));
    await settle();
    expect(inside(table, '.cursor').map(row => row.dataset['index'])).toEqual(['120']);
  });
});

describe('while rows come', () => {
  test('a chip tells how many are new and leads to them', async () => {
    const store = storeWithRows(100);
    const { element, settle } = await page(store);
    store.dispatch({ type: 'received', message: snapshot(1, 0, 150, 228) });
    await settle();
    const chip = inside(element, '.chip')[0];
    expect(textOf(chip)).toBe('128 new');
    chip?.click();
    await settle();
    await settle();
    expect(inside(element, '.chip')).toHaveLength(0);
  });
  test('the end stays in view for who went there', async () => {
    const store = storeWithRows(100);
    const { element, settle } = await page(store);
    element.run('follow');
    await settle();
    store.dispatch({ type: 'received', message: snapshot(1, 0, 150, 140) });
    await settle();
    await settle();
    expect(store.state.list.isFollowing).toBe(true);
    expect(store.state.list.visible?.end).toBe(140);
  });
  test('a pause holds the list', async () => {
    const store = storeWithRows(100);
    const { element } = await page(store);
    element.run('pause');
    store.dispatch({ type: 'received', message: snapshot(1, 0, 150, 228) });
    expect(store.state.list.total).toBe(100);
  });
});

describe('a live list', () => {
  const live = { type: 'captures', captures: [{ ...liveCapture({}, { legs: 5 }), id: 'demo' }] } as const;
  test('that fits on the screen is at its end, so it follows', async () => {
    const store = storeWithRows(5, live);
    const { settle } = await page(store);
    await settle();
    expect(store.state.list.isFollowing).toBe(true);
  });
  test('is cleared after a question, which takes the focus', async () => {
    const { element, settle } = await page(storeWithRows(5, live));
    const orders = heard<ErrandOrder>(element, 'errand');
    expect(element.run('clear')).toBe(true);
    await settle();
    expect(element.shadowRoot?.activeElement?.id).toBe('clear-yes');
    inside(element, '#clear-yes')[0]?.click();
    await settle();
    expect(orders).toEqual([{ verb: 'clear', capture: 'demo' }]);
    expect(inside(element, '.ask')).toHaveLength(0);
  });
  test('keeps its rows when Escape answers the question', async () => {
    const { element, settle } = await page(storeWithRows(5, live));
    element.run('clear');
    expect(element.run('back')).toBe(true);
    await settle();
    expect(inside(element, '.ask')).toHaveLength(0);
  });
});

test('a file that was read to its end has nothing to clear', async () => {
  expect((await page(storeWithRows(5))).element.run('clear')).toBe(false);
});
test('a leg that frames are missing of carries a mark, with words', async () => {
  const rows = [callRow(0, { flags: ['incomplete'] }), callRow(1)];
  const store = storeWithRows(2, { type: 'received', message: snapshot(1, 0, 2, 2, { rows }) });
  const { table } = await page(store);
  expect(inside(table, '.mark').map(textOf)).toEqual(['incomplete']);
  expect(inside(table, '.mark')[0]?.title).toContain('messages may be missing');
});

describe('selecting and unfolding', () => {
  test('Space and Shift with arrows select rows, Escape lets them go', async () => {
    const store = storeWithRows(20, at({ capture: 'demo', row: 2 }));
    const { element, table, settle } = await page(store);
    element.run('select');
    element.run('select-down');
    await settle();
    expect([...store.state.selection.legs]).toEqual([2, 3]);
    expect(inside(table, '.row[aria-selected=true]')).toHaveLength(2);
    expect(element.run('back')).toBe(true);
    expect(store.state.selection.legs.size).toBe(0);
  });
  test('a click with Ctrl selects a row, with Shift all up to it', async () => {
    const store = storeWithRows(20);
    const { table } = await page(store);
    const click = (row: number, more: MouseEventInit): void => {
      const cell = inside(table, '.body .row')
        .find(each => each.dataset['index'] === String(row))
        ?.querySelector('.cell');
      cell?.dispatchEvent(new MouseEvent('click', { bubbles: true, ...more }));
    };
    click(1, { ctrlKey: true });
    click(4, { shiftKey: true });
    expect([...store.state.selection.legs]).toEqual([1, 2, 3, 4]);
  });
  test('a call unfolds by key and by hand, and a leg says why it is there', async () => {
    const rows = [
      callRow(0, { legsOfCall: 2, isUnfolded: true }),
      callRow(3, { legsOfCall: 2, under: { reason: 'session-id', score: 100, detail: 'x' } }),
      callRow(1, { legsOfCall: 3 }),
    ];
    const key = { ...KEY, calls: 'calls 0' };
    const store = storeWithRows(
      0,
      at({ capture: 'demo', isGrouped: true, row: 1 }),
      { type: 'list-asked', key, window: { offset: 0, limit: 150 }, seq: 2 },
      { type: 'received', message: snapshot(2, 0, 3, 3, { rows, counts: { calls: 2, allCalls: 2, legs: 5 } }) },
    );
    const { element, table, settle } = await page(store);
    expect(textOf(inside(table, '.under')[0])).toContain(texts.callPanels.reasons['session-id']);
    element.run('fold');
    await settle();
    expect(store.state.route.row).toBe(0);
    inside(table, '.fold.folded')[0]?.click();
    expect(store.state.unfolded).toEqual([1]);
    element.run('fold');
    element.run('unfold');
    expect(store.state.unfolded).toEqual([1, 0]);
  });
  test('the preview goes below, to the right, away', async () => {
    const store = storeWithRows(20, at({ capture: 'demo', row: 2 }));
    const { element, settle } = await page(store);
    const places: string[] = [];
    for (let press = 0; press < 3; press += 1) {
      element.run('preview');
      await settle();
      const isWide = window.innerWidth >= 768;
      places.push(store.state.previewPlace);
      expect(inside(element, '.preview')).toHaveLength(isWide && store.state.previewPlace !== 'off' ? 1 : 0);
    }
    expect(places).toEqual(['below', 'right', 'off']);
  });
});
