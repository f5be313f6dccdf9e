import { html } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import type { FilterBox, InputFault } from '../../../ui/widgets/filter-box.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/filter-box.ts';

afterEach(() => {
  vi.useRealTimers();
  unmount();
});

const box = (value = '', fault?: InputFault) =>
  mount<FilterBox>(html`<filter-box .value=${value} .fault=${fault} label="Filter"></filter-box>`);
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
test('Escape clears a filter, and leaves an empty box', async () => {
  const element = await box('busy');
  const told = heard<string>(element, 'filter-change');
  const left = heard<undefined>(element, 'filter-leave');
  press(element, 'Escape');
  expect([told, left.length]).toEqual([[''], 0]);
  press(element, 'Escape');
  expect(left).toHaveLength(1);
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
