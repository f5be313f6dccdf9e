// What differs between two messages, as a SIP engineer asks it: headers by name and order, values by their parameters, session
// descriptions by m-line and attribute. Takes two decoded messages; gives sections of rows. Pure, bounded.

import type { BodyPart, MessageDetail } from '../../../server/wire/types.ts';
import { align, type Pair } from './align.ts';
import { type DiffSpan, diffTexts, diffValues } from './span-diff.ts';
import { listValues } from './value-pieces.ts';

export type DiffKind = 'same' | 'changed' | 'added' | 'removed';

export interface DiffRow {
  readonly kind: DiffKind;
  /** Header name, or type of the SDP line; '' for lines of other bodies. */
  readonly name: string;
  readonly left: readonly DiffSpan[];
  readonly right: readonly DiffSpan[];
  /** It differs, as it always does between two messages: branch, CSeq, Date … */
  readonly isNoise: boolean;
}

export interface DiffSection {
  readonly kind: 'start-line' | 'headers' | 'session' | 'media' | 'body';
  /** `m=audio` of a medium, the type of a body; '' otherwise. */
  readonly title: string;
  readonly rows: readonly DiffRow[];
}

/** Rows of one section; the view says how many more there are. */
export const MAX_ROWS = 2000;

/** Headers whose values are lists where each value is a hop, an address, an entry: compared one by one. */
const LISTS: ReadonlySet<string> = new Set([
  'Via',
  'Route',
  'Record-Route',
  'Path',
  'Service-Route',
  'Contact',
  'P-Asserted-Identity',
  'P-Associated-URI',
  'History-Info',
  'Diversion',
  'Warning',
  'Reason',
  'Security-Client',
  'Security-Server',
  'Security-Verify',
  'Identity',
]);

/** Differ between any two messages, and say nothing about why one of them went wrong. */
const NOISY_HEADERS: ReadonlySet<string> = new Set([
  'CSeq',
  'Content-Length',
  'Date',
  'Timestamp',
  'Max-Forwards',
  'RSeq',
  'RAck',
]);
/** Likewise, by parameter (RFC 3261 §8.1.1.7, §18.2.1; RFC 3581 §4; RFC 7616 §3.4). */
const NOISY_PARAMS: Readonly<Record<string, readonly string[]>> = {
  Via: [';branch', ';received', ';rport'],
  Authorization: [',nonce', ',cnonce', ',nc', ',response'],
  'Proxy-Authorization': [',nonce', ',cnonce', ',nc', ',response'],
  'WWW-Authenticate': [',nonce'],
  'Proxy-Authenticate': [',nonce'],
};

/** What `right` has that `left` has not, and the other way round. */
export function diffMessages(left: MessageDetail, right: MessageDetail): readonly DiffSection[] {
  return [
    { kind: 'start-line', title: '', rows: [rowOf('', { left: left.startLine, right: right.startLine })] },
    { kind: 'headers', title: '', rows: diffHeaders(left, right) },
    ...diffBodies(left.bodies, right.bodies),
  ];
}

interface HeaderValue {
  readonly name: string;
  readonly text: string;
}

function diffHeaders(left: MessageDetail, right: MessageDetail): readonly DiffRow[] {
  const [ours, theirs] = [valuesByName(left), valuesByName(right)];
  return namesInOrder([...ours.keys()], [...theirs.keys()]).flatMap(name =>
    align(ours.get(name) ?? [], theirs.get(name) ?? [], keyOfValue).map(pair =>
      rowOf(name, { left: pair.left?.text, right: pair.right?.text }),
    ),
  );
}

function valuesByName({ headers }: MessageDetail): ReadonlyMap<string, readonly HeaderValue[]> {
  const byName = new Map<string, HeaderValue[]>();
  for (const { canonical, value } of headers) {
    const texts = LISTS.has(canonical) ? listValues(value) : [value];
    const values = byName.get(canonical) ?? [];
    values.push(...texts.map(text => ({ name: canonical, text })));
    byName.set(canonical, values);
  }
  return byName;
}

/** A hop is known by where it was sent from, an address by its URI, whatever its parameters say. */
function keyOfValue({ name, text }: HeaderValue): string {
  if (!LISTS.has(name)) return '';
  const semicolon = text.indexOf(';');
  const uri = /<([^>;?]*)/.exec(text)?.[1];
  return (uri ?? (semicolon < 0 ? text : text.slice(0, semicolon))).trim().toLowerCase();
}

/**
 * All names in the order of the right message; those of the left alone stand behind what precedes them there. The order of headers
 * of different names means nothing (RFC 3261 §7.3.1).
 */
function namesInOrder(left: readonly string[], right: readonly string[]): readonly string[] {
  const names = [...right];
  left.forEach((name, at) => {
    if (names.includes(name)) return;
    const before = at === 0 ? -1 : names.indexOf(left[at - 1] ?? '');
    names.splice(before + 1, 0, name);
  });
  return names;
}

/** Why and whether a difference is one that always is there. */
function isNoise(name: string, changed: readonly string[]): boolean {
  if (NOISY_HEADERS.has(name)) return true;
  const noisy = NOISY_PARAMS[name];
  return noisy !== undefined && changed.length > 0 && changed.every(key => noisy.includes(key));
}

function rowOf(name: string, { left, right }: Pair<string>): DiffRow {
  if (left === undefined || right === undefined) {
    const spans = [{ text: left ?? right ?? '', isChanged: true }];
    const isAdded = left === undefined;
    return {
      kind: isAdded ? 'added' : 'removed',
      name,
      left: isAdded ? [] : spans,
      right: isAdded ? spans : [],
      isNoise: NOISY_HEADERS.has(name),
    };
  }
  const diff = diffValues(left, right);
  // Blanks that were folded or doubled differ in no meaning, so they are no difference (RFC 3261 §7.3.1).
  const isSame = left === right || squeezed(left) === squeezed(right);
  return {
    kind: isSame ? 'same' : 'changed',
    name,
    left: isSame ? [{ text: left, isChanged: false }] : diff.left,
    right: isSame ? [{ text: right, isChanged: false }] : diff.right,
    isNoise: !isSame && isNoise(name, diff.changed),
  };
}

function squeezed(text: string): string {
  return text.replace(/[ \t]+/g, ' ');
}

function diffBodies(left: readonly BodyPart[], right: readonly BodyPart[]): readonly DiffSection[] {
  return align(left, right, typeOf).flatMap(pair => {
    const type = typeOf(pair.right ?? pair.left ?? { contentType: '', headers: [], length: 0 });
    return type === 'application/sdp' ? diffSdp(pair) : [diffBody(type, pair)];
  });
}

function typeOf({ contentType }: BodyPart): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** The m-lines of offer and answer keep their places (RFC 3264 §6, §8), so they are matched by place. */
function diffSdp({ left, right }: Pair<BodyPart>): readonly DiffSection[] {
  const [ours, theirs] = [sdpSections(left?.text), sdpSections(right?.text)];
  return Array.from({ length: Math.max(ours.length, theirs.length) }, (_, at): DiffSection => {
    const [mine, its] = [ours[at] ?? [], theirs[at] ?? []];
    const title = (its[0] ?? mine[0] ?? '').split(' ', 1)[0] ?? '';
    return {
      kind: at === 0 ? 'session' : 'media',
      title: at === 0 ? '' : title,
      rows: align(mine, its, sdpKey, sdpKind).map(pair => ({
        ...rowOf('', pair),
        name: sdpKind(pair.right ?? pair.left ?? ''),
      })),
    };
  }).filter(section => section.rows.length > 0);
}

function sdpSections(text = ''): readonly (readonly string[])[] {
  const sections: string[][] = [[]];
  for (const line of text.split(/\r?\n/, MAX_ROWS)) {
    if (line.startsWith('m=')) sections.push([]);
    if (line !== '') sections.at(-1)?.push(line);
  }
  return sections;
}

/** `a=rtpmap:8`: what an attribute is about; the whole of a line that has no such number. */
function sdpKey(line: string): string {
  const attribute = /^a=([^:]+)(?::(\S+))?/.exec(line);
  if (attribute === null) return line.slice(0, 2);
  const [, name = '', first = ''] = attribute;
  return /^(?:rtpmap|fmtp|rtcp-fb|crypto|extmap|ssrc|rid)$/.test(name)
    ? `${name}:${first}`
    : DIRECTIONS.has(name)
      ? 'direction'
      : name;
}

const DIRECTIONS: ReadonlySet<string> = new Set(['sendrecv', 'sendonly', 'recvonly', 'inactive']);

function sdpKind(line: string): string {
  const name = /^a=([^:\s]+)/.exec(line)?.[1];
  return name === undefined ? line.slice(0, 1) : DIRECTIONS.has(name) ? 'direction' : name;
}

function diffBody(type: string, { left, right }: Pair<BodyPart>): DiffSection {
  const [ours, theirs] = [bodyLines(left), bodyLines(right)];
  const rows = align(ours, theirs, line => line).map(pair => {
    if (pair.left === undefined || pair.right === undefined) return rowOf('', pair);
    const [mine, its] = diffTexts(pair.left, pair.right);
    const isSame = pair.left === pair.right;
    return { kind: isSame ? 'same' : 'changed', name: '', left: mine, right: its, isNoise: false } as const;
  });
  return { kind: 'body', title: type, rows };
}

/** Text by its lines; bytes by sixteen of their hexadecimal digits' pairs. */
function bodyLines(part: BodyPart | undefined): readonly string[] {
  if (part === undefined) return [];
  if (part.text !== undefined) return part.text.split(/\r?\n/, MAX_ROWS);
  return (part.base64 ?? '').match(/.{1,64}/g)?.slice(0, MAX_ROWS) ?? [];
}
