// The page's few icons, drawn here so that nothing is fetched. Each stands beside a text or has one for screen readers.

import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

const SHAPES = {
  logo: svg`<path d="M3 1.500v13M13 1.500v13M3 5h9.500M10 2.500 12.500 5 10 7.500M13 11H3.500M6 8.500 3.500 11 6 13.500"/>`,
  calls: svg`<path d="M2 3.500h12M2 8h12M2 12.500h8"/><circle cx="13" cy="12.500" r="1"/>`,
  overview: svg`<path d="M2 13.500h12M4 13.500V9M7 13.500V4M10 13.500V7M13 13.500V2.500"/>`,
  clock: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.500V8l2.500 1.500"/>`,
  capture: svg`<path d="M1.500 8h3l2-5 3 10 2-5h3"/>`,
  media: svg`<path d="M2 6v4M5 3.500v9M8 5.500v5M11 2.500v11M14 6.500v3"/>`,
  hosts: svg`<circle cx="3.500" cy="8" r="2"/><circle cx="12.500" cy="3.500" r="2"/><circle cx="12.500" cy="12.500" r="2"/><path d="m5.300 7.100 5.400-2.700M5.300 8.900l5.400 2.700"/>`,
  flag: svg`<path d="M4 14.500V2M4 2.500h8.500l-2.500 3 2.500 3H4"/>`,
  phone: svg`<path d="M3 2.500h3l1 3.500-1.800 1.300a9 9 0 0 0 3.500 3.500L10 9l3.500 1v3c0 .600-.500 1-1 1C7 13.500 2.500 9 2 3.500c0-.500.400-1 1-1Z"/>`,
  help: svg`<path d="M5.500 5.500a2.500 2.500 0 1 1 3.600 2.200c-.800.500-1.100.900-1.100 1.800M8 12.700v.1"/>`,
  search: svg`<circle cx="7" cy="7" r="4.500"/><path d="m10.500 10.500 4 4"/>`,
  close: svg`<path d="m3.500 3.500 9 9M12.500 3.500l-9 9"/>`,
  copy: svg`<rect x="5.500" y="5.500" width="8" height="8.500" rx="1.500"/><path d="M10.500 5.500v-2A1.500 1.500 0 0 0 9 2H4a1.500 1.500 0 0 0-1.500 1.500V9A1.500 1.500 0 0 0 4 10.500h1.500"/>`,
  link: svg`<path d="M6.500 9.500 9.500 6.500M7 4.500l1.500-1.500a3.200 3.200 0 0 1 4.500 4.500L11.500 9M9 11.500 7.500 13A3.200 3.200 0 0 1 3 8.500L4.500 7"/>`,
  bookmark: svg`<path d="M4 2h8v12l-4-3.200L4 14Z"/>`,
  back: svg`<path d="M9.500 3 4.500 8l5 5"/>`,
  down: svg`<path d="M8 2.500v11M3.500 9 8 13.500 12.500 9"/>`,
  up: svg`<path d="M8 13.500v-11M3.500 7 8 2.500 12.500 7"/>`,
  minus: svg`<path d="M3 8h10"/>`,
  columns: svg`<rect x="2" y="2.500" width="12" height="11" rx="1.500"/><path d="M6 2.500v11M10 2.500v11"/>`,
  facets: svg`<path d="M2 3.500h12l-4.700 5.500v4.500l-2.600-1.500v-3Z"/>`,
  chevron: svg`<path d="m4 6 4 4 4-4"/>`,
  sun: svg`<circle cx="8" cy="8" r="3"/><path d="M8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1"/>`,
  moon: svg`<path d="M13.500 9.500A6 6 0 0 1 6.500 2.500a6 6 0 1 0 7 7Z"/>`,
  system: svg`<rect x="1.500" y="2.500" width="13" height="9" rx="1.500"/><path d="M5.500 14h5"/>`,
  contrast: svg`<circle cx="8" cy="8" r="6.500"/><path d="M8 1.500a6.500 6.500 0 0 1 0 13Z" fill="currentColor"/>`,
  follow: svg`<path d="M8 2v7.500M4.500 6 8 9.500 11.500 6M3 13.500h10"/>`,
  clear: svg`<path d="M2.500 4.500h11M6 4.500V3h4v1.500M4 4.500l.700 9h6.600l.700-9M6.700 7v4M9.300 7v4"/>`,
  record: svg`<circle cx="8" cy="8" r="3" fill="currentColor"/><circle cx="8" cy="8" r="6.500"/>`,
  stop: svg`<rect x="4" y="4" width="8" height="8" rx="1"/>`,
  key: svg`<circle cx="5" cy="8" r="3"/><path d="M8 8h6.500M12 8v3M14.500 8v2"/>`,
  file: svg`<path d="M4 1.500h5.500L12.500 4.500v10h-8.500ZM9.500 1.500v3h3"/>`,
  plus: svg`<path d="M8 3v10M3 8h10"/>`,
  incomplete: svg`<path d="M2 8h3M11 8h3M6.500 5.500l3 5M9.500 5.500l-3 5"/>`,
  pause: svg`<path d="M5.500 3v10M10.500 3v10"/>`,
  play: svg`<path d="M5 3v10l8-5Z"/>`,
  upload: svg`<path d="M8 11V2.500M4.500 6 8 2.500 11.500 6M2.500 11v2.500h11V11"/>`,
  warning: svg`<path d="M8 2 1.500 13.500h13ZM8 6.500v3.500M8 12v.1"/>`,
  check: svg`<path d="m3 8.500 3.500 3.500L13 4.500"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** An icon of 16 px in the text's colour; hidden from screen readers, which read the text beside it. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`;
}
