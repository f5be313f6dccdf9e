// Files that were read and closed, opened again when somebody asks for their bytes: a few at a time, the longest unused closed first.
// A file that is another one by now (a ring that overwrites its files) is not read: its bytes would be wrong.

import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { fileError, SegmentError } from './error.ts';
import { closedError, readWhole } from './file-source.ts';

const MAX_HANDLES = 16;
/** Enough for the file header and the time of the first packet, which no two captures share. */
const FINGERPRINT_BYTES = 64;

/** How a file is known again. */
export interface FileIdentity {
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
  /** Its first bytes; as many as there were. */
  readonly fingerprint: Buffer;
}

/** The identity of an open file. Throws what the system says. */
export function identify(fd: number, path: string): FileIdentity {
  const { dev, ino } = fstatSync(fd);
  const bytes = Buffer.alloc(FINGERPRINT_BYTES);
  const count = readSync(fd, bytes, 0, FINGERPRINT_BYTES, 0);
  return { path, dev, ino, fingerprint: bytes.subarray(0, count) };
}

/** The identity of what is under this name now. Throws what the system says. */
export function identifyPath(path: string): FileIdentity {
  const fd = openSync(path, 'r');
  try {
    return identify(fd, path);
  } finally {
    closeSync(fd);
  }
}

/** Does the file behind `fd` still begin as it did? It may have grown since. */
export function isSame(fd: number, stats: Stats, identity: FileIdentity): boolean {
  const { dev, ino, fingerprint } = identity;
  if (stats.dev !== dev || stats.ino !== ino) return false;
  const bytes = Buffer.alloc(fingerprint.length);
  return readSync(fd, bytes, 0, bytes.length, 0) === bytes.length && bytes.equals(fingerprint);
}

interface OpenHandle {
  readonly fd: number;
  /** When its identity was checked last. */
  mtimeMs: number;
}

export class FileHandles {
  /** By identity, the longest unused first. */
  private readonly handles = new Map<FileIdentity, OpenHandle>();
  private closed = false;

  /** Bytes of the file. Throws SegmentError when they are not there any more. */
  readAt(file: FileIdentity, offset: number, length: number): Buffer {
    if (this.closed) throw closedError(file.path);
    return readWhole(this.handleOf(file).fd, file.path, offset, length);
  }

  /** Closes a file that was deleted, so that its space is free. */
  forget(file: FileIdentity): void {
    const handle = this.handles.get(file);
    if (handle === undefined) return;
    this.handles.delete(file);
    closeSync(handle.fd);
  }

  get openCount(): number {
    return this.handles.size;
  }

  close(): void {
    this.closed = true;
    for (const file of [...this.handles.keys()]) this.forget(file);
  }

  private handleOf(file: FileIdentity): OpenHandle {
    const handle = this.handles.get(file) ?? { fd: openFile(file.path), mtimeMs: -1 };
    this.handles.delete(file);
    this.handles.set(file, handle);
    this.check(file, handle);
    const [oldest] = this.handles.keys();
    if (this.handles.size > MAX_HANDLES) this.forget(oldest);
    return handle;
  }

  private check(file: FileIdentity, handle: OpenHandle): void {
    const stats = fstatSync(handle.fd);
    if (stats.mtimeMs === handle.mtimeMs) return;
    handle.mtimeMs = stats.mtimeMs;
    if (isSame(handle.fd, stats, file)) return;
    this.forget(file);
    throw new SegmentError(
      'SIPA_SEGMENT_CHANGED',
      `${file.path}: another file by now, the one that was read is gone`,
      'It was overwritten after it was read, as rings of capture files are. Let the ring keep more files.',
    );
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw fileError(path, error);
  }
}
