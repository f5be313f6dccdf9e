// The TLS secrets that a capture is given: files of key logs (SSLKEYLOGFILE), which are followed while it is open, RSA private keys,
// what pcapng files carry (Decryption Secrets Blocks), and what somebody pastes. All of it ends in TlsKeys.

import { type FileHandle, open, readFile } from 'node:fs/promises';
import type { Millis } from './model/time.ts';
import { systemCode } from './segment/error.ts';
import type { Secret } from './segment/reader.ts';
import { TlsKeys } from './tls/keys.ts';

const POLL_EVERY: Millis = 250;
const CHUNK_BYTES = 1 << 20;
/** Type of a Decryption Secrets Block with a TLS key log (draft-ietf-opsawg-pcapng, "Decryption Secrets Block"). */
const TLS_KEY_LOG = 0x544c534b;

/** A file of secrets that cannot be used. `message` says what and why, `hint` what to do next. */
export class KeyFileError extends Error {
  readonly code: 'SIPA_KEYLOG_UNREADABLE' | 'SIPA_RSA_KEY_UNREADABLE';
  readonly hint: string;

  constructor(code: KeyFileError['code'], message: string, hint: string, cause: unknown) {
    super(message, { cause });
    this.name = 'KeyFileError';
    this.code = code;
    this.hint = hint;
  }
}

/** A key log: how far it was read. */
interface Followed {
  readonly path: string;
  /** The file behind the path; another one there is read from its start. */
  inode: number;
  bytes: number;
  /** How often it was replaced: the rest of an unfinished line does not go on in another file. */
  replaced: number;
}

export class KeyLogs {
  readonly keys = new TlsKeys();
  private readonly logs: Followed[];
  private takenSecrets = 0;
  private pasted = 0;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  private constructor(paths: readonly string[]) {
    this.logs = paths.map(path => ({ path, inode: -1, bytes: 0, replaced: 0 }));
  }

  /** Reads all that is there. Throws KeyFileError, or TlsKeyError of a key that is none. */
  static async open(logs: readonly string[] = [], rsaKeys: readonly string[] = []): Promise<KeyLogs> {
    const opened = new KeyLogs(logs);
    for (const log of opened.logs) {
      try {
        await opened.readOn(log);
      } catch (error) {
        throw unreadableLog(log.path, error);
      }
    }
    for (const path of rsaKeys) opened.keys.addRsaKey(await readPem(path));
    return opened;
  }

  /** Looks for new lines from now on, and calls `onSecrets` when there were some. */
  follow(onSecrets: () => void): void {
    if (this.logs.length === 0 || this.isClosed || this.timer !== undefined) return;
    const look = async (): Promise<void> => {
      if (await this.poll()) onSecrets();
      if (!this.isClosed) this.timer = setTimeout(look, POLL_EVERY).unref();
    };
    this.timer = setTimeout(look, POLL_EVERY).unref();
  }

  /** Reads what was appended; true when there was something. A log that is away for a while is waited for. */
  async poll(): Promise<boolean> {
    let isNew = false;
    for (const log of this.logs) {
      if (this.isClosed) return isNew;
      isNew = (await this.readOn(log).catch(() => false)) || isNew;
    }
    return isNew;
  }

  /** Those of `secrets` that are new since the last call. */
  takeSecrets(secrets: readonly Secret[]): boolean {
    // A reader that starts again begins its list anew.
    const first = secrets.length < this.takenSecrets ? 0 : this.takenSecrets;
    if (secrets.length === first) return false;
    this.takenSecrets = secrets.length;
    for (let i = first; i < secrets.length; i++) {
      const { type, bytes } = secrets[i];
      if (type === TLS_KEY_LOG) this.addWhole(bytes, `block ${i}`);
    }
    return true;
  }

  /** Gives how many secrets were new. */
  add(text: string): number {
    const before = this.keys.secretCount + this.keys.shedSecrets;
    this.pasted++;
    this.addWhole(Buffer.from(text), `pasted ${this.pasted}`);
    return this.keys.secretCount + this.keys.shedSecrets - before;
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  /** The last line may have no end. */
  private addWhole(bytes: Uint8Array, source: string): void {
    this.keys.addKeyLog(bytes, source);
    this.keys.addKeyLog(Buffer.from('\n'), source);
  }

  private async readOn(log: Followed): Promise<boolean> {
    const handle = await open(log.path, 'r');
    try {
      const { ino, size } = await handle.stat();
      if (ino !== log.inode || size < log.bytes) {
        log.replaced++;
        log.inode = ino;
        log.bytes = 0;
      }
      // A pipe or device has no size to go by and no place to read on from: it is no log to be read again and again.
      return size > log.bytes && (await this.readTo(handle, log, size));
    } finally {
      await handle.close();
    }
  }

  private async readTo(handle: FileHandle, log: Followed, size: number): Promise<boolean> {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size - log.bytes));
    while (log.bytes < size && !this.isClosed) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, log.bytes);
      if (bytesRead === 0) break;
      log.bytes += bytesRead;
      this.keys.addKeyLog(chunk.subarray(0, bytesRead), `${log.path} ${log.replaced}`);
    }
    return true;
  }
}

async function readPem(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new KeyFileError(
      'SIPA_RSA_KEY_UNREADABLE',
      `${path}: the RSA key cannot be read (${systemCode(error)})`,
      'Check the path and the permissions; private keys often belong to root.',
      error,
    );
  }
}

function unreadableLog(path: string, error: unknown): KeyFileError {
  return new KeyFileError(
    'SIPA_KEYLOG_UNREADABLE',
    `${path}: the TLS key log cannot be read (${systemCode(error)})`,
    'Check the path and the permissions. When the program that writes it has not begun yet, make it empty (touch FILE).',
    error,
  );
}
