// The pages, as data: what the rail shows and which element draws a route. A new page is one entry here.

import { html, type TemplateResult } from 'lit';
import { isAbsent } from './pages/calls/empty.ts';
import type { PageName } from './state/route.ts';
import type { Store } from './state/store.ts';
import { texts } from './texts.ts';
import type { IconName } from './widgets/icon.ts';
import './pages/absent/absent-page.ts';
import './pages/calls/calls-page.ts';
import './pages/call/call-page.ts';

export interface RailItem {
  readonly page: PageName;
  readonly title: string;
  readonly icon: IconName;
  /** Further pages that belong to this item. */
  readonly holds: readonly PageName[];
}

export const RAIL: readonly RailItem[] = [
  { page: 'overview', title: texts.pages.overview, icon: 'overview', holds: ['overview'] },
  { page: 'calls', title: texts.pages.calls, icon: 'calls', holds: ['calls', 'call'] },
  { page: 'registrations', title: texts.pages.registrations, icon: 'phone', holds: ['registrations'] },
  { page: 'streams', title: texts.pages.streams, icon: 'media', holds: ['streams'] },
  { page: 'hosts', title: texts.pages.hosts, icon: 'hosts', holds: ['hosts'] },
  { page: 'findings', title: texts.pages.findings, icon: 'flag', holds: ['findings'] },
  { page: 'capture', title: texts.pages.capture, icon: 'capture', holds: ['capture'] },
];

const PAGES: Readonly<Record<PageName, (store: Store) => TemplateResult>> = {
  overview: store => html`<overview-page id="page" .store=${store}></overview-page>`,
  calls: store => html`<calls-page id="page" .store=${store}></calls-page>`,
  call: store => html`<call-page id="page" .store=${store}></call-page>`,
  registrations: store => html`<registrations-page id="page" .store=${store}></registrations-page>`,
  streams: store => html`<streams-page id="page" .store=${store}></streams-page>`,
  hosts: store => html`<hosts-page id="page" .store=${store}></hosts-page>`,
  findings: store => html`<findings-page id="page" .store=${store}></findings-page>`,
  capture: store => html`<capture-page id="page" .store=${store}></capture-page>`,
};

/** Pages that are no part of the first load. Rejects when the server has them no more. */
export const LAZY_PAGES: Readonly<Partial<Record<PageName, () => Promise<unknown>>>> = {
  overview: () => import('./pages/overview/overview-page.ts'),
  registrations: () => import('./pages/registrations/registrations-page.ts'),
  streams: () => import('./pages/streams/streams-page.ts'),
  hosts: () => import('./pages/hosts/hosts-page.ts'),
  findings: () => import('./pages/findings/findings-page.ts'),
  capture: () => import('./pages/capture/capture-page.ts'),
};

/** Pages that would wait for an answer for ever where there is no capture; the others say that themselves. */
const OF_CAPTURE: ReadonlySet<PageName> = new Set(['overview', 'registrations', 'streams', 'hosts', 'findings']);

/** The page of a route; of a lazy one once it is loaded, for an element must be defined before it is given its store. */
export function pageView(page: PageName, store: Store): TemplateResult {
  if (OF_CAPTURE.has(page) && isAbsent(store.state)) return html`<absent-page id="page" .store=${store}></absent-page>`;
  return PAGES[page](store);
}
