import { html } from 'lit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LadderDiagram } from '../../../../server/wire/types.ts';
import { CallLadder } from '../../../../ui/ladder/call-ladder.ts';
import type { LadderPane } from '../../../../ui/pages/call/ladder-pane.ts';
import type { ErrandOrder } from '../../../../ui/state/errands.ts';
import type { Route } from '../../../../ui/state/route.ts';
import { ladder, ladderMessage } from '../../../support/ui-ladder.ts';
import { callDetail } from '../../../support/ui-meaning.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { at, navigated, storeWith } from '../../../support/ui-store.ts';
import '../../../../ui/pages/call/ladder-pane.ts';

beforeEach(() => localStorage.clear());
afterEach(unmount);

async function open(diagram: LadderDiagram, route: Partial<Route> = {}) {
  const detail = callDetail(7, { ladder: diagram });
  const store = storeWith(
    at({ page: 'call', capture: 'demo', leg: 7, ...route }),
    { type: 'call-asked', id: 'demo:7' },
    { type: 'call', id: 'demo:7', value: detail },
  );
  document.body.replaceChildren();
  navigated(document.body, store);
  const element = await mount<LadderPane>(
    html`<ladder-pane .store=${store} .detail=${detail} .diagram=${diagram}></ladder-pane>`,
  );
  element.style.setProperty('height', '500px');
  await drawn(element);
  return { store, element };
}
function drawingOf(element: LadderPane): CallLadder {
  const drawing = element.renderRoot.querySelector('call-ladder');
  if (!(drawing instanceof CallLadder)) throw new Error('no ladder');
  return drawing;
}
const REPEATED: LadderDiagram = {
  ...ladder(0),
  rows: [0, 1, 2, 3].map(index =>
    ladderMessage(index, index === 0 || index === 3 ? {} : { retransmission: true, retransmissionOf: 0 }),
  ),
};

describe('keys', () => {
  test('change columns and heads in the address', async () => {
    const { store, element } = await open(ladder(4));
    element.run('host-group');
    element.run('names');
    expect(store.state.route.ladder).toMatchObject({ hosts: 'address', isNamed: false });
    await drawn(element);
    expect(element.shown.hosts.map(host => host.label)).toEqual(['10.0.0.7', '2001:db8::3']);
  });
  test('narrow to the transaction of the selected message, and widen again', async () => {
    const { store, element } = await open(ladder(30), { message: 12 });
    element.run('only-transaction');
    expect([store.state.route.ladder.transaction, element.shown.shown]).toEqual([12, 10]);
    element.run('only-transaction');
    expect(element.shown.shown).toBe(30);
  });
  test('walk over folded retransmissions, and unfold them', async () => {
    const { store, element } = await open(REPEATED, { message: 0 });
    element.run('next');
    element.run('next');
    expect(store.state.route.message).toBe(3);
    element.run('previous');
    expect(element.run('open')).toBe(true);
    expect(element.shown.rows).toHaveLength(4);
    element.run('unfold');
    expect(element.shown.rows).toHaveLength(3);
  });
  test('mark a message to compare with, and take the mark away', async () => {
    const { store, element } = await open(ladder(4), { message: 2 });
    element.run('compare');
    expect(store.state.route).toMatchObject({ compare: 2, tab: 'diff' });
    element.run('compare');
    expect(store.state.route.compare).toBeUndefined();
  });
  test('make it larger and smaller, and colour it otherwise, for the next visit too', async () => {
    const { element } = await open(ladder(4));
    element.run('zoom-in');
    element.run('colours');
    expect([localStorage.getItem('sipscope.ladder.zoom'), localStorage.getItem('sipscope.ladder.colours')]).toEqual([
      '3',
      'transaction',
    ]);
  });
});

test('messages that are found are walked in a circle', async () => {
  const { store, element } = await open(ladder(10), { message: 4, find: 'x' });
  const id = 'demo:7 x';
  store.dispatch({ type: 'part-asked', name: 'found', id });
  store.dispatch({ type: 'part', name: 'found', id, value: { messages: [2, 7], isCut: false } });
  await drawn(element);
  const steps = (['find-next', 'find-next', 'find-previous'] as const).map(command => {
    element.run(command);
    return store.state.route.message;
  });
  expect(steps).toEqual([7, 2, 7]);
});
test('a host is hidden from its head, and counted', async () => {
  const { store, element } = await open(ladder(4));
  inside(element, 'call-ladder')[0]?.dispatchEvent(
    new CustomEvent('host-menu', { detail: { key: '10.0.0.7', action: 'hide', anchor: element } }),
  );
  await drawn(element);
  expect(store.state.route.ladder.hide).toEqual(['10.0.0.7']);
  expect(textOf(inside(element, '.nothing')[0])).toContain('No message is shown');
});
test('a name for a host is an errand, for all its addresses; by port for that port', async () => {
  const { element, store } = await open(ladder(4));
  const orders = heard<ErrandOrder>(element, 'errand');
  const name = async (key: string): Promise<void> => {
    const detail = { key, action: 'rename', anchor: element };
    inside(element, 'call-ladder')[0]?.dispatchEvent(new CustomEvent('host-menu', { detail }));
    await drawn(element);
    inside(element, 'host-menu')[0]?.dispatchEvent(new CustomEvent('host-name', { detail: 'border' }));
  };
  await name('10.0.0.7');
  element.run('host-group');
  element.run('host-group');
  expect(store.state.route.ladder.hosts).toBe('port');
  await drawn(element);
  await name('10.0.0.7:5060');
  expect(orders).toEqual([
    { verb: 'name-host', hosts: ['10.0.0.7'], name: 'border' },
    { verb: 'name-host', hosts: ['10.0.0.7:5060'], name: 'border' },
  ]);
});

test('a message that several points saw unfolds by its badge, and each sighting can be looked at', async () => {
  const copies = [{ index: 8, time: ladderMessage(0).time + 100, point: 'eth1' }];
  const { store, element } = await open({
    ...ladder(0),
    rows: [ladderMessage(0, { duplicates: 1, copies }), ladderMessage(1)],
  });
  const drawing = drawingOf(element);
  inside(drawing, 'button.copies')[0]?.click();
  await drawn(element);
  await drawn(drawing);
  const sighting = inside(drawing, '#message-8')[0];
  expect(textOf(sighting)).toContain('seen at eth1');
  sighting?.click();
  expect(store.state.route.message).toBe(8);
  inside(drawing, 'button.copies')[0]?.click();
  await drawn(element);
  expect(element.shown.rows).toHaveLength(2);
});

describe('a ladder that is followed', () => {
  const following = async () => {
    const { element } = await open(ladder(100));
    element.run('follow');
    await drawn(element);
    const drawing = drawingOf(element);
    const scroller = inside(drawing, '.scroller')[0] ?? document.body;
    await expect.poll(() => scroller.scrollTop).toBeGreaterThan(1000);
    const grow = async (count: number): Promise<void> => {
      element.diagram = ladder(count);
      await drawn(element);
      await drawn(drawing);
    };
    const chip = (): string => textOf(inside(element, '.chip')[0]);
    const isAtEnd = (): boolean => {
      const last = inside(drawing, `#message-${element.shown.rows.length - 1}`)[0];
      return last !== undefined && last.getBoundingClientRect().bottom <= scroller.getBoundingClientRect().bottom + 1;
    };
    return { element, drawing, scroller, grow, chip, isAtEnd };
  };
  test('goes on with its end while that is in view, and says nothing of it', async () => {
    const { grow, chip, isAtEnd } = await following();
    await grow(120);
    await expect.poll(isAtEnd).toBe(true);
    expect(chip()).toBe('');
  });
  test('says what came below while its reader looks further up; a click goes there and follows again', async () => {
    const { element, scroller, grow, chip, isAtEnd } = await following();
    scroller.scrollTop = 0;
    await new Promise(resolve => scroller.addEventListener('scroll', resolve, { once: true }));
    await drawn(element);
    await grow(103);
    await expect.poll(chip).toBe('3 new');
    expect(scroller.scrollTop).toBe(0);
    await grow(104);
    await expect.poll(chip).toBe('4 new');
    inside(element, '.chip')[0]?.click();
    await expect.poll(() => [isAtEnd(), chip()]).toEqual([true, '']);
    await grow(130);
    await expect.poll(() => [isAtEnd(), chip()]).toEqual([true, '']);
  });
  test('is followed again by the key that goes to its end', async () => {
    const { element, scroller, grow, chip, isAtEnd } = await following();
    scroller.scrollTop = 0;
    await new Promise(resolve => scroller.addEventListener('scroll', resolve, { once: true }));
    await grow(110);
    await expect.poll(chip).toBe('10 new');
    element.run('last');
    await expect.poll(() => [isAtEnd(), chip()]).toEqual([true, '']);
  });
});
