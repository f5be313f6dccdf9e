import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { FrameDetail } from '../../../../server/wire/types.ts';
import type { FrameDialog } from '../../../../ui/pages/capture/frame-dialog.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/capture/frame-dialog.ts';

afterEach(unmount);

const FRAME: FrameDetail = {
  id: '0-88',
  source: '/x/a.pcap',
  point: 'eth0',
  frameNumber: 1088,
  time: 1_768_471_331_000_000,
  reason: 'fragment incomplete',
  linkType: 'ethernet',
  originalLength: 8,
  bytes: btoa('INVITE s'),
  cut: false,
};
const SAMPLES = ['0-12', '0-88', '0-90'];

async function dialog(open: string | undefined, value: Partial<FrameDetail> | undefined = {}) {
  const asked = { id: 'x', value: value === undefined ? undefined : { ...FRAME, ...value }, problem: undefined };
  const element = await mount<FrameDialog>(
    html`<frame-dialog .open=${open} .asked=${asked} .samples=${SAMPLES}></frame-dialog>`,
  );
  const key = (name: string): void => {
    inside(element, 'header')[0]?.dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
    );
  };
  return {
    element,
    key,
    steps: heard<string>(element, 'frame-open'),
    closed: heard<undefined>(element, 'frame-close'),
  };
}

describe('an open sample', () => {
  test('shows what is known of it, and its bytes', async () => {
    const { element } = await dialog('0-88');
    const text = textOf(inside(element, 'dialog')[0]);
    for (const part of ['Frame 1,088', 'sample 2 of 3', 'fragment incomplete', 'eth0', 'ethernet', '8 bytes'])
      expect(text).toContain(part);
    expect(inside(element, 'pre')[0]?.textContent).toMatch(/^0000 {2}49 4e 56 49 54 45 20 73 .*INVITE s$/);
    expect(inside(element, 'copy-button')[0]).toHaveProperty('text', inside(element, 'pre')[0]?.textContent);
  });
  test('says when the snap length or a limit cut it', async () => {
    expect(textOf(inside((await dialog('0-88', { originalLength: 1500 })).element, 'dl')[0])).toContain(
      '8 of 1,500 bytes captured',
    );
    expect(textOf(inside((await dialog('0-88', { cut: true })).element, 'dl')[0])).toContain('65,536');
  });
  test('leads to its neighbours by keys, and those keys to nothing else', async () => {
    const { key, steps } = await dialog('0-88');
    const outside = heard(window, 'keydown');
    key('ArrowRight');
    key('ArrowLeft');
    expect(steps).toEqual(['0-90', '0-12']);
    expect(outside).toEqual([]);
  });
  test('is the last one at the end', async () => {
    const { element, key, steps } = await dialog('0-90');
    key('ArrowRight');
    expect(steps).toEqual([]);
    expect(inside(element, '.turn')[0]?.hasAttribute('disabled')).toBe(true);
  });
  test('tells when it is closed', async () => {
    const { element, closed } = await dialog('0-88');
    inside(element, 'button').at(-1)?.click();
    await new Promise(resolve => setTimeout(resolve));
    await drawn(element);
    expect(closed).toHaveLength(1);
  });
  test('has a name and named buttons', async () => {
    const { element } = await dialog('0-88');
    expect(inside(element, 'dialog')[0]?.getAttribute('aria-labelledby')).toBe('title');
    expect(inside(element, 'button').map(button => button.getAttribute('aria-label'))).not.toContain(null);
  });
});

test('a dialog without a sample is closed', async () => {
  const { element } = await dialog(undefined);
  expect(inside(element, 'dialog')[0]?.hasAttribute('open')).toBe(false);
});
