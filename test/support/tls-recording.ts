// Real TLS connections, recorded as the bytes of both directions: Node's own TLS over a pair of joined streams (no socket), with its
// key log; certificates by openssl. And a player that feeds a recording to TlsConnection and keeps what comes out.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { type ConnectionOptions, connect, createSecureContext, TLSSocket as Socket, type TLSSocket } from 'node:tls';
import type { Reason } from '../../collector/model/health.ts';
import { Datagram } from '../../collector/model/packet.ts';
import { type Direction, TlsConnection, type TlsSink } from '../../collector/tls/connection.ts';
import { TlsContext } from '../../collector/tls/context.ts';
import { TlsKeys } from '../../collector/tls/keys.ts';

/** The tests that need openssl are skipped without it, but not where everything is built. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0 || process.env['CI'] === 'true';

/** In order, as a capture between the two would see them. Direction 0 is from the client. */
export interface Chunk {
  readonly direction: Direction;
  readonly bytes: Buffer;
}

export interface Recording {
  readonly chunks: readonly Chunk[];
  readonly keyLog: string;
  /** What each side wrote: client, server. */
  readonly sent: readonly [string, string];
}

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

const made = new Map<string, Identity>();

/** A self-signed certificate and its key: `rsa:2048`, `ec`, `dsa`. One of each kind a run. */
export function identity(kind: 'rsa' | 'ec'): Identity {
  const known = made.get(kind);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-tls-'));
  try {
    const algorithm =
      kind === 'rsa' ? ['-newkey', 'rsa:2048'] : ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        ...algorithm,
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-days',
        '2',
        '-subj',
        '/CN=sip.example.com',
      ],
      { stdio: 'ignore' },
    );
    const fresh = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
    made.set(kind, fresh);
    return fresh;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One end of a pair: what is written here is read there, and noted. */
class PipeEnd extends Duplex {
  peer: PipeEnd | undefined = undefined;
  private readonly note: (bytes: Buffer) => void;

  constructor(note: (bytes: Buffer) => void) {
    super();
    this.note = note;
  }

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.note(Buffer.from(bytes));
    this.peer?.push(bytes);
    done();
  }

  override _final(done: () => void): void {
    this.peer?.push(null);
    done();
  }
}

export interface Recipe {
  readonly identity?: 'rsa' | 'ec';
  readonly ciphers?: string;
  readonly version?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
  /** For both ends: SSL_OP_… */
  readonly secureOptions?: number;
  /** For the client. */
  readonly client?: ConnectionOptions;
  /** For the server. */
  readonly serverCurve?: string;
  /** Of a connection before, to be resumed. */
  readonly session?: Buffer;
  /** Texts in turn: the client's first, the server's, the client's … */
  readonly talk?: readonly string[];
  /** Before which text the client asks for a renegotiation. */
  readonly renegotiateBefore?: number;
}

/** What `record` also learned. */
export interface Recorded extends Recording {
  readonly cipher: string;
  readonly session: Buffer | undefined;
  readonly isResumed: boolean;
}

/** Keys of session tickets, so that one server can resume what another began. */
const TICKET_KEYS = Buffer.alloc(48, 7);

/** Makes a connection, lets both ends talk, closes it. */
export async function record(recipe: Recipe = {}): Promise<Recorded> {
  const chunks: Chunk[] = [];
  const keyLog: string[] = [];
  const sent: [string, string] = ['', ''];
  const near = new PipeEnd(bytes => void chunks.push({ direction: 0, bytes }));
  const far = new PipeEnd(bytes => void chunks.push({ direction: 1, bytes }));
  near.peer = far;
  far.peer = near;
  const common = {
    ...(recipe.version === undefined ? {} : { minVersion: recipe.version, maxVersion: recipe.version }),
    ...(recipe.ciphers === undefined ? {} : { ciphers: recipe.ciphers }),
    ...(recipe.secureOptions === undefined ? {} : { secureOptions: recipe.secureOptions }),
  };
  const secureContext = createSecureContext({
    ...common,
    ...identity(recipe.identity ?? 'rsa'),
    ticketKeys: TICKET_KEYS,
    dhparam: 'auto',
    ...(recipe.serverCurve === undefined ? {} : { ecdhCurve: recipe.serverCurve }),
  });
  const server = new Socket(far, { isServer: true, secureContext });
  const client = connect({
    socket: near,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...common,
    ...(recipe.session === undefined ? {} : { session: recipe.session }),
    ...recipe.client,
  });
  let session: Buffer | undefined;
  client.on('keylog', line => keyLog.push(line.toString('latin1')));
  client.on('session', fresh => (session = fresh));
  await Promise.all([once(client, 'secureConnect'), once(server, 'secure')]);
  for (const [i, text] of (recipe.talk ?? ['hello\r\n', 'world\r\n']).entries()) {
    if (i === recipe.renegotiateBefore) await renegotiate(client, server);
    const [from, to] = i % 2 === 0 ? [client, server] : [server, client];
    sent[i % 2] += text;
    const arrived = receive(to, Buffer.byteLength(text, 'latin1'));
    from.write(Buffer.from(text, 'latin1'));
    await arrived;
  }
  const cipher = client.getCipher().standardName;
  const isResumed = client.isSessionReused();
  const closed = once(server, 'end');
  client.end();
  server.resume();
  await closed;
  client.destroy();
  server.destroy();
  return { chunks, keyLog: keyLog.join(''), sent, cipher, session, isResumed };
}

function once(socket: TLSSocket, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.once('error', reject);
  });
}

function receive(socket: TLSSocket, byteCount: number): Promise<void> {
  let rest = byteCount;
  return new Promise(resolve => {
    const onData = (bytes: Buffer): void => {
      rest -= bytes.length;
      if (rest > 0) return;
      socket.off('data', onData);
      resolve();
    };
    socket.on('data', onData);
  });
}

function renegotiate(client: TLSSocket, server: TLSSocket): Promise<void> {
  server.resume();
  return new Promise((resolve, reject) =>
    client.renegotiate({ rejectUnauthorized: false }, error => (error === null ? resolve() : reject(error))),
  );
}

// ───────────────────────────── playing ─────────────────────────────

/** Keeps what a connection gives. */
export class Listener implements TlsSink {
  /** Plaintext of each direction. */
  readonly plaintext: [string, string] = ['', ''];
  /** Frame of each piece of plaintext. */
  readonly frames: number[] = [];
  readonly gaps: [number, number] = [0, 0];
  recovered = 0;
  recoveredHandshake = 0;

  onPlaintext(direction: Direction, d: Datagram): void {
    this.plaintext[direction] += d.bytes.toString('latin1', d.start, d.end);
    this.frames.push(d.frameNumber);
  }

  onPlaintextGap(direction: Direction): void {
    this.gaps[direction]++;
  }

  onRecovered(frames: number, handshakeFrames: number): void {
    this.recovered += frames;
    this.recoveredHandshake += handshakeFrames;
  }
}

/** A connection that is fed chunk by chunk; each chunk is a frame, numbered from 1. */
export class Player {
  readonly context: TlsContext;
  readonly listener = new Listener();
  readonly connection: TlsConnection;
  /** What `push` said of each frame. */
  readonly reasons: (Reason | undefined)[] = [];
  private readonly datagram = new Datagram();

  constructor(context: TlsContext | string = '') {
    this.context = typeof context === 'string' ? new TlsContext(keysOf(context)) : context;
    this.connection = new TlsConnection(this.context, this.listener);
  }

  push({ direction, bytes }: Chunk): void {
    const d = this.datagram;
    // The bytes are lent: what is kept of them must have been copied.
    d.bytes = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('behind')]);
    d.start = 6;
    d.end = 6 + bytes.length;
    d.frameNumber++;
    d.timeMicros = d.frameNumber * 1000;
    d.segment = 3;
    d.point = 2;
    d.fingerprint = d.frameNumber + 7;
    this.reasons.push(this.connection.push(direction, d));
    d.bytes.fill(0xee);
  }

  play(chunks: readonly Chunk[]): this {
    for (const chunk of chunks) this.push(chunk);
    return this;
  }

  finish(): this {
    this.connection.finish();
    return this;
  }
}

export function keysOf(keyLog: string): TlsKeys {
  const keys = new TlsKeys();
  keys.addKeyLog(Buffer.from(keyLog, 'latin1'));
  return keys;
}

/** The same bytes in other pieces: at most `size` bytes each. */
export function recut(chunks: readonly Chunk[], size: number): Chunk[] {
  return chunks.flatMap(({ direction, bytes }) => {
    const pieces: Chunk[] = [];
    for (let at = 0; at < bytes.length; at += size) pieces.push({ direction, bytes: bytes.subarray(at, at + size) });
    return pieces;
  });
}

/** Neighbours of one direction become one piece. */
export function joined(chunks: readonly Chunk[]): Chunk[] {
  const pieces: Chunk[] = [];
  for (const chunk of chunks) {
    const last = pieces.at(-1);
    if (last?.direction === chunk.direction)
      pieces[pieces.length - 1] = { direction: chunk.direction, bytes: Buffer.concat([last.bytes, chunk.bytes]) };
    else pieces.push(chunk);
  }
  return pieces;
}
