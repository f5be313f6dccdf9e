import { html } from 'lit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page as browser } from 'vitest/browser';
import type { CallDetail } from '../../../../server/wire/types.ts';
import type { CallPage } from '../../../../ui/pages/call/call-page.ts';
import { texts } from '../../../../ui/texts.ts';
import { ladder, ladderMessage } from '../../../support/ui-ladder.ts';
import { drawn, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { callRow, captureInfo } from '../../../support/ui-state.ts';
import { at, navigated, storeWith, storeWithRows } from '../../../support/ui-store.ts';
import '../../../../ui/pages/call/call-page.ts';

beforeEach(() => browser.viewport(1200, 700));
afterEach(unmount);

const DETAIL: CallDetail = {
  call: callRow(7, { pdd: 1470, talkTime: 124_000, flags: ['forked'], retransmissions: 3 }),
  ladder: ladder(100),
  transitions: [],
  dialogs: [],
  transactions: [],
  streams: [],
  sessions: [],
  findings: [],
};

async function open(detail: Partial<CallDetail> = {}, message?: number) {
  const store = storeWith(
    at({ page: 'call', capture: 'demo', leg: 7, message }),
    { type: 'call-asked', id: 'demo:7' },
    { type: 'call', id: 'demo:7', value: { ...DETAIL, ...detail } },
  );
  // The listener stands before the page does: the first message is opened by its first draw.
  document.body.replaceChildren();
  const steps = navigated(document.body, store);
  const element = await mount<CallPage>(html`<call-page .store=${store}></call-page>`, 1200, 600);
  await drawn(element);
  return { store, steps, element };
}

describe('a call', () => {
  test('is headed by state, parties, times and flags', async () => {
    const { element } = await open();
    expect(textOf(inside(element, '.title')[0])).toBe('ended 200 7→b INVITE forked');
    const figures = textOf(inside(element, '.figures')[0]);
    for (const part of ['PDD1.5 s', 'Talk2:04', 'Retransmissions3', 'Call-ID7@a']) expect(figures).toContain(part);
  });
  test('opens its first message where there is room', async () => {
    const { store, element } = await open();
    expect(store.state.route.message).toBe(0);
    expect(inside(element, 'message-panel')).toHaveLength(1);
  });
  test('of the list has its head and the frame of its ladder before it is read, and claims nothing else', async () => {
    const store = storeWithRows(100);
    store.dispatch(at({ page: 'call', capture: 'demo', leg: 7, row: 7 }));
    store.dispatch({ type: 'call-asked', id: 'demo:7' });
    const element = await mount<CallPage>(html`<call-page .store=${store}></call-page>`, 1200, 600);
    await drawn(element);
    expect(textOf(inside(element, 'h1')[0])).toContain('7');
    const [pane] = inside(element, 'ladder-pane');
    expect(textOf(pane?.shadowRoot?.querySelector('[role=status].nothing') ?? undefined)).toBe(texts.call.loading);
    expect(inside(element, 'call-facts')[0]?.checkVisibility({ visibilityProperty: true })).toBe(false);
    const width = pane?.getBoundingClientRect().width;
    store.dispatch({ type: 'call', id: 'demo:7', value: DETAIL });
    store.dispatch(at({ page: 'call', capture: 'demo', leg: 7, row: 7, message: 0 }));
    await drawn(element);
    expect(inside(element, 'ladder-pane')[0]).toBe(pane);
    expect(pane?.getBoundingClientRect().width).toBe(width);
    expect(pane?.shadowRoot?.querySelector('.nothing')).toBeNull();
    expect(inside(element, 'call-facts')[0]?.checkVisibility({ visibilityProperty: true })).toBe(true);
  });
  test('opens no message by itself on a narrow screen', async () => {
    await browser.viewport(360, 700);
    const { store, element } = await open();
    expect(store.state.route.message).toBeUndefined();
    expect(inside(element, 'message-panel')).toHaveLength(0);
  });
  test('that was closed stays closed', async () => {
    const { store, element } = await open();
    inside(element, 'message-panel')[0]?.dispatchEvent(new CustomEvent('panel-close'));
    await drawn(element);
    expect(store.state.route.message).toBeUndefined();
  });
});

describe('keys', () => {
  test('walk from message to message, to the ends, and a page at a time', async () => {
    const { store, element } = await open({}, 0);
    const messageAfter = (
      command: 'next' | 'previous' | 'last' | 'first' | 'page-down' | 'page-up',
    ): number | undefined => {
      element.run(command);
      return store.state.route.message;
    };
    expect([
      messageAfter('next'),
      messageAfter('next'),
      messageAfter('previous'),
      messageAfter('last'),
      messageAfter('first'),
    ]).toEqual([1, 2, 1, 99, 0]);
    const page = messageAfter('page-down') ?? 0;
    expect(page).toBeGreaterThan(10);
    expect(messageAfter('page-up')).toBe(0);
    expect(messageAfter('page-up')).toBe(0);
  });
  test('walk from mark to mark', async () => {
    const rows = [
      ladderMessage(0),
      ladderMessage(1, { retransmission: true }),
      ladderMessage(2),
      ladderMessage(3, { faults: ['truncated'] }),
    ];
    const { store, element } = await open({ ladder: { ...ladder(0), rows } }, 0);
    element.run('next-mark');
    expect(store.state.route.message).toBe(1);
    element.run('next-mark');
    expect(store.state.route.message).toBe(3);
    element.run('previous-mark');
    expect(store.state.route.message).toBe(1);
  });
  test('change how times are shown and which face of the message is open', async () => {
    const { store, element } = await open({}, 0);
    element.run('time-mode');
    element.run('tab-body');
    expect([store.state.timeMode, store.state.route.tab]).toEqual(['delta', 'body']);
  });
  test('leave the page to the frame when there is nothing to close', async () => {
    const { element } = await open({}, 0);
    expect(element.run('back')).toBe(false);
  });
});

test('a call that cannot be shown says why, with a way back', async () => {
  const store = storeWith(
    at({ page: 'call', capture: 'demo', leg: 7 }),
    { type: 'call-asked', id: 'demo:7' },
    {
      type: 'call-refused',
      id: 'demo:7',
      problem: { code: 'SIPA_NO_SUCH_CALL', message: 'There is no call demo:7.', hint: '' },
    },
  );
  const element = await mount<CallPage>(html`<call-page .store=${store}></call-page>`);
  expect(textOf(inside(element, '[role=alert]')[0])).toMatch(
    /^This call cannot be shownThere is no call demo:7\.SIPA_NO_SUCH_CALL\s*Back to the list$/,
  );
  expect(inside(element, 'header button')).toHaveLength(1);
  const gone = navigated(element, store);
  inside(element, '[role=alert] button')[0]?.click();
  expect(gone).toMatchObject([{ page: 'calls' }]);
});

test('a call of an index that is no more is not shown under its old number', async () => {
  const { element, store, steps } = await open({}, 0);
  store.dispatch({ type: 'captures', captures: [captureInfo('demo', { generation: 1 })] });
  await drawn(element);
  expect(textOf(inside(element, '[role=alert] h1')[0])).toBe('This call is not here any more');
  expect(inside(element, 'call-ladder')).toHaveLength(0);
  inside(element, '.refused button')[0]?.click();
  expect(steps.at(-1)).toMatchObject({ page: 'calls', filter: 'callId = "7@a"' });
});
