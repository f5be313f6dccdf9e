import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { CapturePage } from '../../../../ui/pages/capture/capture-page.ts';
import type { Action } from '../../../../ui/state/actions.ts';
import type { ErrandOrder } from '../../../../ui/state/errands.ts';
import type { Store } from '../../../../ui/state/store.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { captureInfo, healthOf, liveCapture } from '../../../support/ui-state.ts';
import { at, navigated, storeWith } from '../../../support/ui-store.ts';
import '../../../../ui/pages/capture/capture-page.ts';

afterEach(unmount);

async function page(store: Store) {
  const element = await mount<CapturePage>(html`<capture-page .store=${store}></capture-page>`);
  const steps = navigated(element, store);
  const press = async (name: string): Promise<void> => {
    inside(element, 'button')
      .find(button => textOf(button) === name || button.getAttribute('aria-label') === name)
      ?.click();
    await drawn(element);
  };
  return { element, steps, press, orders: heard<ErrandOrder>(element, 'errand') };
}
const demo = (...more: readonly Action[]): Store =>
  storeWith(
    { type: 'captures', captures: [captureInfo()] },
    at({ page: 'capture', capture: 'demo' }),
    { type: 'health-asked', id: 'demo' },
    ...more,
  );

describe('the page', () => {
  test('says that it counts, then shows, or says why not', async () => {
    const store = demo();
    const { element } = await page(store);
    expect(textOf(inside(element, '.notice')[0])).toBe('Counting…');
    store.dispatch({ type: 'health', id: 'demo', value: healthOf() });
    await drawn(element);
    expect(textOf(inside(element, '#counters')[0])).toBe('Counters');
    store.dispatch({ type: 'health-refused', id: 'demo', problem: { code: 'SIPA_X', message: 'gone', hint: '' } });
    await drawn(element);
    expect(textOf(inside(element, '[role=alert]')[0])).toContain('gone');
  });
  test('without captures is the form that starts one', async () => {
    const { element } = await page(storeWith({ type: 'captures', captures: [] }, at({ page: 'capture' })));
    expect(inside(element, 'start-form')).toHaveLength(1);
  });
  test('opens the form, and Escape closes it again', async () => {
    const { element, steps, press } = await page(demo());
    await press('Record live…');
    expect(steps).toEqual([{ part: 'record' }]);
    expect(inside(element, 'start-form')).toHaveLength(1);
    expect(element.run('back')).toBe(true);
    await drawn(element);
    expect(inside(element, 'start-form')).toHaveLength(0);
    expect(element.run('back')).toBe(false);
  });
  test('brings the counters into view for who came for them', async () => {
    const store = storeWith(
      { type: 'captures', captures: [liveCapture()] },
      at({ page: 'capture', capture: 'live1', part: 'counters' }),
      { type: 'health-asked', id: 'live1' },
    );
    const { element } = await page(store);
    store.dispatch({ type: 'health', id: 'live1', value: healthOf() });
    await drawn(element);
    expect(element.scrollTop).toBeGreaterThan(50);
  });
  test('closes a capture after a question, which takes the focus', async () => {
    const { element, press, orders } = await page(demo());
    await press('Close demo.pcap');
    expect(element.shadowRoot?.activeElement?.id).toBe('close-yes');
    await press('Close it');
    expect(orders).toEqual([{ verb: 'close', capture: 'demo' }]);
  });
  test('stops and clears what is recorded', async () => {
    const store = storeWith({ type: 'captures', captures: [liveCapture()] }, at({ page: 'capture', capture: 'live1' }));
    const { press, orders } = await page(store);
    await press('Stop');
    await press('Clear calls…');
    await press('Clear');
    expect(orders).toEqual([
      { verb: 'stop', capture: 'live1' },
      { verb: 'clear', capture: 'live1' },
    ]);
  });
  test('offers a place for keys when connections lack them', async () => {
    const tls = { connections: 3, decrypted: 0, withoutKey: 3, failed: 0 };
    const { element } = await page(demo({ type: 'health', id: 'demo', value: healthOf({ tls }) }));
    expect(inside(element, 'keys-form')).toHaveLength(1);
  });
  test('opens a sample frame, and walks the samples in the order of the page', async () => {
    const { element, steps, press } = await page(demo({ type: 'health', id: 'demo', value: healthOf() }));
    await press('Open frame 1,204, not SIP');
    expect(steps).toEqual([{ frame: '0-1204' }]);
    expect(inside(element, 'frame-dialog')[0]).toMatchObject({ open: '0-1204', samples: ['0-1204', '0-1300'] });
    inside(element, 'frame-dialog')[0]?.dispatchEvent(new CustomEvent('frame-close'));
    expect(steps.at(-1)).toEqual({ frame: undefined });
  });
});
