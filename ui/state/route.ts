// What is seen, as an address: page, capture, filter, sort, selection. Parsing never fails; what makes no sense is left out.
//
//   /calls?capture=demo&filter=state%20%3D%20failed&sort=-start&row=120&columns=state,from:140
//   …&from=-15m, …&from=2026-01-15T10:02Z&to=…     on every page: the range of time (state/time-range.ts)
//   /overview?capture=demo&filter=…                 key figures and charts of the calls that the filter lets through
//   /calls/demo:7?message=42&tab=headers&legs=9,12  one call, with two others in its ladder; the list's filter and sort ride along for the way back
//   /calls/demo:7?message=42&compare=40&tab=diff     two messages of it, side by side
//   /calls/demo:7?hosts=port&hide-hosts=10.0.0.9&methods=INVITE    how its ladder is looked at (`ladder-view.ts`)
//   /registrations, /streams, /findings?capture=demo&find=alice&order=-mos&item=3    tables; one of their rows, opened
//   /hosts?capture=demo&by=endpoint&host=10.0.0.7:5060&order=-asked    who talks to whom; one of them, chosen
//   /capture?capture=demo&part=counters&frame=3-17  captures, recording and counters; one sample frame, opened

import type { HostGroup } from '../../server/wire/types.ts';
import { readLayout, writeLayout } from '../base/column-layout.ts';
import { type LadderView, parseView, START_VIEW, writeView } from './ladder-view.ts';
import { ALL_TIME, readRange, type TimeRange, writeRange } from './time-range.ts';

export const TABLE_PAGES = ['registrations', 'streams', 'findings'] as const;
export type PageName = 'overview' | 'calls' | 'call' | 'hosts' | 'capture' | (typeof TABLE_PAGES)[number];
/** Pages that show only what the filter lets through; on the others it rides along in the address. */
const FILTERED_PAGES: readonly PageName[] = ['calls', 'overview'];
/** What stands below a ladder. */
export const CALL_PANELS = ['findings', 'media', 'legs', 'details'] as const;
export type CallPanel = (typeof CALL_PANELS)[number];
export const MESSAGE_TABS = ['raw', 'headers', 'body', 'lint', 'diff'] as const;
export type MessageTab = (typeof MESSAGE_TABS)[number];
export const HOST_GROUPS: readonly HostGroup[] = ['alias', 'address', 'endpoint'];
export const CAPTURE_PARTS = ['record', 'counters'] as const;
export type CapturePart = (typeof CAPTURE_PARTS)[number];

/** Name under which this browser keeps the columns of the list. */
export const KEPT_COLUMNS = 'columns.calls';

/** So many legs stand in one ladder at most. */
export const MERGE_LIMIT = 100;

export interface Route {
  readonly page: PageName;
  /** Capture id; undefined means the first one that is open. */
  readonly capture: string | undefined;
  /** Number of the leg, on the call page; base/numbers.ts says what is in it. */
  readonly leg: number | undefined;
  /** Number of the message shown at the right of the ladder. */
  readonly message: number | undefined;
  /** Number of the message that the shown one is compared with. */
  readonly compare: number | undefined;
  readonly tab: MessageTab;
  readonly filter: string;
  /** What calls, tables and key figures are of. */
  readonly range: TimeRange;
  /** Column id, `-` in front for descending, empty for capture order. */
  readonly sort: string;
  /** The row under the cursor. */
  readonly row: number | undefined;
  /** Columns of the list (base/column-layout.ts); empty for those that sipscope comes with. */
  readonly columns: string;
  /** The list has one row a call instead of one a leg. */
  readonly isGrouped: boolean;
  /** Numbers of the legs that stand in one ladder with that of the call page, because somebody chose them; with `isMerged`. */
  readonly beside: readonly number[];
  /** All legs of the call in one ladder. */
  readonly isMerged: boolean;
  /** Which hosts and messages of a ladder are shown, and how. */
  readonly ladder: LadderView;
  /** What stands below the ladder; undefined: what there is to say decides. */
  readonly panel: CallPanel | 'none' | undefined;
  /** Which of the call's findings has its arrows lit: `ack-missing`, the second one of a rule `ack-missing.2`. */
  readonly finding: string | undefined;
  /** What a table, or the messages of a call, are searched for. */
  readonly find: string;
  /** Column of a table, `-` in front for descending. */
  readonly order: string;
  /** The row of a table that is opened: its number in the capture. */
  readonly item: number | undefined;
  /** What is one host on the page of hosts, and the one that is chosen there, by its key. */
  readonly hostsBy: HostGroup;
  readonly host: string | undefined;
  /** Part of the capture page to be brought into view. */
  readonly part: CapturePart | undefined;
  /** Id of the sample frame that is open on the capture page. */
  readonly frame: string | undefined;
}

export const START_ROUTE: Route = {
  page: 'calls',
  capture: undefined,
  leg: undefined,
  message: undefined,
  compare: undefined,
  tab: 'raw',
  filter: '',
  range: ALL_TIME,
  sort: '',
  row: undefined,
  columns: '',
  isGrouped: false,
  beside: [],
  isMerged: false,
  ladder: START_VIEW,
  panel: undefined,
  finding: undefined,
  find: '',
  order: '',
  item: undefined,
  hostsBy: 'alias',
  host: undefined,
  part: undefined,
  frame: undefined,
};

/** The route behind `location.pathname` and `location.search`. */
export function parseRoute(pathname: string, search: string): Route {
  const query = new URLSearchParams(search);
  const shared: Route = {
    ...START_ROUTE,
    capture: query.get('capture') ?? undefined,
    filter: query.get('filter') ?? '',
    range: readRange(query.get('from'), query.get('to')),
    sort: query.get('sort') ?? '',
    row: wholeNumber(query.get('row')),
    columns: writeLayout(readLayout(query.get('columns') ?? '')),
    isGrouped: query.get('by') === 'call',
  };
  if (pathname === '/overview') return { ...shared, page: 'overview' };
  if (pathname === '/hosts') {
    const hostsBy = HOST_GROUPS.find(group => group === query.get('by')) ?? START_ROUTE.hostsBy;
    return { ...shared, page: 'hosts', hostsBy, host: query.get('host') ?? undefined, order: query.get('order') ?? '' };
  }
  if (pathname === '/capture') {
    const part = CAPTURE_PARTS.find(each => each === query.get('part'));
    return { ...shared, page: 'capture', part, frame: query.get('frame') ?? undefined };
  }
  const table = TABLE_PAGES.find(page => pathname === `/${page}`);
  if (table !== undefined) {
    const [find, order] = [query.get('find') ?? '', query.get('order') ?? ''];
    return { ...shared, page: table, find, order, item: wholeNumber(query.get('item')) };
  }
  const call = /^\/calls\/([^/]+)$/.exec(pathname);
  const id = parseId(decode(call?.[1] ?? ''));
  if (id === undefined) return shared;
  return {
    ...shared,
    page: 'call',
    capture: id.capture,
    leg: id.index,
    message: wholeNumber(query.get('message')),
    compare: wholeNumber(query.get('compare')),
    tab: MESSAGE_TABS.find(tab => tab === query.get('tab')) ?? 'raw',
    ...readLegs(query.get('legs')),
    ladder: parseView(query),
    find: query.get('find') ?? '',
    panel: [...CALL_PANELS, 'none' as const].find(panel => panel === query.get('panel')),
    finding: query.get('finding') ?? undefined,
  };
}

/** The address of a route, path and query; `parseRoute` reads it back. */
export function formatRoute(route: Route): string {
  const query = new URLSearchParams();
  const isCall = route.page === 'call' && route.capture !== undefined && route.leg !== undefined;
  if (!isCall && route.capture !== undefined) query.set('capture', route.capture);
  if (route.filter !== '') query.set('filter', route.filter);
  for (const [key, time] of Object.entries(writeRange(route.range))) query.set(key, time);
  if (route.sort !== '') query.set('sort', route.sort);
  if (route.row !== undefined) query.set('row', String(route.row));
  if (route.columns !== '') query.set('columns', route.columns);
  if (route.isGrouped) query.set('by', 'call');
  if (isCall && route.message !== undefined) query.set('message', String(route.message));
  if (isCall && route.compare !== undefined) query.set('compare', String(route.compare));
  if (isCall && route.tab !== 'raw') query.set('tab', route.tab);
  if (isCall) {
    if (route.isMerged) query.set('legs', route.beside.length === 0 ? 'all' : route.beside.join(','));
    writeView(route.ladder, query);
    if (route.find !== '') query.set('find', route.find);
    if (route.panel !== undefined) query.set('panel', route.panel);
    if (route.finding !== undefined) query.set('finding', route.finding);
  }
  if (isTablePage(route.page)) {
    if (route.find !== '') query.set('find', route.find);
    if (route.order !== '') query.set('order', route.order);
    if (route.item !== undefined) query.set('item', String(route.item));
  }
  if (route.page === 'hosts') {
    if (route.hostsBy !== START_ROUTE.hostsBy) query.set('by', route.hostsBy);
    if (route.host !== undefined) query.set('host', route.host);
    if (route.order !== '') query.set('order', route.order);
  }
  if (route.page === 'capture' && route.part !== undefined) query.set('part', route.part);
  if (route.page === 'capture' && route.frame !== undefined) query.set('frame', route.frame);
  const text = query.toString();
  return pathOf(route) + (text === '' ? '' : `?${text}`);
}

export function isFiltered(page: PageName): boolean {
  return FILTERED_PAGES.includes(page);
}

/** `demo:7` → capture `demo`, index 7. A capture id may carry colons itself; the last one counts. */
export function parseId(id: string): { readonly capture: string; readonly index: number } | undefined {
  const colon = id.lastIndexOf(':');
  const index = wholeNumber(id.slice(colon + 1));
  return colon <= 0 || index === undefined ? undefined : { capture: id.slice(0, colon), index };
}

/** `all`: those of the call; numbers: those that somebody chose. */
function readLegs(text: string | null): Pick<Route, 'isMerged' | 'beside'> {
  const legs = (text ?? '').split(',').slice(0, MERGE_LIMIT);
  const beside = legs.flatMap(leg => wholeNumber(leg) ?? []);
  return { isMerged: text === 'all' || beside.length > 0, beside };
}

function isTablePage(page: PageName): boolean {
  return TABLE_PAGES.some(each => each === page);
}

function pathOf(route: Route): string {
  if (isTablePage(route.page)) return `/${route.page}`;
  if (route.page === 'capture' || route.page === 'overview' || route.page === 'hosts') return `/${route.page}`;
  if (route.page === 'call' && route.capture !== undefined && route.leg !== undefined)
    return `/calls/${encodeURIComponent(route.capture)}:${route.leg}`;
  return '/calls';
}

function wholeNumber(text: string | null): number | undefined {
  // 16 digits hold every whole number that JavaScript counts exactly.
  return text !== null && /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is no escape: take the text as it stands.
    return text;
  }
}
