import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { type SavedFilter, writeSaved } from '../../../../ui/filter/saved-filters.ts';
import type { SavedFilters } from '../../../../ui/pages/filters/saved-filters.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/filters/saved-filters.ts';

afterEach(unmount);

const SAVED: readonly SavedFilter[] = [
  { name: 'Busy', filter: 'state = busy' },
  { name: '<b>x</b>\u202e', filter: '"<script>"' },
];

/** As the frame has it: what is saved comes back as a property. */
async function open(filter = 'pdd > 3s', saved = SAVED) {
  const element = await mount<SavedFilters>(
    html`<saved-filters .saved=${saved} .filter=${filter} @filters-saved=${(
      event: CustomEvent<readonly SavedFilter[]>,
    ) => {
      element.saved = event.detail;
    }}></saved-filters>`,
  );
  element.open();
  await drawn(element);
  return element;
}
const button = (element: Element, selector: string): void => inside(element, selector)[0]?.click();
function type(element: Element, selector: string, text: string): void {
  const field = inside(element, selector)[0];
  if (!(field instanceof HTMLInputElement)) throw new Error(`no field ${selector}`);
  field.value = text;
  field.dispatchEvent(new InputEvent('input'));
  field.form?.requestSubmit();
}
async function choose(element: SavedFilters, text: string): Promise<void> {
  const files = new DataTransfer();
  files.items.add(new File([text], 'a.json'));
  const field = inside(element, 'input[type=file]')[0] as HTMLInputElement;
  field.files = files.files;
  field.dispatchEvent(new Event('change'));
  await drawn(element);
  await drawn(element);
}

test('the filter is saved under a name; one that is taken says so first', async () => {
  const element = await open();
  expect(element.shadowRoot?.activeElement?.id).toBe('name');
  type(element, '#name', 'Slow');
  await drawn(element);
  expect(element.saved).toEqual([...SAVED, { name: 'Slow', filter: 'pdd > 3s' }]);
  expect(textOf(inside(element, '.status')[0])).toBe('Slow is saved.');
  expect(textOf(inside(element, '.new .primary')[0])).toBe('Replace');
  expect(textOf(inside(element, '#taken')[0])).toContain('would be replaced');
});
test('what cannot be saved is refused in words', async () => {
  const element = await open('state =');
  type(element, '#name', 'x');
  await drawn(element);
  expect(textOf(inside(element, '.problem')[0])).toContain('The filter cannot be read.');
  expect(element.saved).toBe(SAVED);
  expect(inside(await open(''), '#name')).toHaveLength(0);
});
test('one is used; hostile names and filters are text', async () => {
  const element = await open();
  const set = heard<string>(element, 'filter-set');
  expect(inside(element, '.use script, .use b b')).toHaveLength(0);
  expect(inside(element, '.use b').map(textOf)[1]).toContain('<b>x</b>');
  expect(inside(element, '.use b')[1]?.textContent).not.toContain('\u202e');
  button(element, '.use');
  expect([set, element.isOpen]).toEqual([['state = busy'], false]);
});
test('one gets another name, and the focus stays', async () => {
  const element = await open();
  button(element, '.rename');
  await drawn(element);
  expect(element.shadowRoot?.activeElement?.id).toBe('renamed');
  type(element, '#renamed', 'Engaged');
  await drawn(element);
  expect(element.saved[0]?.name).toBe('Engaged');
  expect(textOf(element.shadowRoot?.activeElement ?? undefined)).toContain('Engaged');
});
test('one is deleted, and comes back when that was wrong', async () => {
  const element = await open();
  button(element, '.remove');
  await drawn(element);
  expect(element.saved).toEqual([SAVED[1]]);
  expect(textOf(inside(element, '.status')[0])).toBe('Busy is deleted. Undo');
  expect(element.shadowRoot?.activeElement?.classList.contains('use')).toBe(true);
  button(element, '#undo');
  await drawn(element);
  expect(element.saved).toEqual(SAVED);
});
test('a file is taken in, a wrong one is refused as a whole', async () => {
  const element = await open();
  await choose(element, writeSaved([{ name: 'Busy', filter: 'x' }, ...SAVED.slice(1)]));
  expect(element.saved.map(({ name }) => name)).toContain('Busy (2)');
  expect(textOf(inside(element, '.status')[0])).toContain('1 filter imported');
  await choose(element, '{"format":"other"}');
  expect(textOf(inside(element, '.problem')[0])).toContain('Nothing was imported');
  expect(element.saved).toHaveLength(3);
});
