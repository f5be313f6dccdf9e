// HEP over TCP and TLS: frames back to back on each connection. A writer that is behind makes the sockets wait, so that the senders do;
// nothing is dropped. Connections are bounded in number, idle time and bytes (one unfinished frame each).

import { readFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { HepFramer } from '../hep/framer.ts';
import { HepError } from '../hep/hep-url.ts';
import type { Problem } from '../model/live.ts';
import type { HepListenerOptions } from './hep-listener.ts';
import { listenError, unmapped } from './hep-listener-address.ts';
import type { HepGate, HepServer } from './hep-listener-gate.ts';

/** Each holds at most one unfinished frame (64 KiB) and what Node reads at a time (64 KiB). */
export const MAX_CONNECTIONS = 512;
/** A connection that sends nothing for so long is closed: agents keep theirs open, with a keep-alive every few minutes at most. */
export const IDLE_MILLIS = 30 * 60_000;
/** The same while a frame is unfinished. */
export const UNFINISHED_MILLIS = 60_000;
/** A TLS handshake that takes longer is none. */
const HANDSHAKE_MILLIS = 15_000;
/** How often idle connections are looked for. */
const SWEEP_MILLIS = 15_000;

export async function openHepStreamServer(options: HepListenerOptions, gate: HepGate): Promise<HepServer> {
  const { url } = options;
  const server = url.transport === 'tls' ? openTls(options) : createServer();
  await new Promise<void>((resolve, reject) => {
    const onError = (error: Error): void => reject(listenError(url, error));
    server.once('error', onError);
    server.listen({ port: url.port, host: url.host, exclusive: true }, () => {
      server.off('error', onError);
      resolve();
    });
  });
  return new HepStreamServer(server, url.transport === 'tls', gate);
}

interface Connection {
  readonly socket: Socket;
  readonly framer: HepFramer;
  heardAt: number;
}

export class HepStreamServer implements HepServer {
  readonly port: number;
  problem: Problem | undefined = undefined;
  private readonly server: Server;
  private readonly gate: HepGate;
  private readonly connections = new Set<Connection>();
  private readonly sweeper: NodeJS.Timeout;
  /** Of TLS too, from before the handshake. */
  private readonly sockets = new Set<Socket>();
  private isPaused = false;

  constructor(server: Server, isTls: boolean, gate: HepGate) {
    this.server = server;
    this.gate = gate;
    const address = server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : 0;
    server.on('connection', socket => this.count(socket));
    server.on(isTls ? 'secureConnection' : 'connection', (socket: Socket) => {
      if (!socket.destroyed) this.accept(socket);
    });
    server.on('error', error => {
      this.problem = {
        code: 'SIPA_HEP_SOCKET',
        message: `The HEP listener on port ${this.port} failed: ${error.message}.`,
        hint: 'Start the recorder again.',
      };
    });
    this.sweeper = setInterval(() => this.sweep(), SWEEP_MILLIS);
    this.sweeper.unref();
  }

  /** TCP loses nothing in the kernel. */
  kernelDrops(): number | undefined {
    return undefined;
  }

  pause(): void {
    this.isPaused = true;
    for (const { socket } of this.connections) socket.pause();
  }

  resume(): void {
    this.isPaused = false;
    const now = performance.now();
    for (const connection of this.connections) {
      // It was us who did not listen.
      connection.heardAt = now;
      connection.socket.resume();
    }
  }

  close(): Promise<void> {
    clearInterval(this.sweeper);
    return new Promise(resolve => {
      this.server.close(() => resolve());
      for (const socket of this.sockets) socket.destroy();
    });
  }

  private count(socket: Socket): void {
    if (this.sockets.size >= MAX_CONNECTIONS) {
      this.gate.refuse('HEP connection limit');
      socket.destroy();
      return;
    }
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
  }

  private accept(socket: Socket): void {
    const remoteAddress = unmapped(socket.remoteAddress ?? '0.0.0.0');
    const remotePort = socket.remotePort ?? 0;
    const localAddress = unmapped(socket.localAddress ?? '0.0.0.0');
    const framer = new HepFramer((bytes, start, end) =>
      this.gate.take(bytes, start, end, remoteAddress, remotePort, localAddress, this.port),
    );
    const connection: Connection = { socket, framer, heardAt: performance.now() };
    this.connections.add(connection);
    socket.on('data', (bytes: Buffer) => {
      connection.heardAt = performance.now();
      const before = framer.resyncs;
      framer.push(bytes, 0, bytes.length);
      if (framer.resyncs > before) this.gate.refuse('malformed HEP', framer.resyncs - before);
    });
    // A reset ends a connection like any other end; what it cut is counted there.
    socket.on('error', () => {});
    socket.once('close', () => {
      this.connections.delete(connection);
      if (framer.waitingBytes > 0) this.gate.refuse('malformed HEP');
      framer.finish();
    });
    if (this.isPaused) socket.pause();
  }

  private sweep(): void {
    if (this.isPaused) return;
    const now = performance.now();
    for (const { socket, framer, heardAt } of this.connections) {
      if (socket.destroyed || now - heardAt <= (framer.waitingBytes > 0 ? UNFINISHED_MILLIS : IDLE_MILLIS)) continue;
      this.gate.refuse('HEP idle connection');
      socket.destroy();
    }
  }
}

function openTls({ certificate, privateKey }: HepListenerOptions): Server {
  if (certificate === undefined || privateKey === undefined) {
    throw new HepError(
      'SIPA_HEP_CERTIFICATE',
      'A HEP listener for TLS needs a certificate and its private key.',
      'Name the PEM files with --hep-certificate FILE and --hep-private-key FILE.',
    );
  }
  const cert = readPem(certificate);
  const key = readPem(privateKey);
  try {
    // Loaded when it is wanted: with it come the certificates of all authorities.
    return process.getBuiltinModule('node:tls').createServer({ cert, key, handshakeTimeout: HANDSHAKE_MILLIS });
  } catch (error) {
    throw new HepError(
      'SIPA_HEP_CERTIFICATE',
      `${certificate} and ${privateKey} are no certificate and its private key${error instanceof Error ? ` (${error.message})` : ''}.`,
      'Both are PEM files, the key without a passphrase, and belong together.',
      error,
    );
  }
}

function readPem(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new HepError(
      'SIPA_HEP_CERTIFICATE',
      `The file ${path} of the HEP listener cannot be read.`,
      'Check the path, and that this user may read it.',
      error,
    );
  }
}
