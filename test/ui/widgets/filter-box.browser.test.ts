import { html } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { rememberFilter } from '../../../ui/filter/recent-filters.ts';
import type { FilterBox, InputFault } from '../../../ui/widgets/filter-box.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/filter-box.ts';

afterEach(() => {
  vi.useRealTimers();
  unmount();
});

const FIELDS = [
  { name: 'state', aliases: [], type: 'enum', values: ['failed', 'busy'], help: 'State of the leg' },
  { name: 'pdd', aliases: [], type: 'duration', help: 'Post-dial delay' },
] as const;
const box = (value = '', fault?: InputFault) =>
  mount<FilterBox>(html`<filter-box .value=${value} .fault=${fault} .fields=${FIELDS} label="Filter"></filter-box>`);
const inputOf = (element: Element): HTMLInputElement => inside(element, 'input')[0] as HTMLInputElement;
const press = (element: Element, key: string): void => {
  inputOf(element).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};
const type = (element: Element, text: string): void => {
  inputOf(element).value = text;
  inputOf(element).dispatchEvent(new Event('input', { bubbles: true }));
};

test('what is typed is told when typing rests, once', async () => {
  const element = await box();
  vi.useFakeTimers();
  const told = heard<string>(element, 'filter-change');
  for (const text of ['s', 'st', 'state']) type(element, text);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(300);
  expect(told).toEqual(['state']);
});
test('Enter tells at once', async () => {
  const element = await box();
  const told = heard<string>(element, 'filter-change');
  type(element, 'busy');
  press(element, 'Enter');
  expect(told).toEqual(['busy']);
});
test('Enter leaves for what the filter finds; what cannot be read, or was refused as it stands, keeps the focus', async () => {
  const element = await box('code = 99', { message: 'no such code', position: 7, length: 2, expected: '' });
  const left = heard<undefined>(element, 'filter-leave');
  for (const [text, times] of [
    ['code = 99', 0],
    ['code = "48', 0],
    ['code =', 0],
    ['code = 486', 1],
    ['', 2],
  ] as const) {
    type(element, text);
    press(element, 'Enter');
    expect([text, left.length]).toEqual([text, times]);
  }
});
test('the focus comes back to the very place that is wrong', async () => {
  const element = await box('code = 99', { message: 'no such code', position: 7, length: 2, expected: '' });
  element.focusFault();
  const { selectionStart, selectionEnd } = inputOf(element);
  expect([element.shadowRoot?.activeElement, selectionStart, selectionEnd]).toEqual([inputOf(element), 7, 9]);
});
test('keys of an input method are its own', async () => {
  const element = await box();
  const told = heard<string>(element, 'filter-change');
  type(element, 'にほん');
  const init = { key: 'Enter', isComposing: true, bubbles: true, cancelable: true };
  inputOf(element).dispatchEvent(new KeyboardEvent('keydown', init));
  expect(told).toEqual([]);
});
test('Escape closes the list, then takes back what was not told, then leaves with the filter as it is', async () => {
  const element = await box('busy');
  vi.useFakeTimers();
  const told = heard<string>(element, 'filter-change');
  const left = heard<undefined>(element, 'filter-leave');
  type(element, 'busy or st');
  press(element, 'Escape');
  expect([inputOf(element).value, left.length]).toEqual(['busy or st', 0]);
  press(element, 'Escape');
  expect([inputOf(element).value, left.length]).toEqual(['busy', 0]);
  press(element, 'Escape');
  vi.advanceTimersByTime(300);
  expect([told, left.length]).toEqual([[], 1]);
});
test('the list is gone through by arrows, and Enter puts the marked offer in the place of what is typed', async () => {
  const element = await box();
  const asked = heard<unknown>(element, 'filter-question');
  type(element, 'x and st');
  await drawn(element);
  expect(inputOf(element).getAttribute('aria-expanded')).toBe('true');
  expect(inside(element, '[role=option]').map(textOf)).toEqual(['state State of the leg']);
  press(element, 'ArrowDown');
  await drawn(element);
  expect(inputOf(element).getAttribute('aria-activedescendant')).toBe('offer-0');
  press(element, 'Enter');
  expect(inputOf(element).value).toBe('x and state ');
  await drawn(element);
  type(element, 'x and state = fa');
  await drawn(element);
  expect(asked.at(-1)).toEqual({ field: 'state', text: 'fa' });
  expect(textOf(inside(element, '.help')[0])).toContain('State of the leg');
  expect(inside(element, '[role=option]').map(textOf)).toEqual(['failed']);
  press(element, 'ArrowDown');
  press(element, 'Tab');
  expect(inputOf(element).value).toBe('x and state = failed');
});
test('values have their counts, hostile ones are text', async () => {
  const element = await box();
  element.found = {
    field: 'state',
    values: [{ value: '<b>\u202e', count: 1234 }],
    distinct: 1,
    none: 0,
    omitted: 0,
    counted: 3,
    legs: 9,
  };
  type(element, 'state = ');
  await drawn(element);
  expect(textOf(inside(element, '[role=option]')[0])).toBe('<b>⟨U+202E⟩ 1,234');
  expect(inside(element, 'b').map(textOf)).toEqual(['state']);
  expect(textOf(inside(element, '.help')[1])).toContain('3 of 9');
  inside(element, '[role=option]')[0]?.click();
  expect(inputOf(element).value).toBe('state = "<b>\\u202e"');
});
test('ArrowUp in the empty field shows what is saved and what was used before', async () => {
  rememberFilter('state = failed');
  rememberFilter('state = busy');
  const element = await box();
  element.saved = [{ name: 'Failures', filter: 'state = failed' }];
  const told = heard<string>(element, 'filter-change');
  press(element, 'ArrowUp');
  await drawn(element);
  expect(inside(element, '[role=option]').map(textOf)).toEqual([
    'Saved filters…',
    'Failures state = failed',
    'state = busy',
  ]);
  expect(inside(element, '[role=group]').map(group => group.ariaLabel)).toEqual(['Saved', 'Used before']);
  press(element, 'Enter');
  expect(told).toEqual(['state = failed']);
  localStorage.removeItem('sipscope.filters.recent');
});
test('the button and Alt-ArrowDown show what is saved too, and lead to where filters are saved', async () => {
  const element = await box('state = busy');
  const wanted = heard<undefined>(element, 'filter-save');
  inside(element, 'button').at(-1)?.click();
  await drawn(element);
  expect(inside(element, '[role=option]').map(textOf)).toEqual(['Save this filter under a name…']);
  inside(element, 'button').at(-1)?.click();
  await drawn(element);
  expect(inside(element, '[role=option]')).toHaveLength(0);
  const init = { key: 'ArrowDown', altKey: true, bubbles: true, cancelable: true };
  inputOf(element).dispatchEvent(new KeyboardEvent('keydown', init));
  press(element, 'Enter');
  expect([wanted.length, inputOf(element).value]).toEqual([1, 'state = busy']);
});
test('a step is done by Enter, by leaving and by clearing; what is typed counts when the hand goes on', async () => {
  const element = await box('busy');
  const done = heard<undefined>(element, 'filter-done');
  const told = heard<string>(element, 'filter-change');
  type(element, 'other');
  inputOf(element).dispatchEvent(new Event('blur'));
  expect([told, done.length]).toEqual([['other'], 1]);
  inside(element, 'button')[0]?.click();
  expect([told.at(-1), done.length]).toEqual(['', 2]);
});
test('a filter that comes back from outside is shown again', async () => {
  const element = await box('a');
  for (const value of ['b', 'a']) {
    element.value = value;
    await drawn(element);
    expect(inputOf(element).value).toBe(value);
  }
});
test('a value from outside is shown; its own echo does not undo what was typed since', async () => {
  const element = await box('busy');
  expect(inputOf(element).value).toBe('busy');
  type(element, 'state');
  press(element, 'Enter');
  type(element, 'state =');
  element.value = 'state';
  await drawn(element);
  expect(inputOf(element).value).toBe('state =');
});
test('a complaint stands below the box and marks its place', async () => {
  const element = await box('state = (', {
    message: 'a value is missing',
    position: 8,
    length: 1,
    expected: 'Expected: a value',
  });
  expect(inputOf(element).getAttribute('aria-invalid')).toBe('true');
  expect(textOf(inside(element, 'mark')[0])).toBe('(');
  expect(textOf(inside(element, '[role=alert]')[0])).toContain('a value is missing');
});
test('a complaint about the end marks the place behind it', async () => {
  const element = await box('state =', { message: 'ends', position: 700, length: 0, expected: '' });
  expect(inside(element, 'pre')[0]?.textContent).toBe('state =\u00a0\u00a0');
});
