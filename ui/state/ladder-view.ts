// How a ladder is looked at: which hosts stand where, what is left out. Part of the address of a call. Pure; what makes no sense is left out.
//
//   ?hosts=port&names=off&host-order=10.0.0.7,core-a&hide-hosts=10.0.0.9     columns
//   ?methods=INVITE,BYE&transaction=42&of-leg=7&options=off&sdp=only&provisional=off&repeats=all    messages

/** What makes a column: one name that the user gave, one address, or one address with its port. */
export const HOST_GROUPS = ['name', 'address', 'port'] as const;
export type HostGroup = (typeof HOST_GROUPS)[number];

export interface LadderView {
  readonly hosts: HostGroup;
  /** Heads say names where there are some; else addresses. */
  readonly isNamed: boolean;
  /** Keys of hosts, from the left; those that are not among them follow in their own order. */
  readonly columns: readonly string[];
  /** Keys of hosts that are not shown. */
  readonly hide: readonly string[];
  /** Methods to show, responses by that of their request; empty for all. */
  readonly methods: readonly string[];
  /** The transaction of this message alone. */
  readonly transaction: number | undefined;
  /** This leg alone. */
  readonly leg: number | undefined;
  /** OPTIONS is left out. */
  readonly isQuiet: boolean;
  readonly isSdpOnly: boolean;
  /** Responses below 200 are left out. */
  readonly isFinalOnly: boolean;
  /** Every retransmission has its row. */
  readonly isUnfolded: boolean;
}

export const START_VIEW: LadderView = {
  hosts: 'name',
  isNamed: true,
  columns: [],
  hide: [],
  methods: [],
  transaction: undefined,
  leg: undefined,
  isQuiet: false,
  isSdpOnly: false,
  isFinalOnly: false,
  isUnfolded: false,
};

/** What of a view leaves messages out by what they are; hosts are another matter. */
export const NO_FILTER: Pick<LadderView, 'methods' | 'transaction' | 'leg' | 'isQuiet' | 'isSdpOnly' | 'isFinalOnly'> =
  {
    methods: [],
    transaction: undefined,
    leg: undefined,
    isQuiet: false,
    isSdpOnly: false,
    isFinalOnly: false,
  };

/** An address is written by people too: a list of it is never longer. */
const MAX_ITEMS = 100;

export function parseView(query: URLSearchParams): LadderView {
  return {
    hosts: HOST_GROUPS.find(group => group === query.get('hosts')) ?? 'name',
    isNamed: query.get('names') !== 'off',
    columns: readList(query.get('host-order')),
    hide: readList(query.get('hide-hosts')),
    methods: readList(query.get('methods')),
    transaction: wholeNumber(query.get('transaction')),
    leg: wholeNumber(query.get('of-leg')),
    isQuiet: query.get('options') === 'off',
    isSdpOnly: query.get('sdp') === 'only',
    isFinalOnly: query.get('provisional') === 'off',
    isUnfolded: query.get('repeats') === 'all',
  };
}

/** Adds to `query` what differs from a ladder as it is drawn at first; `parseView` reads it back. */
export function writeView(view: LadderView, query: URLSearchParams): void {
  if (view.hosts !== 'name') query.set('hosts', view.hosts);
  if (!view.isNamed) query.set('names', 'off');
  if (view.columns.length > 0) query.set('host-order', writeList(view.columns));
  if (view.hide.length > 0) query.set('hide-hosts', writeList(view.hide));
  if (view.methods.length > 0) query.set('methods', writeList(view.methods));
  if (view.transaction !== undefined) query.set('transaction', String(view.transaction));
  if (view.leg !== undefined) query.set('of-leg', String(view.leg));
  if (view.isQuiet) query.set('options', 'off');
  if (view.isSdpOnly) query.set('sdp', 'only');
  if (view.isFinalOnly) query.set('provisional', 'off');
  if (view.isUnfolded) query.set('repeats', 'all');
}

/** Leaves messages out by what they are. */
export function isFiltering(view: LadderView): boolean {
  return (
    view.methods.length > 0 ||
    view.transaction !== undefined ||
    view.leg !== undefined ||
    view.isQuiet ||
    view.isSdpOnly ||
    view.isFinalOnly
  );
}

/** The next way to make columns, for a key that walks them. */
export function nextHostGroup(group: HostGroup): HostGroup {
  return HOST_GROUPS[(HOST_GROUPS.indexOf(group) + 1) % HOST_GROUPS.length] ?? 'name';
}

/** `list` with `item`, or without it when it was there. */
export function toggled<Item extends string | number>(list: readonly Item[], item: Item): readonly Item[] {
  return list.includes(item) ? list.filter(each => each !== item) : [...list, item];
}

// A name may have commas itself: each item is escaped on its own.
function writeList(items: readonly string[]): string {
  return items
    .slice(0, MAX_ITEMS)
    .map(item => item.replaceAll('%', '%25').replaceAll(',', '%2C'))
    .join(',');
}

function readList(text: string | null): readonly string[] {
  if (text === null || text === '') return [];
  const items = text.split(',', MAX_ITEMS).map(item => item.replaceAll('%2C', ',').replaceAll('%25', '%'));
  return [...new Set(items.filter(item => item !== ''))];
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}
