// What hosts are called: the file of --alias, or a list that lives as long as the server. Takes and gives its text; tells nobody.
// A writer names the version that it read, so that nobody's names are lost to somebody who read before.

import { createHash } from 'node:crypto';
import { AliasError, aliasProblems, readAliasText, saveAliasText } from '../collector/index.ts';
import { ApiError } from './errors.ts';
import type { AliasList } from './wire/alias-schema.ts';

/** Lines that are told to be wrong at once. */
const PROBLEMS_TOLD = 20;

export class AliasBook {
  readonly #path: string | undefined;
  /** Without a file. */
  #text = '';
  #writing: Promise<unknown> = Promise.resolve();

  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** The file is read each time: people edit it by hand too. Throws an ApiError. */
  async read(): Promise<AliasList> {
    const text = this.#path === undefined ? this.#text : await answering(readAliasText(this.#path));
    return { text, version: versionOf(text), ...(this.#path === undefined ? {} : { path: this.#path }) };
  }

  /** One after the other. Throws an ApiError when the list is wrong, not the one that was read, or cannot be written. */
  write(text: string, version: string): Promise<AliasList> {
    const written = this.#writing.then(() => this.#replace(text, version));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #replace(text: string, version: string): Promise<AliasList> {
    const problems = aliasProblems(text, PROBLEMS_TOLD);
    if (problems.length > 0) {
      const hint = 'Write lines as: 10.0.0.7 sbc-1, 10.0.0.7:5080 trunk, 10.1.0.0/16 phones';
      throw new ApiError(400, 'SIPA_BAD_ALIAS', problems.join('\n'), hint);
    }
    if ((await this.read()).version !== version) {
      const hint = 'Read the names again, and change them as they are now.';
      throw new ApiError(409, 'SIPA_ALIASES_CHANGED', 'Somebody else has changed the names of hosts.', hint);
    }
    if (this.#path === undefined) this.#text = text;
    else await answering(saveAliasText(this.#path, text));
    return this.read();
  }
}

function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

async function answering<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AliasError) throw new ApiError(500, error.code, error.message, error.hint);
    throw error;
  }
}
