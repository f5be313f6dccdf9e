// What client and server agreed on in one handshake, and the secret that follows from it and from the keys of the capture.
// Takes the hellos as they come, gives the master secret (up to TLS 1.2) or the traffic secrets (1.3) as soon as they can be known.

import { createHash, type Hash } from 'node:crypto';
import { type CipherSuite, cipherSuite } from './cipher-suites.ts';
import { HandshakeType } from './handshake-reader.ts';
import { type ClientHello, readEncryptedPremaster, type ServerHello, sessionIdName } from './hello.ts';
import { SecretKind } from './key-log-line.ts';
import { extendedMasterSecret, masterSecret, type PrfName } from './key-schedule.ts';
import type { TlsKeys } from './keys.ts';
import { Version, versionName } from './record.ts';

/** Secrets of TLS 1.3 of one direction. Without the first, its handshake is passed over. */
export interface TrafficSecrets {
  readonly handshake: Buffer | undefined;
  readonly application: Buffer;
}

const HASHES = ['md5', 'sha1', 'sha256', 'sha384'];

export class TlsSession {
  client: ClientHello | undefined = undefined;
  server: ServerHello | undefined = undefined;
  suite: CipherSuite = cipherSuite(0);
  /** Known up to TLS 1.2 once a key was found. */
  master: Buffer | undefined = undefined;

  private encryptedPremaster: Buffer | undefined = undefined;
  private triedRsaKeys = 0;
  private hasKeyExchange = false;
  /** Names under which the master secret is remembered. */
  private readonly names: string[] = [];
  /** Running hashes of the handshake, by name: of all kinds until the ServerHello says which; undefined when there can be none. */
  private transcript: Map<string, Hash> | undefined = new Map();
  private sessionHash: Buffer | undefined = undefined;

  takeClientHello(hello: ClientHello): void {
    this.client = hello;
  }

  takeServerHello(hello: ServerHello): void {
    this.server = hello;
    this.suite = cipherSuite(hello.suite);
    if (hello.sessionId.length > 0 && hello.version < Version.Tls13) this.names.push(sessionIdName(hello.sessionId));
    // RFC 7627 §3: only then the transcript is needed.
    const isNeeded = hello.hasExtendedMaster && hello.version < Version.Tls13;
    if (!isNeeded) this.transcript = undefined;
    else for (const name of HASHES) if (!this.hashNames.includes(name)) this.transcript?.delete(name);
  }

  /** `ticket` is its name in the session cache. */
  takeTicket(ticket: string, keys: TlsKeys): void {
    this.names.push(ticket);
    if (this.master !== undefined) keys.rememberSession(ticket, this.master);
  }

  takeClientKeyExchange(body: Buffer): void {
    this.hasKeyExchange = true;
    if (this.suite.isRsaKeyExchange) this.encryptedPremaster = readEncryptedPremaster(body, this.version);
    const hashes = this.hashNames.map(name => this.transcript?.get(name)?.digest());
    if (hashes.every(hash => hash !== undefined)) this.sessionHash = Buffer.concat(hashes);
    this.transcript = undefined;
  }

  /** Every byte of the handshake, before the message they belong to is taken. Lent. */
  takeHandshakeBytes(type: number, bytes: Buffer, start: number, end: number): void {
    const { transcript } = this;
    // RFC 5246 §7.4.1.1: a HelloRequest is not part of the hash.
    if (transcript === undefined || type === HandshakeType.HelloRequest) return;
    if (transcript.size === 0) {
      // RFC 7627 §3: it begins with the ClientHello.
      if (type !== HandshakeType.ClientHello) this.loseTranscript();
      else for (const name of HASHES) transcript.set(name, createHash(name));
    }
    for (const hash of transcript.values()) hash.update(bytes.subarray(start, end));
  }

  /** A part of the handshake is missing: what depends on all of it cannot be known. */
  loseTranscript(): void {
    this.transcript = undefined;
  }

  get version(): number {
    return this.server?.version ?? 0;
  }

  get isTls13(): boolean {
    return this.version === Version.Tls13;
  }

  /** Why no key can open it, in words; undefined when one can. */
  get obstacle(): string | undefined {
    const { version, server, suite } = this;
    if (version < Version.Tls10 || version > Version.Tls13) return `${versionName(version)} is not supported`;
    if (suite.spec === undefined || (this.isTls13 && suite.spec.kind !== 'aead'))
      return `the cipher ${suite.name} is not supported`;
    return server?.compression === 0 ? undefined : 'compressed records are not supported';
  }

  /** RFC 5246 §5: the suite's hash in TLS 1.2. */
  get prf(): PrfName {
    return this.version < Version.Tls12 ? 'md5-sha1' : this.suite.hash;
  }

  private get hashNames(): readonly string[] {
    return this.prf === 'md5-sha1' ? ['md5', 'sha1'] : [this.prf];
  }

  /** The master secret, up to TLS 1.2. */
  findMaster(keys: TlsKeys): Buffer | undefined {
    if (this.master === undefined) {
      this.master = this.lookUpMaster(keys);
      if (this.master !== undefined) for (const name of this.names) keys.rememberSession(name, this.master);
    }
    return this.master;
  }

  /** TLS 1.3: the secrets of what the client sends, or the server; undefined as long as they are not known. */
  findTrafficSecrets(keys: TlsKeys, ofClient: boolean): TrafficSecrets | undefined {
    const clientTraffic = this.trafficSecret(keys, SecretKind.ClientTraffic);
    const serverTraffic = this.trafficSecret(keys, SecretKind.ServerTraffic);
    const application = ofClient ? clientTraffic : serverTraffic;
    const handshake = this.trafficSecret(keys, ofClient ? SecretKind.ClientHandshake : SecretKind.ServerHandshake);
    // A log that is just being written gives the secrets of the handshake first: when both others are there, it has none.
    const isAll = handshake !== undefined || (clientTraffic !== undefined && serverTraffic !== undefined);
    return application === undefined || !isAll ? undefined : { handshake, application };
  }

  /** Of the length that the suite's hash has: a line that is still being written may be shorter. */
  private trafficSecret(keys: TlsKeys, kind: SecretKind): Buffer | undefined {
    const secret = this.client === undefined ? undefined : keys.secret(kind, this.client.random);
    return secret?.length === (this.suite.hash === 'sha384' ? 48 : 32) ? secret : undefined;
  }

  private lookUpMaster(keys: TlsKeys): Buffer | undefined {
    const { client, server } = this;
    if (client === undefined || server === undefined) return undefined;
    return (
      keys.secret(SecretKind.Master, client.random) ??
      (server.sessionId.length > 0 ? keys.secret(SecretKind.SessionMaster, server.sessionId) : undefined) ??
      this.lookUpSession(keys, client, server) ??
      this.masterOfPremaster(keys, client, server)
    );
  }

  /** Of an earlier connection whose session is resumed (RFC 5246 §7.3, RFC 5077 §3.4): such a handshake has no key exchange. */
  private lookUpSession(keys: TlsKeys, client: ClientHello, server: ServerHello): Buffer | undefined {
    if (this.hasKeyExchange) return undefined;
    const isEchoed = server.sessionId.length > 0 && server.sessionId.equals(client.sessionId);
    const byId = isEchoed ? keys.session(sessionIdName(server.sessionId)) : undefined;
    return byId ?? (client.ticket === '' ? undefined : keys.session(client.ticket));
  }

  private masterOfPremaster(keys: TlsKeys, client: ClientHello, server: ServerHello): Buffer | undefined {
    const premaster = keys.secret(SecretKind.Premaster, client.random) ?? this.rsaPremaster(keys);
    if (premaster === undefined) return undefined;
    if (!server.hasExtendedMaster) return masterSecret(this.prf, premaster, client.random, server.random);
    return this.sessionHash === undefined ? undefined : extendedMasterSecret(this.prf, premaster, this.sessionHash);
  }

  private rsaPremaster(keys: TlsKeys): Buffer | undefined {
    const encrypted = this.encryptedPremaster;
    if (encrypted === undefined) return undefined;
    const logged = keys.secret(SecretKind.RsaPremaster, encrypted.subarray(0, 8));
    if (logged !== undefined) return logged;
    // Each key once, however often it is asked.
    const first = this.triedRsaKeys;
    this.triedRsaKeys = keys.rsaKeyCount;
    return keys.decryptPremaster(encrypted, first);
  }
}
