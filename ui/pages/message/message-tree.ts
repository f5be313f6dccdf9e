// A message as a tree: start line, headers, their values and parts, each with its name, its value and what is wrong with it. Pure.
//
//   Via                       SIP/2.0/UDP p, SIP/2.0/UDP a      From   "A" <sip:a@b>;tag=9
//   ├ hop 1 (last sender)     SIP/2.0/UDP p                     ├ uri  sip:a@b
//   │  └ branch  z9hG4bK7                                       │  ├ user  a
//   └ hop 2                   SIP/2.0/UDP a                     └ tag  9

import type { HeaderReport, LintProblem, MessageDetail } from '../../../server/wire/types.ts';

export interface TreeNode {
  /** Stable for one message: `h3.0.2`. */
  readonly id: string;
  readonly name: string;
  /** Beside the name: the name as written, a number. */
  readonly note: string;
  readonly value: string;
  /** Canonical name of the header that it is of, and of the part; '' for what is none. They lead to words about it. */
  readonly header: string;
  readonly part: string;
  readonly problems: readonly LintProblem[];
  readonly children: readonly TreeNode[];
}

interface Part {
  readonly name: string;
  readonly value: string;
}

/** What their values are called, one by one. */
const NUMBERED: Readonly<Record<string, string>> = {
  Via: 'hop',
  Route: 'route',
  'Record-Route': 'route',
  Path: 'route',
  'Service-Route': 'route',
  'History-Info': 'entry',
  Diversion: 'diversion',
};
const OF_URI = /^(?:user|host|port|uri[;?].*)$/;

export function messageTree(message: MessageDetail): readonly TreeNode[] {
  const lint = message.lint ?? [];
  const counts = new Map<string, number>();
  return [
    startNode(
      message,
      lint.filter(problem => problem.at === undefined && problem.place !== 'body'),
    ),
    ...message.headers.map((header, at) =>
      headerNode(
        header,
        at,
        counts,
        lint.filter(problem => problem.at === at),
      ),
    ),
  ];
}

/** Every node that has children, at any depth. */
export function branchesOf(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap(node => (node.children.length === 0 ? [] : [node, ...branchesOf(node.children)]));
}

/** What is open at first: headers whose parts are not read more easily in the value itself, and all that is wrong. */
export function openAtFirst(nodes: readonly TreeNode[]): ReadonlySet<string> {
  return new Set(
    nodes
      .filter(
        ({ children, problems }) =>
          problems.length > 0 || (children.length > 1 && new Set(children.map(child => child.name)).size > 1),
      )
      .map(node => node.id),
  );
}

function startNode({ startLine }: MessageDetail, problems: readonly LintProblem[]): TreeNode {
  const status = /^(SIP\/\S+) (\d{3}) ?(.*)$/i.exec(startLine);
  const request = /^(\S+) +(.*?)(?: +(SIP\/\S+))?$/i.exec(startLine);
  const parts: readonly Part[] =
    status !== null
      ? [
          { name: 'version', value: status[1] ?? '' },
          { name: 'status code', value: status[2] ?? '' },
          { name: 'reason phrase', value: status[3] ?? '' },
        ]
      : [
          { name: 'method', value: request?.[1] ?? '' },
          { name: 'Request-URI', value: request?.[2] ?? '' },
          { name: 'version', value: request?.[3] ?? '' },
        ];
  const name = status === null ? 'Request line' : 'Status line';
  return {
    ...leaf('s', { name, value: startLine }, name, ''),
    problems,
    children: parts.filter(part => part.value !== '').map((part, at) => leaf(`s.${at}`, part, name, part.name)),
  };
}

function headerNode(
  header: HeaderReport,
  at: number,
  counts: Map<string, number>,
  problems: readonly LintProblem[],
): TreeNode {
  const { canonical, name, value } = header;
  const id = `h${at}`;
  const values = valuesOf(header.parts);
  const word = NUMBERED[canonical];
  const first = (counts.get(canonical) ?? 0) + 1;
  counts.set(canonical, first + values.length - 1);
  const isWrittenOtherwise = name.toLowerCase() !== canonical.toLowerCase();
  const isOne = values.length === 1;
  const numbered = (number: number): string =>
    `${word ?? 'value'} ${number}${word === 'hop' && number === 1 ? ' (last sender)' : ''}`;
  return {
    ...leaf(id, { name: canonical, value }, canonical, ''),
    note: [isWrittenOtherwise ? name : '', word !== undefined && isOne ? numbered(first) : '']
      .filter(text => text !== '')
      .join(' · '),
    problems,
    children: isOne
      ? partNodes(id, values[0]?.parts ?? [], canonical)
      : values.map((each, place) => ({
          ...leaf(`${id}.${place}`, { name: numbered(first + place), value: each.text }, canonical, ''),
          children: partNodes(`${id}.${place}`, each.parts, canonical),
        })),
  };
}

/** Parts of several values come one after another, each value announced by `value 2` and its text. */
function valuesOf(parts: readonly Part[]): readonly { readonly text: string; readonly parts: readonly Part[] }[] {
  const values: { text: string; parts: Part[] }[] = [];
  for (const part of parts) {
    if (/^value \d+$/.test(part.name)) values.push({ text: part.value, parts: [] });
    else if (values.length === 0) values.push({ text: '', parts: [part] });
    else values.at(-1)?.parts.push(part);
  }
  return values.length === 0 ? [{ text: '', parts: [] }] : values;
}

/** The pieces of a URI stand below it, the claims of a PASSporT below its two halves. */
function partNodes(id: string, parts: readonly Part[], header: string): readonly TreeNode[] {
  const nodes: { node: TreeNode; children: TreeNode[] }[] = [];
  for (const part of parts) {
    const last = nodes.at(-1);
    const half = header === 'Identity' ? /^(header|payload) (.+)$/.exec(part.name) : null;
    if (half !== null) {
      const name = half[1] ?? '';
      if (last?.node.name !== name)
        nodes.push({ node: leaf(`${id}.${nodes.length}`, { name, value: '' }, header, name), children: [] });
      const parent = nodes.at(-1);
      parent?.children.push(
        leaf(
          `${parent.node.id}.${parent.children.length}`,
          { name: half[2] ?? '', value: part.value },
          header,
          part.name,
        ),
      );
    } else if (OF_URI.test(part.name) && last?.node.name === 'uri') {
      const child = leaf(`${last.node.id}.${last.children.length}`, part, 'uri', part.name.replace(/^uri([;?])/, '$1'));
      last.children.push({ ...child, name: part.name.replace(/^uri(?=[;?])/, '') });
    } else nodes.push({ node: leaf(`${id}.${nodes.length}`, part, header, part.name), children: [] });
  }
  return nodes.map(({ node, children }) => ({ ...node, children }));
}

function leaf(id: string, { name, value }: Part, header: string, part: string): TreeNode {
  return { id, name, note: '', value, header, part, problems: [], children: [] };
}
