// HEP over TCP and TLS: frames back to back. Frames are gathered into chunks, so that a busy capture makes one write for many of them.
// While there is no connection they wait in the same queue; when it is full, new frames are dropped.

import { connect, isIP, type Socket } from 'node:net';
import type { HepUrl } from './hep-url.ts';
import { type HepWire, lastFrames, MAX_QUEUE_BYTES, pauseMillis, problemText } from './hep-wire.ts';
import { MAX_FRAME_BYTES } from './limits.ts';

const CHUNK_BYTES = 2 * (MAX_FRAME_BYTES + 1);
/** A silent connection is probed after so long. */
const KEEP_ALIVE_MILLIS = 30_000;

interface Chunk {
  readonly bytes: Buffer;
  used: number;
  frames: number;
}

export class HepStreamWire implements HepWire {
  isConnected = false;
  sent = 0;
  dropped = 0;
  reconnects = 0;
  waitingBytes = 0;
  problem: string | undefined = undefined;
  private socket: Socket | undefined;
  private readonly url: HepUrl;
  private readonly isInsecure: boolean;
  private readonly queueBytes: number;
  private readonly chunks: Chunk[] = [];
  private isFlushing = false;
  private attempts = 0;
  private connections = 0;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private onIdle: (() => void) | undefined;

  constructor(url: HepUrl, isInsecure = false, queueBytes: number = MAX_QUEUE_BYTES) {
    this.url = url;
    this.isInsecure = isInsecure;
    this.queueBytes = queueBytes;
    this.connect();
  }

  send(frame: Buffer, length: number): void {
    if (this.isClosed || this.waitingBytes + length > this.queueBytes) {
      this.dropped++;
      return;
    }
    let chunk = this.chunks.at(-1);
    if (chunk === undefined || chunk.used + length > chunk.bytes.length) {
      if (chunk !== undefined) this.flush();
      chunk = { bytes: Buffer.allocUnsafeSlow(CHUNK_BYTES), used: 0, frames: 0 };
      this.chunks.push(chunk);
    }
    frame.copy(chunk.bytes, chunk.used, 0, length);
    chunk.used += length;
    chunk.frames++;
    this.waitingBytes += length;
    if (this.isConnected && !this.isFlushing) {
      this.isFlushing = true;
      setImmediate(() => {
        this.isFlushing = false;
        this.flush();
      });
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.flush();
    if (this.isConnected && this.waitingBytes > 0) {
      await lastFrames(done => {
        this.onIdle = done;
      });
    }
    this.dropAll();
    const { socket } = this;
    if (socket === undefined) return;
    await lastFrames(done => {
      socket.once('close', done);
      if (this.isConnected) socket.end();
      else socket.destroy();
    });
    socket.destroy();
  }

  private connect(): void {
    const { transport, host, port } = this.url;
    const options = { host, port, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MILLIS, noDelay: true };
    const onConnect = () => this.connected();
    const socket =
      transport === 'tls'
        ? // Loaded when it is wanted: with it come the certificates of all authorities.
          process
            .getBuiltinModule('node:tls')
            .connect(
              { ...options, rejectUnauthorized: !this.isInsecure, ...(isIP(host) === 0 ? { servername: host } : {}) },
              onConnect,
            )
        : connect(options, onConnect);
    this.socket = socket;
    socket.on('error', error => {
      this.problem = problemText(error);
    });
    socket.on('close', () => this.closed(socket));
    // A HEP server says nothing; what it says is read, so that the end of the connection is noticed.
    socket.resume();
  }

  private connected(): void {
    this.isConnected = true;
    this.attempts = 0;
    this.problem = undefined;
    if (this.connections++ > 0) this.reconnects++;
    this.flush();
  }

  private closed(socket: Socket): void {
    if (this.socket !== socket) return;
    const wasConnected = this.isConnected;
    this.isConnected = false;
    this.socket = undefined;
    if (this.isClosed) return;
    if (wasConnected) this.problem ??= 'The server closed the connection.';
    this.timer = setTimeout(() => this.connect(), pauseMillis(++this.attempts));
    this.timer.unref();
  }

  private flush(): void {
    const { socket } = this;
    if (socket === undefined || !this.isConnected) return;
    for (const chunk of this.chunks.splice(0)) {
      socket.write(chunk.bytes.subarray(0, chunk.used), error => {
        this.waitingBytes = Math.max(0, this.waitingBytes - chunk.used);
        if (error === undefined || error === null) this.sent += chunk.frames;
        else this.dropped += chunk.frames;
        if (this.waitingBytes === 0) this.onIdle?.();
      });
    }
  }

  private dropAll(): void {
    for (const chunk of this.chunks.splice(0)) {
      this.dropped += chunk.frames;
      this.waitingBytes = Math.max(0, this.waitingBytes - chunk.used);
    }
  }
}
