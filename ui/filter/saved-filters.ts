// Filters that somebody gave a name, kept in this browser; and as a file, for another browser or a colleague. What comes from storage or
// from a file is taken for nobody's word: checked, bounded, and refused as a whole with the reason. Changes are pure.

import { keep, readKept } from '../base/keep.ts';
import { MAX_LENGTH, readTree } from './tree.ts';

export interface SavedFilter {
  readonly name: string;
  readonly filter: string;
}

/** Why a list of saved filters was not changed. */
export type SavedFault =
  | 'no-name'
  | 'long-name'
  | 'taken-name'
  | 'no-filter'
  | 'unreadable-filter'
  | 'too-many'
  | 'not-json'
  | 'not-ours'
  | 'too-large'
  | 'unreadable-file';

export interface Refused {
  readonly fault: SavedFault;
  /** The filter of a file that is wrong, from 1. */
  readonly entry?: number;
}

export interface Changed {
  readonly saved: readonly SavedFilter[];
}

export interface Imported extends Changed {
  readonly added: number;
  /** Were here already, name and filter. */
  readonly known: number;
  /** Came under a name that meant something else here: they have a number behind it. */
  readonly renamed: number;
}

/** Key of the browser's storage, without the product's prefix. */
export const KEPT_SAVED = 'filters.saved';
export const SAVED_LIMIT = 200;
export const NAME_LIMIT = 80;
/** Bytes of a file that is read. */
export const FILE_LIMIT = 4 * 1024 * 1024;
const FORMAT = 'sipscope-filters';
const VERSION = 1;

/** What this browser keeps; entries that make no sense are left out. */
export function savedFilters(): readonly SavedFilter[] {
  let saved: readonly SavedFilter[] = [];
  for (const entry of entriesIn(parsed(readKept(KEPT_SAVED) ?? '[]')) ?? []) {
    const next = withSaved(saved, textAt(entry, 'name'), textAt(entry, 'filter'));
    if ('saved' in next && next.saved.length > saved.length) saved = next.saved;
  }
  return saved;
}

/** False when this browser keeps nothing. */
export function keepSaved(saved: readonly SavedFilter[]): boolean {
  return keep(KEPT_SAVED, JSON.stringify(saved));
}

/** `filter` under `name`; it takes the place of what had the name. */
export function withSaved(saved: readonly SavedFilter[], name: string, filter: string): Changed | Refused {
  const entry = { name: tidy(name), filter: filter.trim() };
  const fault = faultOf(entry);
  if (fault !== undefined) return { fault };
  const at = indexOf(saved, entry.name);
  if (at < 0 && saved.length >= SAVED_LIMIT) return { fault: 'too-many' };
  return { saved: at < 0 ? [...saved, entry] : placed(saved, at, entry) };
}

export function renamed(saved: readonly SavedFilter[], from: string, to: string): Changed | Refused {
  const name = tidy(to);
  const at = indexOf(saved, from);
  const entry = saved[at];
  if (entry === undefined) return { saved };
  const fault = faultOf({ ...entry, name });
  if (fault !== undefined) return { fault };
  const other = indexOf(saved, name);
  return other >= 0 && other !== at ? { fault: 'taken-name' } : { saved: placed(saved, at, { ...entry, name }) };
}

export function withoutSaved(saved: readonly SavedFilter[], name: string): readonly SavedFilter[] {
  return saved.filter(entry => entry.name !== name);
}

/** Whether something is saved under this name, in any case. */
export function isSavedName(saved: readonly SavedFilter[], name: string): boolean {
  return indexOf(saved, tidy(name)) >= 0;
}

/** As a file. */
export function writeSaved(saved: readonly SavedFilter[]): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, filters: saved }, undefined, 2)}\n`;
}

/** Those of a file beside those that are here: all of them, or none and why. */
export function withImported(saved: readonly SavedFilter[], text: string): Imported | Refused {
  if (text.length > FILE_LIMIT) return { fault: 'too-large' };
  const file = parsed(text);
  if (file === undefined) return { fault: 'not-json' };
  const entries = isOurs(file) ? entriesIn(Reflect.get(file, 'filters')) : undefined;
  if (entries === undefined) return { fault: 'not-ours' };
  if (entries.length > SAVED_LIMIT) return { fault: 'too-many' };
  let all = saved;
  const counts = { added: 0, known: 0, renamed: 0 };
  for (const [at, given] of entries.entries()) {
    const entry = { name: tidy(textAt(given, 'name')), filter: textAt(given, 'filter').trim() };
    const fault = faultOf(entry);
    if (fault !== undefined) return { fault, entry: at + 1 };
    const here = all[indexOf(all, entry.name)];
    if (here?.filter === entry.filter) {
      counts.known += 1;
      continue;
    }
    if (all.length >= SAVED_LIMIT) return { fault: 'too-many' };
    counts[here === undefined ? 'added' : 'renamed'] += 1;
    all = [...all, here === undefined ? entry : { ...entry, name: freeName(all, entry.name) }];
  }
  return { saved: all, ...counts };
}

function faultOf({ name, filter }: SavedFilter): SavedFault | undefined {
  if (name === '') return 'no-name';
  if (name.length > NAME_LIMIT) return 'long-name';
  if (filter === '') return 'no-filter';
  return filter.length > MAX_LENGTH || readTree(filter) === undefined ? 'unreadable-filter' : undefined;
}

/** `busy`, `busy (2)`, …: cut where it would get too long. */
function freeName(saved: readonly SavedFilter[], name: string): string {
  for (let number = 2; ; number += 1) {
    const tail = ` (${number})`;
    const free = name.slice(0, NAME_LIMIT - tail.length) + tail;
    if (indexOf(saved, free) < 0) return free;
  }
}

function indexOf(saved: readonly SavedFilter[], name: string): number {
  const wanted = name.toLowerCase();
  return saved.findIndex(entry => entry.name.toLowerCase() === wanted);
}

function placed(saved: readonly SavedFilter[], at: number, entry: SavedFilter): readonly SavedFilter[] {
  return saved.map((each, index) => (index === at ? entry : each));
}

function tidy(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Undefined is no JSON: the caller says so.
    return undefined;
  }
}

function isOurs(file: unknown): file is object {
  if (typeof file !== 'object' || file === null) return false;
  return Reflect.get(file, 'format') === FORMAT && Reflect.get(file, 'version') === VERSION;
}

function entriesIn(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function textAt(entry: unknown, key: string): string {
  const value: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, key) : undefined;
  return typeof value === 'string' ? value : '';
}
