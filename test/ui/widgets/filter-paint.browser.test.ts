import { html } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { FilterBox, InputFault } from '../../../ui/widgets/filter-box.ts';
import { drawn, inside, mount, unmount } from '../../support/ui-mount.ts';
import '../../../ui/widgets/filter-box.ts';

afterEach(unmount);

const FIELDS = [{ name: 'state', aliases: [], type: 'enum', values: ['failed'], help: 'State' }] as const;
const box = (value: string, fault?: InputFault, width = 600) =>
  mount<FilterBox>(
    html`<filter-box .value=${value} .fault=${fault} .fields=${FIELDS} label="Filter"></filter-box>`,
    width,
  );
const inputOf = (element: Element): HTMLInputElement => {
  const [input] = inside(element, 'input');
  if (!(input instanceof HTMLInputElement)) throw new Error('there is no field');
  return input;
};
const paintOf = (element: Element): HTMLElement | undefined => inside(element, '.paint > span')[0];

test('each letter is painted where the field has it, and the field alone is heard', async () => {
  const element = await box('state = failed and "+49 30"');
  const [paint, input] = [paintOf(element), inputOf(element)];
  expect(paint?.textContent).toBe(input.value);
  expect(inside(element, '.paint')[0]?.getAttribute('aria-hidden')).toBe('true');
  // As wide as the field's own text, measured in its font.
  const canvas = document.createElement('canvas').getContext('2d');
  if (canvas === null) throw new Error('nothing can be measured');
  const { fontSize, fontFamily } = getComputedStyle(input);
  canvas.font = `${fontSize} ${fontFamily}`;
  expect(paint?.getBoundingClientRect().width).toBeCloseTo(canvas.measureText(input.value).width, 0);
  expect(paint?.getBoundingClientRect().left).toBeCloseTo(input.getBoundingClientRect().left, 0);
  const middle = (at: Element | undefined): number => {
    const { top = 0, height = 0 } = at?.getBoundingClientRect() ?? {};
    return top + height / 2;
  };
  expect(Math.abs(middle(paint) - middle(input))).toBeLessThan(1);
});

test('a long expression is painted as far along as the caret has scrolled it', async () => {
  const element = await box('', undefined, 260);
  await userEvent.type(inputOf(element), 'state = failed and state = failed and state = failed and x');
  await drawn(element);
  await expect.poll(() => inputOf(element).scrollLeft).toBeGreaterThan(50);
  const left = (): number => paintOf(element)?.getBoundingClientRect().left ?? 0;
  await expect
    .poll(() => Math.round(inputOf(element).getBoundingClientRect().left - left()))
    .toBe(Math.round(inputOf(element).scrollLeft));
  await userEvent.keyboard('{Home}');
  await expect.poll(() => Math.round(inputOf(element).getBoundingClientRect().left - left())).toBe(0);
});

test('the mistake is underlined at its place until something else is typed', async () => {
  const element = await box('state = fialed', { message: 'no', position: 8, length: 6, expected: '' });
  expect(inside(element, '.wrong').map(each => each.textContent)).toEqual(['fialed']);
  await userEvent.type(inputOf(element), 'x');
  await drawn(element);
  expect(inside(element, '.wrong')).toHaveLength(0);
});

test('while an input method composes, and for what changes places, the field shows its own letters', async () => {
  const element = await box('state = failed');
  inputOf(element).dispatchEvent(new CompositionEvent('compositionstart'));
  await drawn(element);
  expect([paintOf(element), inputOf(element).classList.contains('painted')]).toEqual([undefined, false]);
  inputOf(element).dispatchEvent(new CompositionEvent('compositionend'));
  await drawn(element);
  expect(paintOf(element)?.textContent).toBe('state = failed');
  expect(paintOf(await box('from ~ "\u202eabc"'))).toBeUndefined();
});

test('what is cut and pasted keeps its colours', async () => {
  const element = await box('state = failed');
  const input = inputOf(element);
  input.focus();
  input.select();
  await userEvent.keyboard('{Control>}x{/Control}');
  await drawn(element);
  expect([input.value, paintOf(element)?.textContent]).toEqual(['', '']);
  await userEvent.keyboard('{Control>}v{/Control}');
  await drawn(element);
  expect(paintOf(element)?.textContent).toBe('state = failed');
});
