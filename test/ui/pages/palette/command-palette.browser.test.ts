import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { CommandPalette } from '../../../../ui/pages/palette/command-palette.ts';
import { paletteEntries } from '../../../../ui/pages/palette/palette-entries.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/palette/command-palette.ts';

afterEach(unmount);

async function opened(): Promise<CommandPalette> {
  const entries = paletteEntries(['calls', 'everywhere'], [{ id: 'x', name: '<b>x</b>\u202e' }], []);
  const element = await mount<CommandPalette>(html`<command-palette .entries=${() => entries}></command-palette>`);
  element.open();
  await drawn(element);
  return element;
}

test('a few letters and Enter do it; the dialog closes', async () => {
  const element = await opened();
  const acts = heard(element, 'palette-act');
  await userEvent.keyboard('findi');
  await drawn(element);
  expect(textOf(inside(element, '[aria-selected="true"]')[0])).toContain('Findings');
  await userEvent.keyboard('{Enter}');
  expect(acts).toEqual([{ kind: 'command', command: 'go-findings' }]);
  expect(element.isOpen).toBe(false);
});
test('arrows walk round, and the field says which entry is meant', async () => {
  const element = await opened();
  await userEvent.keyboard('{ArrowUp}');
  await drawn(element);
  const options = inside(element, '[role="option"]');
  expect(options.at(-1)?.getAttribute('aria-selected')).toBe('true');
  expect(inside(element, 'input')[0]?.getAttribute('aria-activedescendant')).toBe(`entry-${options.length - 1}`);
});
test('the name of a capture is text, and shows what cannot be seen', async () => {
  const element = await opened();
  const last = inside(element, '[role="option"]').at(-1);
  expect(last?.querySelector('b')).toBeNull();
  expect(textOf(last)).toContain('<b>x</b>');
  expect(textOf(last)).not.toContain('\u202e');
});
