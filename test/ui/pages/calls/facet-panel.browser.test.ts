import { html } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import type { FacetReport } from '../../../../server/wire/types.ts';
import type { TermAction } from '../../../../ui/filter/term-action.ts';
import type { FacetPanel, FacetToggle } from '../../../../ui/pages/calls/facet-panel.ts';
import { drawn, heard, inside, mount, textOf, unmount } from '../../../support/ui-mount.ts';
import '../../../../ui/pages/calls/facet-panel.ts';

afterEach(unmount);

const REPORT: FacetReport = {
  total: 5,
  all: 9,
  facets: [
    {
      field: 'state',
      values: [
        { value: 'failed', count: 4 },
        { value: 'busy', count: 2 },
      ],
      distinct: 9,
      none: 1,
      omitted: 2,
      counted: 5,
      legs: 8,
    },
    {
      field: 'ua',
      values: [{ value: '<img src=x>\u202e', count: 1 }],
      distinct: 1,
      none: 0,
      omitted: 0,
      counted: 1,
      legs: 1,
    },
  ],
};

function panel(filter = '', report = REPORT): Promise<FacetPanel> {
  const asked = { id: 'a', value: report, problem: undefined };
  return mount(html`<facet-panel .filter=${filter} .asked=${asked} .open=${['state', 'ua']}></facet-panel>`);
}

const values = (element: FacetPanel): readonly HTMLElement[] => inside(element, '.value');

describe('a value', () => {
  test('has its count, and its share as a bar', async () => {
    const element = await panel();
    expect(values(element).map(textOf)).toEqual(['failed 4', 'busy 2', '<img src=x>⟨U+202E⟩ 1']);
    expect(inside(element, '.bar')[1]?.style.getPropertyValue('--part')).toBe('0.5');
    expect(inside(element, 'img')).toEqual([]);
  });

  test('is asked for by a click, then excluded, then neither; with Alt excluded at once', async () => {
    const acts: string[] = [];
    for (const [filter, altKey] of [
      ['', false],
      ['state = failed', false],
      ['state != failed', false],
      ['', true],
      ['state != failed', true],
    ] as const) {
      const element = await panel(filter);
      const terms = heard<TermAction>(element, 'filter-term');
      values(element)[0]?.dispatchEvent(new MouseEvent('click', { altKey }));
      acts.push(terms[0]?.act ?? '');
      expect(terms[0]?.term).toEqual({ field: 'state', operator: '=', value: 'failed' });
    }
    expect(acts).toEqual(['join', 'exclude', 'remove', 'exclude', 'remove']);
  });

  test('says aloud what the filter says of it', async () => {
    const element = await panel('state in {failed, ended} and state != busy');
    const aloud = (value: Element): string =>
      Array.from(value.querySelectorAll('span:not([aria-hidden])'), textOf)
        .filter(text => text !== '')
        .join(' ');
    expect(values(element).map(aloud)).toEqual([
      'failed 4 shown',
      'busy 2 excluded',
      'ended – shown',
      '<img src=x>⟨U+202E⟩ 1',
    ]);
  });
});

test('what was left out is said', async () => {
  const text = textOf((await panel()).shadowRoot?.querySelector('details') ?? undefined);
  expect(text).toContain('7 more…');
  expect(text).toContain('1 without a value');
  expect(text).toContain('2 not listed');
  expect(text).toContain('Counted in 5 of 8 rows so far');
});

test('every part of the filter has a chip that takes it away', async () => {
  const element = await panel('state in {failed, busy} and (a or b)');
  const filters = heard<string>(element, 'filter-set');
  const chips = inside(element, '.chips button');
  expect(chips.map(textOf)).toEqual(['state = failed', 'state = busy', 'a or b']);
  for (const chip of chips) chip.click();
  expect(filters).toEqual(['state = busy and (a or b)', 'state = failed and (a or b)', 'state in {failed, busy}']);
});

test('facets open and close, and show more', async () => {
  const element = await panel();
  const opened = heard<FacetToggle>(element, 'facet-open');
  const long = heard<FacetToggle>(element, 'facet-long');
  inside(element, '.more')[0]?.click();
  expect(long).toEqual([{ facet: 'state', isOn: true }]);
  inside(element, 'summary')[1]?.click();
  await drawn(element);
  expect(opened).toContainEqual({ facet: 'firstMethod', isOn: true });
});

test('before the first answer it says that it counts; a refusal says why', async () => {
  expect(
    textOf(inside(await mount<FacetPanel>(html`<facet-panel .open=${['state']}></facet-panel>`), '.note')[0]),
  ).toBe('Counting…');
  const asked = { id: 'a', value: undefined, problem: { code: 'X', message: 'gone.', hint: 'Come back.' } };
  const refused = await mount<FacetPanel>(html`<facet-panel .asked=${asked}></facet-panel>`);
  expect(textOf(inside(refused, '[role=alert]')[0])).toContain('gone. Come back.');
});

test('arrows go from line to line, the edge makes it wider', async () => {
  const element = await panel();
  inside(element, 'summary')[0]?.focus();
  inside(element, '.scroll')[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' }));
  expect(element.shadowRoot?.activeElement?.className).toContain('value');
  const width = (): number => Number.parseInt(element.style.getPropertyValue('--facets'), 10);
  const before = width();
  inside(element, '.edge')[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
  await drawn(element);
  expect(width()).toBe(before + 16);
  localStorage.removeItem('sipscope.facets.width');
});
