// Where uploaded captures lie: a folder of our own for temporary files, readable by this user alone.
// Takes a stream, gives the path and a digest of the content. The name the sender gave is never a path.

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface ReceivedFile {
  readonly path: string;
  /** SHA-1 of the content in hex: the same file uploaded twice is the same capture. */
  readonly digest: string;
}

export class UploadFolder {
  readonly #parent: string;
  #folder: Promise<string> | undefined;
  #received = 0;

  constructor(parent: string = tmpdir()) {
    this.#parent = parent;
  }

  /** Writes the stream to a new file. When the stream or the disk fails, nothing stays behind and the error is thrown. */
  async receive(stream: Readable): Promise<ReceivedFile> {
    this.#received += 1;
    const path = join(await this.#makeFolder(), `${this.#received}.capture`);
    const hash = createHash('sha1');
    stream.on('data', chunk => hash.update(chunk));
    try {
      await pipeline(stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    } catch (error) {
      await this.remove(path);
      throw error;
    }
    return { path, digest: hash.digest('hex') };
  }

  async remove(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Made at the first upload, with mode 0700 (mkdtemp); tried again at the next one when that fails. */
  #makeFolder(): Promise<string> {
    this.#folder ??= mkdtemp(join(this.#parent, 'sipscope-')).catch(error => {
      this.#folder = undefined;
      throw error;
    });
    return this.#folder;
  }

  async removeAll(): Promise<void> {
    const folder = await this.#folder;
    this.#folder = undefined;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}
