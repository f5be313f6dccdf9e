// The secrets of a capture: from key logs (files, DSB of pcapng), RSA private keys, and from connections whose sessions are resumed.
// Takes text and PEM, answers by client random; tells who waits when a secret comes.

import { isBlankLine, isCertainlyWhole, type LoggedSecret, readKeyLogLine, SecretKind } from './key-log-line.ts';
import { KeyLogText, type LineSink } from './key-log-text.ts';
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

export class TlsKeys implements LineSink {
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
  private readonly texts = new Map<string, KeyLogText>();
  /** Client randoms that got a secret by the text at hand, and are waited for. */
  private readonly named = new Set<string>();
  /** A secret came of which nobody knows whose it is. */
  private isAllNamed = false;
  private readonly waiting = new Map<string, Set<() => void>>();
  private waitingCount = 0;

  constructor(maxSecrets = MAX_SECRETS) {
    this.maxSecrets = maxSecrets;
  }

  /** Secrets of key logs that are known. */
  get secretCount(): number {
    return this.secrets.size;
  }

  /**
   * SSLKEYLOGFILE text, whole or in pieces: an unfinished last line waits for its rest. Texts whose pieces come in turns need a
   * `source` each. Connections that waited for one of these secrets give their plaintext before the call returns.
   */
  addKeyLog(bytes: Uint8Array, source = ''): void {
    this.textOf(source).push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.tell();
  }

  /** RSA private key, PEM of PKCS#1 or PKCS#8. Throws TlsKeyError when it cannot be read or is encrypted. */
  addRsaKey(pem: string): void {
    const key = new RsaKey(pem);
    if (this.rsaKeys.length >= MAX_RSA_KEYS) {
      this.refusedRsaKeys++;
      return;
    }
    this.rsaKeys.push(key);
    this.isAllNamed = true;
    this.tell();
  }

  /** A secret by kind and name (client random, session id, first bytes of the encrypted premaster). */
  secret(kind: SecretKind, name: Uint8Array): Buffer | undefined {
    const secret = this.secrets.get(kind + Buffer.from(name).toString('latin1'));
    return secret === undefined ? undefined : Buffer.from(secret, 'latin1');
  }

  get rsaKeyCount(): number {
    return this.rsaKeys.length;
  }

  /** The premaster secret of an RSA key exchange, by the private keys from `first` on. Takes about a millisecond a key. */
  decryptPremaster(encrypted: Buffer, first: number): Buffer | undefined {
    for (let i = first; i < this.rsaKeys.length; i++) {
      const premaster = this.rsaKeys[i].decryptPremaster(encrypted);
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

  onLine(line: string): void {
    const trimmed = line.trim();
    if (isBlankLine(trimmed)) return;
    const found = readKeyLogLine(trimmed);
    if (found === undefined) this.unknownLines++;
    else this.acceptedLines++;
    if (found !== undefined && found !== 'unused') this.keep(found);
  }

  onUnfinishedLine(line: string): boolean {
    const found = readKeyLogLine(line.trim());
    if (found === undefined || found === 'unused') return false;
    // A secret that turns out to be longer takes the place of this one.
    this.keep(found);
    const isWhole = isCertainlyWhole(found);
    if (isWhole) this.acceptedLines++;
    return isWhole;
  }

  onOverlongLine(): void {
    this.unknownLines++;
  }

  private keep(found: LoggedSecret): void {
    this.secrets.set(found.kind + found.name, found.secret);
    this.shedSecrets += dropOldest(this.secrets, this.maxSecrets);
    const isByRandom = found.kind !== SecretKind.RsaPremaster && found.kind !== SecretKind.SessionMaster;
    if (!isByRandom) this.isAllNamed = true;
    else if (this.waiting.has(found.name)) this.named.add(found.name);
  }

  private tell(): void {
    // Copies: whoever is told stops waiting, and may wait for something else.
    const named = [...(this.isAllNamed ? this.waiting.keys() : this.named)];
    this.isAllNamed = false;
    this.named.clear();
    for (const name of named) for (const listener of [...(this.waiting.get(name) ?? [])]) listener();
  }

  private textOf(source: string): KeyLogText {
    const text = this.texts.get(source) ?? new KeyLogText(this);
    this.texts.set(source, text);
    dropOldest(this.texts, MAX_SOURCES);
    return text;
  }
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
