// Every page of the dashboard, with the fixtures that fill it: what the tests in a browser visit and what is photographed.

import { join } from 'node:path';
import type { Page, Request } from 'playwright';
import { FIXTURES } from './captures.ts';

/** One thing to look at. */
export interface PageVisit {
  /** Of the screenshot's file, too. */
  readonly name: string;
  /** Capture that must be open. */
  readonly capture: string;
  /** Its address below the server's, `{id}` stands for the capture; `{leg: FILTER}` for the first leg that the filter finds. */
  readonly address: string;
  /** Pressed one after the other when the page is there. */
  readonly keys?: readonly string[];
}

const MERGED = 'b2bua-header.pcap';

export const CAPTURES = [
  'demo.pcapng',
  MERGED,
  'media-loss.pcap',
  'registration-expired.pcap',
  'options-down.pcap',
] as const;

export const VISITS: readonly PageVisit[] = [
  { name: 'overview', capture: 'demo.pcapng', address: 'overview?capture={id}' },
  { name: 'calls', capture: 'demo.pcapng', address: 'calls?capture={id}' },
  { name: 'calls-filtered', capture: 'demo.pcapng', address: 'calls?capture={id}&filter=state+%3D+failed' },
  { name: 'calls-nothing-found', capture: 'demo.pcapng', address: 'calls?capture={id}&filter=code+%3D+699' },
  { name: 'calls-wrong-filter', capture: 'demo.pcapng', address: 'calls?capture={id}&filter=state+%3D+%3D' },
  { name: 'calls-facets', capture: 'demo.pcapng', address: 'calls?capture={id}', keys: ['f'] },
  { name: 'calls-columns', capture: 'demo.pcapng', address: 'calls?capture={id}', keys: ['t'] },
  { name: 'call', capture: 'demo.pcapng', address: 'calls/{leg: finding exists and kind = call}' },
  { name: 'call-message', capture: 'demo.pcapng', address: 'calls/{leg: state = busy}', keys: ['j', 'Enter'] },
  {
    name: 'call-headers',
    capture: 'demo.pcapng',
    address: 'calls/{leg: state = busy}?tab=headers',
    keys: ['j', 'Enter'],
  },
  { name: 'call-sdp', capture: 'demo.pcapng', address: 'calls/{leg: state = busy}?tab=body' },
  {
    name: 'call-diff',
    capture: 'demo.pcapng',
    address: 'calls/{leg: state = busy}?tab=diff',
    keys: [' ', 'j', 'j', 'Enter'],
  },
  { name: 'call-merged', capture: MERGED, address: 'calls/{leg: kind = call}?legs=all' },
  { name: 'call-media', capture: 'media-loss.pcap', address: 'calls/{leg: kind = call}?panel=media' },
  { name: 'call-gone', capture: 'demo.pcapng', address: 'calls/{id}:999999' },
  {
    name: 'registrations',
    capture: 'registration-expired.pcap',
    address: 'registrations?capture={id}',
    keys: ['j', 'Enter'],
  },
  { name: 'streams', capture: 'media-loss.pcap', address: 'streams?capture={id}', keys: ['j', 'Enter'] },
  { name: 'hosts', capture: 'demo.pcapng', address: 'hosts?capture={id}' },
  { name: 'host', capture: 'demo.pcapng', address: 'hosts?capture={id}&host=10.10.0.10' },
  { name: 'findings', capture: 'demo.pcapng', address: 'findings?capture={id}' },
  { name: 'capture', capture: 'demo.pcapng', address: 'capture?capture={id}' },
  { name: 'help', capture: 'demo.pcapng', address: 'calls?capture={id}', keys: ['?'] },
  { name: 'palette', capture: 'demo.pcapng', address: 'calls?capture={id}', keys: ['Control+k'] },
];

export const captureFile = (name: string): string => join(FIXTURES, name);

interface Captures {
  readonly items: readonly { readonly id: string; readonly name: string }[];
}

/** The address of a visit; throws when nothing is open for it, or its filter finds nothing. */
export async function addressOf(visit: PageVisit, server: string): Promise<string> {
  const { items }: Captures = await (await fetch(`${server}api/captures`)).json();
  const id = items.find(capture => capture.name === visit.capture)?.id;
  if (id === undefined) throw new Error(`${visit.capture} is not open`);
  const filter = /\{leg: ([^}]+)\}/.exec(visit.address)?.[1];
  if (filter === undefined) return server + visit.address.replace('{id}', id);
  const query = new URLSearchParams({ capture: id, filter, limit: '1' });
  const { items: legs } = await (await fetch(`${server}api/calls?${query}`)).json();
  if (legs?.[0] === undefined) throw new Error(`${visit.capture} has no leg for ${filter}`);
  return server + visit.address.replace(/\{leg: [^}]+\}/, legs[0].id);
}

/** What a page has asked and was not told yet. */
const unanswered = new WeakMap<Page, Set<Request>>();

/** Has `settled` wait for the answers to everything that a new page asks, too. */
export function watchRequests(page: Page): void {
  const open = new Set<Request>();
  unanswered.set(page, open);
  page.on('request', request => open.add(request));
  page.on('requestfinished', request => open.delete(request));
  page.on('requestfailed', request => open.delete(request));
}

/** Waits until a page stands still: it waits for no answer, nothing says that it is busy, and two frames draw the same. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('sipscope-app')?.shadowRoot?.querySelector('#page') !== null);
  let before = '';
  for (let look = 0; look < 40; look += 1) {
    await page.waitForTimeout(75);
    const now = await page.evaluate(() => {
      const shown = (root: ParentNode): string =>
        Array.from(
          root.querySelectorAll('*'),
          each =>
            each.tagName + (each.ariaBusy === 'true' ? ' busy' : '') + (each.shadowRoot ? shown(each.shadowRoot) : ''),
        ).join('');
      return shown(document);
    });
    const isBusy = now.includes(' busy') || (unanswered.get(page)?.size ?? 0) > 0;
    if (now === before && !isBusy) return;
    before = now;
  }
}
