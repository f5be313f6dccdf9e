// Contrast of the tokens, by WCAG 2.2 §1.4.3 (text 4.5:1) and §1.4.11 (marks 3:1), light and dark, plain and high contrast.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../ui/styles/theme.css', import.meta.url), 'utf8');
type Scheme = 'light' | 'dark';

function tokens(source: string, scheme: Scheme): ReadonlyMap<string, string> {
  const found = source.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g);
  return new Map(
    Array.from(found, ([, name = '', light = '', dark = '']) => [name, scheme === 'light' ? light : dark]),
  );
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const start = css.slice(0, css.indexOf('@media (prefers-contrast: more)'));
const asked = css.indexOf(':root[data-theme="contrast"]');
const more = css.slice(css.indexOf('@media (prefers-contrast: more)'), asked);
const plain = { light: tokens(start, 'light'), dark: tokens(start, 'dark') };
const high = {
  light: new Map([...plain.light, ...tokens(more, 'light')]),
  dark: new Map([...plain.dark, ...tokens(more, 'dark')]),
};

const SURFACES = ['surface-0', 'surface-1', 'surface-2', 'selected'];
const TEXTS = [...plain.light.keys()].filter(name => /^(ink|state|class|code)-|^accent$/.test(name));

describe.each([
  ['light', plain.light],
  ['dark', plain.dark],
  ['light, high contrast', high.light],
  ['dark, high contrast', high.dark],
] as const)('%s', (_name, colours) => {
  const ratio = (a: string, b: string): number => contrast(colours.get(a) ?? '', colours.get(b) ?? '');

  test('every text is readable on every surface it can stand on', () => {
    expect(TEXTS.length).toBeGreaterThan(15);
    const faint = TEXTS.flatMap(text =>
      SURFACES.map(surface => ({ pair: `${text} on ${surface}`, ratio: ratio(text, surface) })),
    );
    expect(faint.filter(each => !(each.ratio >= 4.5))).toEqual([]);
  });
  test('text on the accent is readable', () => {
    expect(ratio('accent-ink', 'accent')).toBeGreaterThanOrEqual(4.5);
  });
  test('marks and frames of controls stand out', () => {
    expect(SURFACES.filter(surface => !(ratio('line-strong', surface) >= 3))).toEqual([]);
  });
});

test('no element brings a colour of its own: tokens only', () => {
  const folder = new URL('../../../ui/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(40);
  const coloured = files.filter(name =>
    /#[0-9a-f]{3,8}\b(?=\s*[;,)])/i.test(readFileSync(new URL(name, folder), 'utf8')),
  );
  expect(coloured).toEqual([]);
});

test('the theme of high contrast is that of a system that asks for it', () => {
  for (const scheme of ['light', 'dark'] as const)
    expect(tokens(css.slice(asked), scheme)).toEqual(tokens(more, scheme));
});
