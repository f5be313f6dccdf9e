// What two peers that talk TLS put on the wire, without a wire: Node's own TLS over a pair of streams in memory.

import { Duplex } from 'node:stream';
import { connect, createSecureContext, TLSSocket } from 'node:tls';
import type { Peer } from './stream-bench.ts';

/** For tests alone; made by openssl for 100 years. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgH5HquxpmVMMMx6En
5hVZ9a+YsaDUwQN22GkWao9bgk2hRANCAASOqTMUPu8yLdCduZoPjSOmripFxGn9
qAZRcwE/Tw4w+CjbA0tkrQkm0IlFKWk5xaWPfbwTauVZe7yK3VMdryvi
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBgzCCASmgAwIBAgIUdAlln6tbIUi3KTzvBwzcB5DnGCAwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLZXhhbXBsZS5jb20wIBcNMjYxMTIzMTEwMzA4WhgPMjEyNjEw
MzAxMTAzMDhaMBYxFDASBgNVBAMMC2V4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEjqkzFD7vMi3QnbmaD40jpq4qRcRp/agGUXMBP08OMPgo2wNL
ZK0JJtCJRSlpOcWlj328E2rlWXu8it1THa8r4qNTMFEwHQYDVR0OBBYEFODOO0xd
VxfW0bC1XHTeLm1BF8RTMB8GA1UdIwQYMBaAFODOO0xdVxfW0bC1XHTeLm1BF8RT
MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgN5bCJ1MWJ7fSwY4Z
YphJAoXzvIlDKKjS85g0A2hXfr8CIQDMKNMBpODIA6vx+jyP+RCZQ5QdYo+lcd75
JwMwbpvjFQ==
-----END CERTIFICATE-----`;

export interface TlsTalk {
  /** In the order in which they were sent. */
  readonly pieces: readonly { readonly from: Peer; readonly bytes: Buffer }[];
  /** Pieces before the first that carries application data. */
  readonly handshakePieces: number;
  /** SSLKEYLOGFILE text. */
  readonly keyLog: Buffer;
}

export interface TlsTalkOptions {
  /** Default: TLSv1.3. */
  readonly version?: 'TLSv1.2' | 'TLSv1.3';
}

/** One connection in which the peers say these things, in turns. */
export async function tlsTalk(
  lines: readonly (readonly [from: Peer, bytes: Buffer | string])[],
  { version = 'TLSv1.3' }: TlsTalkOptions = {},
): Promise<TlsTalk> {
  const pieces: { from: Peer; bytes: Buffer }[] = [];
  const keys: Buffer[] = [];
  const [clientEnd, serverEnd] = wire((from, bytes) => void pieces.push({ from, bytes: Buffer.from(bytes) }));
  const server = new TLSSocket(serverEnd, {
    isServer: true,
    secureContext: createSecureContext({ key: KEY, cert: CERTIFICATE, minVersion: version, maxVersion: version }),
  });
  const client = connect({ socket: clientEnd, rejectUnauthorized: false, minVersion: version, maxVersion: version });
  client.on('keylog', line => keys.push(line));
  const sockets = { client, server };
  const heard = { client: 0, server: 0 };
  for (const peer of ['client', 'server'] as const) {
    sockets[peer].on('error', () => {});
    sockets[peer].on('data', (data: Buffer) => {
      heard[peer] += data.length;
    });
  }
  await new Promise(resolve => client.once('secureConnect', resolve));
  const handshakePieces = pieces.length;
  const said = { client: 0, server: 0 };
  for (const [from, bytes] of lines) {
    const to = from === 'client' ? 'server' : 'client';
    said[from] += Buffer.byteLength(bytes);
    sockets[from].write(bytes);
    while (heard[to] < said[from]) await new Promise(resolve => setImmediate(resolve));
  }
  client.destroy();
  server.destroy();
  return { pieces, handshakePieces, keyLog: Buffer.concat(keys) };
}

/** Two ends: what is written to one can be read from the other. */
function wire(onBytes: (from: Peer, bytes: Buffer) => void): [Duplex, Duplex] {
  const makeEnd = (from: Peer, other: () => Duplex): Duplex =>
    new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        onBytes(from, chunk);
        other().push(chunk);
        done();
      },
    });
  const client: Duplex = makeEnd('client', () => server);
  const server: Duplex = makeEnd('server', () => client);
  return [client, server];
}
