import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { shapeLadder } from '../../../../ui/ladder/shape.ts';
import type { LadderBar } from '../../../../ui/pages/call/ladder-bar.ts';
import { type LadderView, START_VIEW } from '../../../../ui/state/ladder-view.ts';
import { ladder, ladderMessage } from '../../../support/ui-ladder.ts';
import { heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/call/ladder-bar.ts';

afterEach(unmount);

const rows = [ladderMessage(0), ladderMessage(1, { method: 'OPTIONS' }), ladderMessage(2)];
const show = (view: Partial<LadderView> = {}) => {
  const whole = { ...START_VIEW, ...view };
  return mount<LadderBar>(
    html`<ladder-bar has-message .ladder=${shapeLadder({ ...ladder(0), rows }, whole)} .view=${whole}></ladder-bar>`,
  );
};
const labelled = (element: Element, text: string): HTMLInputElement => {
  const input = inside(element, 'label')
    .find(label => textOf(label).startsWith(text))
    ?.querySelector('input');
  if (!(input instanceof HTMLInputElement)) throw new Error(`no ${text}`);
  return input;
};

test('a narrowed ladder says how many of how many, a whole one nothing', async () => {
  expect(textOf(inside(await show(), '.counts')[0])).toBe('');
  expect(textOf(inside(await show({ isQuiet: true }), '.counts')[0])).toBe('2 of 3 messages shown');
});
test('hidden hosts are told with their messages, and come back', async () => {
  const element = await show({ hide: ['10.0.0.7'] });
  expect(textOf(element.shadowRoot?.querySelector('menu-button[set] [slot=face]') as HTMLElement)).toBe(
    '1 host hidden, 3 messages',
  );
  const changes = heard<Partial<LadderView>>(element, 'view-change');
  inside(element, '.item')
    .find(item => textOf(item).startsWith('Show sbc-1'))
    ?.click();
  expect(changes).toEqual([{ hide: [] }]);
});
test('boxes and circles change the view; other columns have another order and other keys', async () => {
  const element = await show();
  const changes = heard<Partial<LadderView>>(element, 'view-change');
  labelled(element, 'OPTIONS').click();
  labelled(element, 'Leave out OPTIONS').click();
  labelled(element, 'by address and port').click();
  expect(changes).toEqual([{ methods: ['OPTIONS'] }, { isQuiet: true }, { hosts: 'port', columns: [], hide: [] }]);
});
test('what is typed is searched for, what begins with a colon is gone to', async () => {
  const element = await show();
  const [found, gone, steps] = [
    heard<string>(element, 'find-change'),
    heard<string>(element, 'jump'),
    heard<number>(element, 'find-step'),
  ];
  const input = inside(element, 'input[type=search]')[0];
  if (!(input instanceof HTMLInputElement)) throw new Error('no input');
  const type = (value: string, shiftKey = false): void => {
    input.value = value;
    input.dispatchEvent(new InputEvent('input'));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey }));
  };
  type('tag=');
  type('tag=', true);
  type(':42');
  expect([found, steps, gone]).toEqual([['tag=', 'tag='], [1, -1], ['42']]);
});

test('packets are asked for with or without media, and why there are none is said', async () => {
  const bar = await show();
  const button = (text: string): HTMLElement => {
    const found = inside(bar, 'button.item').find(item => textOf(item) === text);
    if (!(found instanceof HTMLElement)) throw new Error(`no ${text}`);
    return found;
  };
  const asked = heard<boolean>(bar, 'packets');
  button('Packets (pcapng)').click();
  button('Packets with media (pcapng)').click();
  expect(asked).toEqual([false, true]);
  bar.packets = { isBusy: false, problem: { code: 'SIPA_SEGMENT_EXPIRED', message: 'Gone.', hint: 'Keep more.' } };
  await bar.updateComplete;
  expect(textOf(inside(bar, '[role=alert]')[0])).toBe('Gone. Keep more.');
});
