import { html, render } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { CaptureHealth } from '../../../../server/wire/types.ts';
import { type CapturePage, healthView } from '../../../../ui/pages/capture/capture-page.ts';
import { inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import { captureInfo } from '../../../support/ui-state.ts';
import { at, storeWith } from '../../../support/ui-store.ts';

afterEach(unmount);

const HEALTH: CaptureHealth = {
  frames: 16_412,
  sipMessages: 1284,
  mediaPackets: 14_816,
  duplicates: 4,
  retransmissions: 31,
  malformed: 0,
  truncatedFrames: 1,
  notDecoded: [
    { reason: 'fragment incomplete', count: 3, samples: [] },
    { reason: 'not SIP', count: 1641, samples: [{ source: '/x/a.pcap', frameNumber: 1204, time: 0 }] },
  ],
  shed: { 'tcp bytes': 1_048_576 },
  sources: [
    {
      path: '/x/cut.pcap',
      format: 'pcap',
      linkTypes: ['Ethernet'],
      frames: 412,
      bytes: 234_567,
      truncated: 'cut at byte 234,560',
      notes: ['out of order'],
    },
  ],
};
function shown(health: CaptureHealth): HTMLElement {
  const box = document.createElement('div');
  render(healthView(health), box);
  return box;
}

describe('capture health', () => {
  test('counts every frame, the commonest reason first, with examples', () => {
    const rows = Array.from(shown(HEALTH).querySelectorAll('tbody tr'), textOf);
    expect(rows[0]).toBe('not SIP 1,641 10.0 % frame 1,204');
    expect(rows[1]).toBe('fragment incomplete 3 < 0.1 %');
  });
  test('names what a limit shed and where a file was cut', () => {
    const text = textOf(shown(HEALTH));
    expect(text).toContain('tcp bytes1,048,576');
    expect(text).toContain('cut at byte 234,560');
    expect(text).toContain('out of order');
  });
  test('says so when every frame was decoded', () => {
    expect(textOf(shown({ ...HEALTH, notDecoded: [], shed: {} }))).toContain('Every frame was decoded.');
  });
  test('of a capture without frames divides by nothing', () => {
    expect(textOf(shown({ ...HEALTH, frames: 0 }))).not.toContain('NaN');
  });
});

test('the page says that it counts, then shows, or says why not', async () => {
  const store = storeWith({ type: 'captures', captures: [captureInfo()] }, at({ page: 'capture' }), {
    type: 'health-asked',
    id: 'demo',
  });
  const element = await mount<CapturePage>(html`<capture-page .store=${store}></capture-page>`);
  expect(textOf(inside(element, '[role=status]')[0])).toBe('Counting…');
  store.dispatch({ type: 'health', id: 'demo', value: HEALTH });
  await new Promise(requestAnimationFrame);
  expect(textOf(inside(element, 'h1')[0])).toBe('Capture health');
  store.dispatch({ type: 'health-refused', id: 'demo', problem: { code: 'SIPA_X', message: 'gone', hint: '' } });
  await new Promise(requestAnimationFrame);
  expect(textOf(inside(element, '[role=alert]')[0])).toContain('gone');
});
