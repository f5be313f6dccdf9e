// What was decided about pairs of legs, in a file that survives the program (`--links FILE`): { "links": [{ "from", "to", "action" }] }.
// It is replaced as a whole, so that nobody ever reads half of one.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { LINK_ACTIONS, type LinkAction, type LinkDecision } from '../model/call.ts';
import { LinkBook } from './link-book.ts';

export class LinkFileError extends Error {
  readonly code: 'SIPA_LINKS_UNREADABLE' | 'SIPA_LINKS_NOT_WRITTEN';
  readonly hint: string;

  constructor(code: LinkFileError['code'], message: string, hint: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LinkFileError';
    this.code = code;
    this.hint = hint;
  }
}

/** A file that is not there yet has nothing in it. Throws LinkFileError. */
export async function readLinkFile(path: string): Promise<readonly LinkDecision[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw unreadable(path, error instanceof Error ? error.message : String(error), error);
  }
  return parse(path, text);
}

/** Adds one decision to the file. Throws LinkFileError. One writer at a time: the caller sees to that. */
export async function saveDecision(path: string, decision: LinkDecision): Promise<void> {
  const book = new LinkBook(await readLinkFile(path));
  book.decide(decision);
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, `${JSON.stringify({ links: book.all() }, undefined, 2)}\n`);
    await rename(beside, path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const hint = 'The decision holds until the program ends. Name a file that can be written with --links.';
    throw new LinkFileError('SIPA_LINKS_NOT_WRITTEN', `The link was not saved: ${why}.`, hint, error);
  }
}

function parse(path: string, text: string): LinkDecision[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw unreadable(path, 'it is no JSON', error);
  }
  const links = isRecord(content) && Array.isArray(content['links']) ? content['links'] : undefined;
  if (links === undefined) throw unreadable(path, 'it has no list "links"');
  return links.map((link: unknown, i) => {
    const decision = decisionOf(link);
    if (decision === undefined) throw unreadable(path, `entry ${i + 1} of "links" is none`);
    return decision;
  });
}

function decisionOf(link: unknown): LinkDecision | undefined {
  if (!isRecord(link)) return undefined;
  const { from, to, action } = link;
  return typeof from === 'string' && typeof to === 'string' && isAction(action) ? { from, to, action } : undefined;
}

function isAction(value: unknown): value is LinkAction {
  const actions: readonly unknown[] = LINK_ACTIONS;
  return actions.includes(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function unreadable(path: string, why: string, cause?: unknown): LinkFileError {
  const hint =
    'It looks like { "links": [{ "from": "a@host", "to": "b@host", "action": "cut" }] }. Name another file with --links.';
  return new LinkFileError('SIPA_LINKS_UNREADABLE', `The links in ${path} cannot be read: ${why}.`, hint, cause);
}
