// The secrets of a capture: from key logs (files, DSB of pcapng), RSA private keys, and from connections whose sessions are resumed.
// Takes text and PEM, answers by client random; tells who waits when a secret comes.

import { isBlankLine, isCertainlyWhole, type LoggedSecret, readKeyLogLine, SecretKind } from './key-log-line.ts';
import { RsaKey } from './rsa-key.ts';

/** Secrets of key logs that are kept; four a connection of TLS 1.3. About 200 bytes each. */
export const MAX_SECRETS = 1_000_000;
/** Sessions (ids and tickets) that may be resumed. */
export const MAX_SESSIONS = 65_536;
/** Server keys: each is tried on each RSA key exchange. */
export const MAX_RSA_KEYS = 16;
/** Connections that wait for a secret at the same time. */
export const MAX_WAITING = 65_536;
/** Texts that come in pieces at the same time. */
export const MAX_SOURCES = 64;
/** A longer line is none of a key log. */
export const MAX_LINE_BYTES = 8192;

const NEWLINE = 0x0a;

/** The unfinished last line of a text. */
interface Rest {
  /** Its beginning. */
  text: string;
  /** It was taken already, for no more can belong to it. */
  isTaken: boolean;
  /** It is too long, and passed over to its end. */
  isOverlong: boolean;
}

export class TlsKeys {
  /** Lines of key logs: taken (also the kinds nobody needs here), and not understood. Comments and empty lines are neither. */
  acceptedLines = 0;
  unknownLines = 0;
  /** Secrets forgotten because there were too many; the oldest go first. */
  shedSecrets = 0;
  /** RSA keys not taken because there were too many. */
  refusedRsaKeys = 0;

  private readonly maxSecrets: number;
  private readonly secrets = new Map<string, string>();
  private readonly sessions = new Map<string, Buffer>();
  private readonly rsaKeys: RsaKey[] = [];
  private readonly rests = new Map<string, Rest>();
  private readonly waiting = new Map<string, Set<() => void>>();
  private waitingCount = 0;

  constructor(maxSecrets = MAX_SECRETS) {
    this.maxSecrets = maxSecrets;
  }

  /** Secrets of key logs that are known. */
  get secretCount(): number {
    return this.secrets.size;
  }

  /** Something that can open a premaster secret of RSA key exchange is known. */
  get hasRsaKey(): boolean {
    return this.rsaKeys.length > 0;
  }

  /**
   * SSLKEYLOGFILE text, whole or in pieces: an unfinished last line waits for its rest. Texts whose pieces come in turns need a
   * `source` each. Connections that waited for one of these secrets give their plaintext before the call returns.
   */
  addKeyLog(bytes: Uint8Array, source = ''): void {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const rest = this.restOf(source);
    /** Client randoms that got a secret, and whether one came that is not looked up by them. */
    const named = new Set<string>();
    let start = 0;
    for (let end = text.indexOf(NEWLINE); end >= 0; end = text.indexOf(NEWLINE, start)) {
      const line = this.lineOf(text, start, end, rest);
      if (line !== undefined) this.takeLine(line, named);
      start = end + 1;
    }
    this.keepRest(text, start, rest, named);
    this.tell(named);
  }

  /** RSA private key, PEM of PKCS#1 or PKCS#8. Throws TlsKeyError when it cannot be read or is encrypted. */
  addRsaKey(pem: string): void {
    const key = new RsaKey(pem);
    if (this.rsaKeys.length >= MAX_RSA_KEYS) {
      this.refusedRsaKeys++;
      return;
    }
    this.rsaKeys.push(key);
    this.tell(new Set(this.waiting.keys()));
  }

  /** A secret by kind and name (client random, session id, first bytes of the encrypted premaster). */
  secret(kind: SecretKind, name: Uint8Array): Buffer | undefined {
    const secret = this.secrets.get(kind + Buffer.from(name).toString('latin1'));
    return secret === undefined ? undefined : Buffer.from(secret, 'latin1');
  }

  /** The premaster secret of an RSA key exchange, by a line of the log or by a private key. */
  rsaPremaster(encrypted: Buffer): Buffer | undefined {
    const logged = this.secret(SecretKind.RsaPremaster, encrypted.subarray(0, 8));
    if (logged !== undefined) return logged;
    for (const key of this.rsaKeys) {
      const premaster = key.decryptPremaster(encrypted);
      if (premaster !== undefined) return premaster;
    }
    return undefined;
  }

  /** Master secret of a session that an earlier connection made; `name` is its id or the hash of its ticket. */
  session(name: string): Buffer | undefined {
    return this.sessions.get(name);
  }

  rememberSession(name: string, master: Buffer): void {
    this.sessions.delete(name);
    this.sessions.set(name, master);
    dropOldest(this.sessions, MAX_SESSIONS);
  }

  /** Calls `listener` whenever a secret came that may belong to this client random, until `stopWaiting`. False when too many wait. */
  waitFor(clientRandom: Uint8Array, listener: () => void): boolean {
    if (this.waitingCount >= MAX_WAITING) return false;
    const name = Buffer.from(clientRandom).toString('latin1');
    const listeners = this.waiting.get(name);
    if (listeners?.has(listener)) return true;
    if (listeners === undefined) this.waiting.set(name, new Set([listener]));
    else listeners.add(listener);
    this.waitingCount++;
    return true;
  }

  stopWaiting(clientRandom: Uint8Array, listener: () => void): void {
    const name = Buffer.from(clientRandom).toString('latin1');
    const listeners = this.waiting.get(name);
    if (listeners?.delete(listener) !== true) return;
    this.waitingCount--;
    if (listeners.size === 0) this.waiting.delete(name);
  }

  private takeLine(line: string, named: Set<string>): void {
    const trimmed = line.trim();
    if (isBlankLine(trimmed)) return;
    const found = readKeyLogLine(trimmed);
    if (found === undefined) this.unknownLines++;
    else this.acceptedLines++;
    if (found !== undefined && found !== 'unused') this.keep(found, named);
  }

  private keep(found: LoggedSecret, named: Set<string>): void {
    this.secrets.set(found.kind + found.name, found.secret);
    this.shedSecrets += dropOldest(this.secrets, this.maxSecrets);
    if (this.waiting.size === 0) return;
    const isByRandom = found.kind !== SecretKind.RsaPremaster && found.kind !== SecretKind.SessionMaster;
    if (!isByRandom) for (const name of this.waiting.keys()) named.add(name);
    else if (this.waiting.has(found.name)) named.add(found.name);
  }

  private tell(named: ReadonlySet<string>): void {
    // A copy: whoever is told stops waiting.
    for (const name of named) for (const listener of [...(this.waiting.get(name) ?? [])]) listener();
  }

  private restOf(source: string): Rest {
    const known = this.rests.get(source);
    if (known !== undefined) return known;
    const rest = { text: '', isTaken: false, isOverlong: false };
    this.rests.set(source, rest);
    dropOldest(this.rests, MAX_SOURCES);
    return rest;
  }

  /** The line that ends at `end`, with the rest of the piece before; undefined when it is too long. */
  private lineOf(text: Buffer, start: number, end: number, rest: Rest): string | undefined {
    const { text: before, isTaken, isOverlong } = rest;
    rest.text = '';
    rest.isTaken = false;
    rest.isOverlong = false;
    if (isOverlong || end - start + before.length > MAX_LINE_BYTES) {
      this.unknownLines++;
      return undefined;
    }
    const line = text.toString('latin1', start, end);
    // What was taken is whole; a text that begins on the same line is another one.
    return isTaken || beginsAnew(before, line) ? line : before + line;
  }

  /** Keeps what has no newline yet, and takes it at once when it is a secret: a key log need not end with a newline. */
  private keepRest(text: Buffer, start: number, rest: Rest, named: Set<string>): void {
    if (start >= text.length || rest.isOverlong) return;
    if (text.length - start + rest.text.length > MAX_LINE_BYTES) {
      rest.text = '';
      rest.isOverlong = true;
      return;
    }
    const line = text.toString('latin1', start);
    rest.text = rest.isTaken || beginsAnew(rest.text, line) ? line : rest.text + line;
    const found = readKeyLogLine(rest.text.trim());
    // Counted when it ends, or now when it cannot go on.
    rest.isTaken = found !== undefined && found !== 'unused' && isCertainlyWhole(found);
    if (rest.isTaken) this.acceptedLines++;
    if (found !== undefined && found !== 'unused') this.keep(found, named);
  }
}

/** A whole secret stands before, and what comes begins like a line of its own. */
function beginsAnew(before: string, line: string): boolean {
  return /[0-9a-fA-F]{64}\s*$/.test(before) && /^(?:[A-Z]+_[A-Z_]+[0-9]* |RSA |#)/.test(line);
}

/** Shrinks a map to `limit` entries, the oldest first; gives how many went. */
function dropOldest(map: Map<string, unknown>, limit: number): number {
  let dropped = 0;
  for (const key of map.keys()) {
    if (map.size <= limit) break;
    map.delete(key);
    dropped++;
  }
  return dropped;
}
