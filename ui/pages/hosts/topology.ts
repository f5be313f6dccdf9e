// Where hosts stand in the picture of who talks to whom, and which way the lines between them go. Pure: numbers in, numbers out.
//
//   who mostly asks        who asks and is asked        who is mostly asked
//   ┌────────┐             ┌────────┐                   ┌────────┐
//   │ phone  │────────────▶│ proxy  │──────────────────▶│ gateway│
//   └────────┘             └────────┘                   └────────┘

import type { HostLink, HostMap, HostNode } from '../../../server/wire/types.ts';
import type { Curve } from './line-labels.ts';

/** Hosts in the picture; the table has all. */
export const MAX_BOXES = 30;
export const BOX = { width: 190, height: 44, gap: 14, margin: 10 } as const;
/** Room between two columns that a line needs to be seen. */
const MIN_ALLEY = 90;
/** Who asks in more than this share of its transactions is a client; in less than the rest, a server. */
const MOSTLY = 2 / 3;
const ROUNDS = 4;

export interface Box {
  readonly host: HostNode;
  readonly column: number;
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly link: HostLink;
  /** From the edge of one box to that of another. */
  readonly curve: Curve;
  /** px, by the logarithm of its transactions. */
  readonly width: number;
  readonly trouble: Trouble;
}

/** How much of what was asked got no answer or one that says that the server cannot (5xx). */
export type Trouble = 'none' | 'some' | 'much';
/** From this share on it is much. */
const MUCH = 0.1;

export interface Topology {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
  /** Hosts that have no box, and of the others those that are not even in the table. */
  readonly left: number;
  readonly nowhere: number;
}

/** `width`: px that there are; the picture may need more. */
export function layTopology(map: HostMap, width: number): Topology {
  const hosts = map.hosts.slice(0, MAX_BOXES);
  const columns = orderColumns(columnsOf(hosts), map.links);
  const alley = Math.max(
    MIN_ALLEY,
    (width - 2 * BOX.margin - columns.length * BOX.width) / Math.max(1, columns.length - 1),
  );
  const tallest = Math.max(1, ...columns.map(column => column.length));
  const height = 2 * BOX.margin + tallest * BOX.height + (tallest - 1) * BOX.gap;
  const boxes = columns.flatMap((column, at) => {
    const own = column.length * BOX.height + (column.length - 1) * BOX.gap;
    return column.map((host, row) => ({
      host,
      column: at,
      x: BOX.margin + at * (BOX.width + alley),
      y: (height - own) / 2 + row * (BOX.height + BOX.gap),
    }));
  });
  const byKey = new Map(boxes.map(box => [box.host.key, box]));
  const lines = map.links.flatMap(link => {
    const [from, to] = [byKey.get(link.source), byKey.get(link.destination)];
    return from === undefined || to === undefined ? [] : [lineOf(link, from, to)];
  });
  const full = 2 * BOX.margin + columns.length * BOX.width + (columns.length - 1) * alley;
  return {
    boxes,
    lines,
    width: full,
    height,
    left: map.hosts.length - boxes.length,
    nowhere: map.hostCount - map.hosts.length,
  };
}

/** Transactions that failed for want of a server: unanswered, or answered 5xx. */
export function troubled({ codes, unanswered }: Pick<HostLink, 'codes' | 'unanswered'>): number {
  return Object.entries(codes).reduce((sum, [code, n]) => (code.startsWith('5') ? sum + n : sum), unanswered);
}

export function troubleOf(traffic: Pick<HostLink, 'codes' | 'unanswered' | 'transactions'>): Trouble {
  const share = troubled(traffic) / Math.max(1, traffic.transactions);
  if (share === 0) return 'none';
  return share < MUCH ? 'some' : 'much';
}

/** Clients, those between, servers; a column that nobody is in is left out. */
function columnsOf(hosts: readonly HostNode[]): HostNode[][] {
  const columns: HostNode[][] = [[], [], []];
  for (const host of hosts) {
    const share = host.asked / Math.max(1, host.asked + host.got.transactions);
    columns[share > MOSTLY ? 0 : share < 1 - MOSTLY ? 2 : 1]?.push(host);
  }
  return columns.filter(column => column.length > 0);
}

/** Each host near those it talks to: the mean place of its neighbours, a few times over. */
function orderColumns(columns: readonly HostNode[][], links: readonly HostLink[]): HostNode[][] {
  const neighbours = new Map<string, string[]>();
  const note = (a: string, b: string): void => {
    const known = neighbours.get(a);
    if (known === undefined) neighbours.set(a, [b]);
    else known.push(b);
  };
  for (const { source, destination } of links) {
    note(source, destination);
    note(destination, source);
  }
  let ordered = columns.map(column => [...column]);
  for (let round = 0; round < ROUNDS; round += 1) {
    const place = new Map(ordered.flatMap(column => column.map((host, i) => [host.key, i / column.length] as const)));
    const mean = (host: HostNode): number => {
      const places = (neighbours.get(host.key) ?? []).flatMap(key => place.get(key) ?? []);
      return places.length === 0 ? 1 : places.reduce((sum, each) => sum + each, 0) / places.length;
    };
    ordered = ordered.map(column =>
      column
        .map((host, i) => ({ host, i, mean: mean(host) }))
        .sort((a, b) => a.mean - b.mean || a.i - b.i)
        .map(each => each.host),
    );
  }
  return ordered;
}

/** The two ways between two hosts run side by side. */
const ASIDE = 7;
/** How far a line between hosts of one column reaches out, and how much more for each px between them. */
const REACH = 34;
const REACH_A_PX = 0.16;
const MAX_REACH = 90;

function lineOf(link: HostLink, from: Box, to: Box): Line {
  const width = 1 + Math.min(5, Math.log10(Math.max(1, link.transactions)));
  const trouble = troubleOf(link);
  const middle = BOX.height / 2;
  if (from === to) {
    const [x, y] = [from.x + BOX.width, from.y + middle];
    return { link, curve: [x, y - 10, x + REACH, y - 16, x + REACH, y + 16, x, y + 10], width, trouble };
  }
  if (from.column === to.column) {
    // Down on the right, up on the left: the two ways between two hosts do not meet.
    const isDown = from.y < to.y;
    const x = from.x + (isDown ? BOX.width : 0);
    const [y1, y2] = [from.y + middle, to.y + middle];
    const reach = Math.min(MAX_REACH, REACH + REACH_A_PX * Math.abs(y2 - y1)) * (isDown ? 1 : -1);
    return { link, curve: [x, y1, x + reach, y1, x + reach, y2, x, y2], width, trouble };
  }
  const isForward = from.column < to.column;
  const shift = isForward ? -ASIDE : ASIDE;
  const [x1, y1] = [from.x + (isForward ? BOX.width : 0), from.y + middle + shift];
  const [x2, y2] = [to.x + (isForward ? 0 : BOX.width), to.y + middle + shift];
  const bend = (x1 + x2) / 2;
  return { link, curve: [x1, y1, bend, y1, bend, y2, x2, y2], width, trouble };
}
