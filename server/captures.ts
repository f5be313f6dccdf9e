// The captures that are open: from the command line, uploaded and live. Takes sources, gives handles by id, tells its listeners
// what changed and what came and went. Whoever makes it closes it.

import { basename, resolve } from 'node:path';
import {
  type CaptureChange,
  type CaptureHandle,
  type CaptureSource,
  type ReadingOptions,
  saveDecision,
} from '../collector/index.ts';
import { AliasBook } from './alias-book.ts';
import { ApiError, noSuchCapture } from './errors.ts';
import { captureId } from './ids.ts';
import { renamedHandle } from './renamed-handle.ts';
import type { AliasList } from './wire/alias-schema.ts';
import { LIMITS } from './wire/limits.ts';
import type { CaptureInfo, LiveInfo } from './wire/protocol.ts';
import type { LinkDecision } from './wire/types.ts';

/** Opens a source; `openInThread` of the collector is one. */
export type Opener = (source: CaptureSource) => CaptureHandle;

export interface CapturesListener {
  /** A capture read on, or failed. */
  onChange(id: string, change: CaptureChange): void;
  /** A capture was opened or closed, or what is recorded for one moved. */
  onList(): void;
}

interface Entry {
  readonly source: CaptureSource;
  readonly info: Omit<CaptureInfo, 'progress' | 'live'>;
  handle: CaptureHandle;
  /** Of a live capture, as it was told last. */
  live: LiveInfo | undefined;
  /** About its legs, since it was opened. */
  readonly decisions: LinkDecision[];
  /** What is to be done after closing: an upload's file goes. */
  readonly afterClose: () => Promise<void>;
}

export class Captures {
  readonly #open: Opener;
  readonly #reading: ReadingOptions;
  readonly #entryById = new Map<string, Entry>();
  readonly #listeners = new Set<CapturesListener>();
  #saving: Promise<void> = Promise.resolve();
  readonly aliases: AliasBook;
  /** What hosts are called since somebody has said so here: what is opened later is told too. */
  #aliasText: string | undefined;

  constructor(open: Opener, reading: ReadingOptions = {}) {
    this.#open = open;
    this.#reading = reading;
    this.aliases = new AliasBook(reading.aliasFile);
  }

  /** Opens files as one capture, merged in time order. The same files twice are one capture. */
  openFiles(paths: readonly string[], follow = false): CaptureHandle {
    const names = paths.map(path => basename(path));
    const name = paths.length === 1 ? (names[0] ?? '') : `${paths.length} files`;
    const id = captureId(names[0] ?? '', paths.map(path => (path === '-' ? path : resolve(path))).join('\0'));
    const source = { id, paths, ...this.#reading, ...(follow && { follow }) };
    return this.#add({ id, name, paths, origin: 'file' }, source, async () => undefined);
  }

  /** Opens a spool, which is followed. The same folder has the same id after a restart. */
  openSpool(spool: string, name: string, afterClose: () => Promise<void>): CaptureHandle {
    const id = captureId(name, spool);
    const source = { id, paths: [], spool, ...this.#reading };
    return this.#add({ id, name, paths: [spool], origin: 'live' }, source, afterClose);
  }

  /** Opens an uploaded file under the name it came with. `remove` is called when nobody needs the file any more. */
  async openUpload(path: string, name: string, digest: string, remove: () => Promise<void>): Promise<CaptureHandle> {
    const id = captureId(name, digest);
    if (this.#entryById.has(id)) await remove();
    // What somebody drops on the page is theirs to look at: it is not sent on.
    const { hepTo: _, ...reading } = this.#reading;
    return this.#add({ id, name, paths: [name], origin: 'upload' }, { id, paths: [path], ...reading }, remove);
  }

  /** Cuts or joins two legs for as long as the capture is open, and saves that where --links says. Throws an ApiError. */
  async decideLink(id: string, decision: LinkDecision): Promise<void> {
    const entry = this.#entryById.get(id);
    if (entry === undefined) throw noSuchCapture(id);
    if (!(await entry.handle.ask('decideLink', decision))) {
      const hint = 'Take some back first: {"action": "reset"}.';
      throw new ApiError(409, 'SIPA_TOO_MANY_LINKS', 'There is no room for one more decision about legs.', hint);
    }
    entry.decisions.push(decision);
    const { linkFile } = this.#reading;
    if (linkFile === undefined) return;
    // One after the other: each reads what the one before has written.
    const saved = this.#saving.then(() => saveDecision(linkFile, decision));
    this.#saving = saved.catch(() => undefined);
    await saved;
  }

  /** Writes what hosts are called, and tells every capture and who looks at it. Throws an ApiError. */
  async nameHosts(text: string, version: string): Promise<AliasList> {
    const list = await this.aliases.write(text, version);
    this.#aliasText = list.text;
    await Promise.all(Array.from(this.#entryById.values(), ({ handle }) => handle.ask('nameHosts', list.text)));
    for (const [id, { handle }] of this.#entryById) this.#tell(id, { progress: handle.progress(), legs: undefined });
    return list;
  }

  /** What is recorded for a live capture now. Listeners hear of it when it moved. */
  setLive(id: string, live: LiveInfo): void {
    const entry = this.#entryById.get(id);
    if (entry === undefined || JSON.stringify(entry.live) === JSON.stringify(live)) return;
    entry.live = live;
    this.#tellList();
  }

  /** Opens the source of a capture again, from its beginning, under the same id. Throws a 404 when it is not open. */
  async reopen(id: string): Promise<void> {
    const entry = this.#entryById.get(id);
    if (entry === undefined) throw noSuchCapture(id);
    const before = entry.handle;
    entry.handle = this.#open({ ...this.#named(entry.source), decisions: entry.decisions });
    this.#hear(id, entry.handle);
    this.#tell(id, { progress: entry.handle.progress(), legs: undefined });
    await before.close();
  }

  uploads(): number {
    return this.infos().filter(info => info.origin === 'upload').length;
  }

  infos(): CaptureInfo[] {
    return Array.from(this.#entryById.values(), infoOf);
  }

  /** Throws a 404 when it is not open. */
  info(id: string): CaptureInfo {
    const entry = this.#entryById.get(id);
    if (entry === undefined) throw noSuchCapture(id);
    return infoOf(entry);
  }

  find(id: string): CaptureHandle | undefined {
    return this.#entryById.get(id)?.handle;
  }

  /** The capture with this id, the first one when there is no id. Throws a 404 when there is none. */
  get(id: string | undefined): CaptureHandle {
    const first = this.#entryById.values().next().value;
    const entry = id === undefined ? first : this.#entryById.get(id);
    if (entry !== undefined) return entry.handle;
    if (id !== undefined) throw noSuchCapture(id);
    throw new ApiError(404, 'SIPA_NO_CAPTURE', 'No capture is open.', 'Start sipscope with a FILE, or upload one.');
  }

  listen(listener: CapturesListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws a 404 when it is not open. */
  async close(id: string): Promise<void> {
    const entry = this.#entryById.get(id);
    if (entry === undefined) throw noSuchCapture(id);
    this.#entryById.delete(id);
    this.#tellList();
    await entry.handle.close();
    await entry.afterClose();
  }

  async closeAll(): Promise<void> {
    await Promise.all(Array.from(this.#entryById.keys(), id => this.close(id)));
  }

  #add(info: Entry['info'], source: CaptureSource, afterClose: Entry['afterClose']): CaptureHandle {
    const open = this.#entryById.get(info.id);
    if (open !== undefined) return open.handle;
    const opened = this.#open(this.#named(source));
    const handle = info.origin === 'upload' ? renamedHandle(opened, source.paths[0] ?? '', info.name) : opened;
    this.#entryById.set(info.id, { source, handle, info, live: undefined, decisions: [], afterClose });
    this.#hear(info.id, handle);
    this.#tellList();
    return handle;
  }

  #named(source: CaptureSource): CaptureSource {
    return this.#aliasText === undefined ? source : { ...source, aliasText: this.#aliasText };
  }

  #hear(id: string, handle: CaptureHandle): void {
    handle.onChange(change => this.#tell(id, change));
  }

  #tell(id: string, change: CaptureChange): void {
    for (const listener of this.#listeners) listener.onChange(id, change);
  }

  #tellList(): void {
    for (const listener of this.#listeners) listener.onList();
  }
}

/** Throws when there are as many uploads as may be open. */
export function assertRoomForUpload(uploads: number): void {
  if (uploads < LIMITS.uploads) return;
  const hint = 'Close one (DELETE /api/captures/:id), or open files on the command line.';
  throw new ApiError(409, 'SIPA_TOO_MANY_UPLOADS', `${LIMITS.uploads} uploaded captures are open already.`, hint);
}

function infoOf(entry: Entry): CaptureInfo {
  const { info, handle, live } = entry;
  return { ...info, progress: handle.progress(), ...(live !== undefined && { live }) };
}
