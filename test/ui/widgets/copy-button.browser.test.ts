import { html } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import type { CopyButton } from '../../../ui/widgets/copy-button.ts';
import { drawn, inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/copy-button.ts';

afterEach(() => {
  vi.restoreAllMocks();
  unmount();
});

const button = () =>
  mount<CopyButton>(html`<copy-button .text=${'a\u0000b'} label="Copy" done="Copied" failed="Refused"></copy-button>`);

test('copies the text as it is and says so', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue(undefined);
  const element = await button();
  inside(element, 'button')[0]?.click();
  await drawn(element);
  expect(write).toHaveBeenCalledWith('a\u0000b');
  expect(textOf(inside(element, '[role=status]')[0])).toBe('Copied');
});
test('says when the browser refuses', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
  vi.spyOn(document, 'execCommand').mockReturnValue(false);
  const element = await button();
  inside(element, 'button')[0]?.click();
  await drawn(element);
  expect(textOf(inside(element, '[role=status]')[0])).toBe('Refused');
});
