// The DTLS handshakes of a capture that agree on SRTP keys (RFC 5763): who is client, both randoms, the profile that was chosen. Takes
// lent datagrams; keeps 100 bytes or so a handshake. Keys are made when somebody asks for them, so that a line of a key log may come
// at any time.
//
// Hellos may come in any order, more than once (with the cookie, and when they were lost: RFC 6347 §4.2.1, §4.2.4), or one of them never.

import type { AgreedKeyLookup, AgreedKeys } from '../media/srtp/agreed-keys.ts';
import { suiteByProfile } from '../media/srtp/suites.ts';
import type { Datagram } from '../model/packet.ts';
import { cipherSuite } from '../tls/cipher-suites.ts';
import { readServerHello, type ServerHello } from '../tls/hello.ts';
import { SecretKind } from '../tls/key-log-line.ts';
import type { TlsKeys } from '../tls/keys.ts';
import { type ExporterInput, srtpKeyOf } from './exporter.ts';
import { ClientHelloType, HelloReader } from './hello-reader.ts';
import { plainHandshakes } from './record.ts';

/** What the table of endpoints does for us (store/endpoint-table.ts). */
export interface Endpoints {
  intern(addresses: Uint8Array, at: number, length: 4 | 16, port: number): number;
}

/** Pairs of endpoints that are kept, the oldest go first; handshakes of one pair, the latest stay. */
const MAX_PAIRS = 16_384;
const HANDSHAKES_A_PAIR = 8;
/** Of hellos that are not whole yet, in all. */
const MAX_HELD_BYTES = 16 * 1024 * 1024;
const RANDOM_AT = 2;
const RANDOM_END = 34;
const DTLS_1_0 = 0xfeff;
const DTLS_1_2 = 0xfefd;

interface Handshake {
  /** Endpoint of the client; -1 until a hello says. */
  client: number;
  clientRandom: Buffer | undefined;
  server: ServerHello | undefined;
}

/** Two endpoints that speak DTLS. */
interface Pair {
  /** The latest last. */
  readonly handshakes: Handshake[];
  readonly readers: Map<number, HelloReader>;
}

export class DtlsHandshakes implements AgreedKeyLookup {
  /** Pairs that the limit pushed out, and hellos that it refused to wait for. */
  shed = 0;
  private readonly endpoints: Endpoints;
  private readonly keys: TlsKeys | undefined;
  private readonly pairs = new Map<string, Pair>();
  private heldBytes = 0;

  constructor(endpoints: Endpoints, keys: TlsKeys | undefined) {
    this.endpoints = endpoints;
    this.keys = keys;
  }

  /** A datagram that `isDtls`. */
  see(d: Datagram): void {
    const { bytes, start, end } = d;
    for (const record of plainHandshakes(bytes, start, end)) {
      const source = this.endpoints.intern(d.addresses, d.sourceAddress, d.addressLength, d.sourcePort);
      const destination = this.endpoints.intern(d.addresses, d.destinationAddress, d.addressLength, d.destinationPort);
      this.take(source, destination, record);
    }
  }

  agreedKeys(source: number, destination: number): AgreedKeys {
    const handshakes = this.pairs.get(pairKey(source, destination))?.handshakes ?? [];
    const answers = handshakes.toReversed().map(handshake => this.keysOf(handshake, source));
    const found = answers.filter(answer => answer.kind === 'keys');
    const [latest] = found;
    // Whichever of several handshakes a packet belongs to, its key opens it and no other does.
    if (latest !== undefined) return { ...latest, keys: found.flatMap(({ keys }) => keys) };
    return answers[0] ?? { kind: 'unseen', why: 'no DTLS handshake was captured on the ports of this stream' };
  }

  private keysOf({ client, clientRandom, server }: Handshake, source: number): AgreedKeys {
    if (clientRandom === undefined)
      return { kind: 'unseen', why: 'the ClientHello of its DTLS handshake was not captured' };
    if (server === undefined) return { kind: 'unseen', why: 'the ServerHello of its DTLS handshake was not captured' };
    const { version, suite, srtp } = server;
    if (version !== DTLS_1_0 && version !== DTLS_1_2)
      return {
        kind: 'unusable',
        why: `its DTLS handshake chose version 0x${version.toString(16)}; DTLS 1.0 and 1.2 are opened`,
      };
    if (srtp === undefined)
      return { kind: 'unusable', why: 'its DTLS handshake chose no SRTP profile (use_srtp, RFC 5764 §4.1)' };
    const srtpSuite = suiteByProfile(srtp.profile);
    if (srtpSuite === undefined)
      return {
        kind: 'unusable',
        why: `its SRTP profile 0x${srtp.profile.toString(16).padStart(4, '0')} is not decrypted here`,
      };
    const master = this.keys?.secret(SecretKind.Master, clientRandom);
    if (master === undefined) return { kind: 'noSecret', clientRandom: clientRandom.toString('hex') };
    const input: ExporterInput = {
      prf: version === DTLS_1_0 ? 'md5-sha1' : cipherSuite(suite).hash,
      master,
      clientRandom,
      serverRandom: server.random,
    };
    const key = srtpKeyOf(input, srtpSuite, srtp.mki, source === client);
    return { kind: 'keys', keys: [key], profile: srtpSuite.name };
  }

  private take(source: number, destination: number, record: Buffer): void {
    const pair = this.pairOf(source, destination);
    const reader = pair.readers.get(source) ?? new HelloReader();
    const before = reader.heldBytes;
    if (before === 0 && this.heldBytes > MAX_HELD_BYTES) {
      this.shed++;
      return;
    }
    pair.readers.set(source, reader);
    reader.push(record, (type, body) => {
      if (type === ClientHelloType) takeClientHello(pair, source, body);
      else takeServerHello(pair, destination, body);
    });
    this.heldBytes += reader.heldBytes - before;
  }

  private pairOf(source: number, destination: number): Pair {
    const key = pairKey(source, destination);
    const known = this.pairs.get(key);
    if (known !== undefined) return known;
    const pair: Pair = { handshakes: [], readers: new Map() };
    this.pairs.set(key, pair);
    if (this.pairs.size > MAX_PAIRS) this.dropOldest();
    return pair;
  }

  private dropOldest(): void {
    for (const [key, { readers }] of this.pairs) {
      for (const reader of readers.values()) this.heldBytes -= reader.heldBytes;
      this.pairs.delete(key);
      this.shed++;
      return;
    }
  }
}

/** The same random again is the same handshake: with its cookie now, or sent again (RFC 6347 §4.2.1). */
function takeClientHello(pair: Pair, client: number, body: Buffer): void {
  if (body.length < RANDOM_END) return;
  const random = Buffer.from(body.subarray(RANDOM_AT, RANDOM_END));
  const latest = pair.handshakes.at(-1);
  if (latest?.clientRandom?.equals(random)) return;
  // A ServerHello that was captured before its ClientHello waits for it.
  if (latest !== undefined && latest.clientRandom === undefined) latest.clientRandom = random;
  else add(pair, { client, clientRandom: random, server: undefined });
}

function takeServerHello(pair: Pair, client: number, body: Buffer): void {
  const server = readServerHello(body);
  if (server === undefined) return;
  const latest = pair.handshakes.at(-1);
  if (latest !== undefined && (latest.server === undefined || latest.server.random.equals(server.random))) {
    latest.server = server;
  } else add(pair, { client, clientRandom: undefined, server });
}

function add({ handshakes }: Pair, handshake: Handshake): void {
  handshakes.push(handshake);
  if (handshakes.length > HANDSHAKES_A_PAIR) handshakes.shift();
}

function pairKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
