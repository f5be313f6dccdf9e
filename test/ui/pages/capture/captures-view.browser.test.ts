import { render } from 'lit';
import { describe, expect, test } from 'vitest';
import { type CapturesEvents, capturesView } from '../../../../ui/pages/capture/captures-view.ts';
import type { Store } from '../../../../ui/state/store.ts';
import { textOf } from '../../../support/ui-mount.ts';
import { captureInfo, inputOf, liveCapture } from '../../../support/ui-state.ts';
import { storeWith } from '../../../support/ui-store.ts';

function shown(store: Store, here?: string, asking?: string) {
  const heard: string[] = [];
  const events: CapturesEvents = {
    choose: id => heard.push(`choose ${id}`),
    ask: id => heard.push(`ask ${id}`),
    close: id => heard.push(`close ${id}`),
  };
  const box = document.createElement('div');
  render(capturesView(store.state, here, asking, events), box);
  const rows = Array.from(box.querySelectorAll('tbody tr'), textOf);
  const press = (name: string): void =>
    box.querySelector<HTMLElement>(`button[aria-label="${name}"], button#${CSS.escape(name)}`)?.click();
  return { box, rows, heard, press };
}

describe('the captures', () => {
  const store = storeWith(
    { type: 'captures', captures: [captureInfo('demo'), liveCapture()] },
    { type: 'counted', capture: 'live1', at: 0, counters: [inputOf('eth0', 0)] },
    { type: 'counted', capture: 'live1', at: 2000, counters: [inputOf('eth0', 1000)] },
  );
  test('are listed with origin, state, frames, rate and size, the live one first', () => {
    expect(shown(store).rows).toEqual([
      'eth0 live live 10 500 frames/s · 50.0 kB/s 4.0 MB',
      'demo.pcap file loaded 10 – 10 B',
    ]);
  });
  test('are chosen by name, and the chosen one says so', () => {
    const { box, heard, press } = shown(store, 'demo');
    press('Show eth0');
    expect(heard).toEqual(['choose live1']);
    expect(box.querySelector('[aria-current=true]')?.getAttribute('aria-label')).toBe('Show demo.pcap');
  });
  test('are closed after a question that says what it means', () => {
    const { heard, press } = shown(store);
    press('Close eth0');
    expect(heard).toEqual(['ask live1']);
    const asking = shown(store, 'demo', 'live1');
    expect(asking.rows[1]).toContain('Close eth0? Recording stops');
    asking.press('close-yes');
    expect(asking.heard).toEqual(['close live1']);
  });
  test('that could not be closed say why', () => {
    const refused = storeWith(
      { type: 'captures', captures: [captureInfo('demo')] },
      { type: 'errand-refused', name: 'close demo', problem: { code: 'SIPA_X', message: 'Gone.', hint: '' } },
    );
    expect(shown(refused).rows[1]).toContain('Gone. SIPA_X');
  });
});

test('nothing open says what to do', () => {
  expect(textOf(shown(storeWith({ type: 'captures', captures: [] })).box)).toContain('Nothing is open.');
});
