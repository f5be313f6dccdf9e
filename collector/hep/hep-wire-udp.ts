// HEP over UDP: one frame a datagram. The name of the server is looked up once, by connecting the socket; a datagram that the system
// cannot take any more is dropped, and so is what the far end refuses (ICMP port unreachable), which only a connected socket is told.

import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns';
import type { HepUrl } from './hep-url.ts';
import { type HepWire, lastFrames, MAX_QUEUE_BYTES, pauseMillis, problemText } from './hep-wire.ts';

/** A datagram of IPv4 carries no more: 65535 less the headers of IP and UDP. */
const MAX_DATAGRAM_BYTES = 65_507;

export class HepUdpWire implements HepWire {
  isConnected = false;
  sent = 0;
  dropped = 0;
  reconnects = 0;
  waitingBytes = 0;
  problem: string | undefined = undefined;
  private socket: Socket | undefined;
  private readonly waiting: Buffer[] = [];
  private readonly url: HepUrl;
  private readonly queueBytes: number;
  private attempts = 0;
  private connections = 0;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private onIdle: (() => void) | undefined;

  constructor(url: HepUrl, queueBytes: number = MAX_QUEUE_BYTES) {
    this.url = url;
    this.queueBytes = queueBytes;
    this.connect();
  }

  send(frame: Buffer, length: number): void {
    if (this.isClosed || length > MAX_DATAGRAM_BYTES || this.waitingBytes + length > this.queueBytes) {
      this.dropped++;
      return;
    }
    const copy = Buffer.allocUnsafe(length);
    frame.copy(copy, 0, 0, length);
    this.waitingBytes += length;
    if (this.isConnected) this.transmit(copy);
    else this.waiting.push(copy);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    if (this.isConnected && this.waitingBytes > 0) {
      await lastFrames(done => {
        this.onIdle = done;
      });
    }
    this.dropped += this.waiting.length;
    this.waiting.length = 0;
    this.waitingBytes = 0;
    const { socket } = this;
    this.socket = undefined;
    this.isConnected = false;
    if (socket !== undefined) await new Promise<void>(resolve => socket.close(() => resolve()));
  }

  private connect(): void {
    const { host, port } = this.url;
    lookup(host, (failure, address, family) => {
      if (this.isClosed) return;
      if (failure !== null) {
        this.retry(failure);
        return;
      }
      const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
      this.socket = socket;
      socket.on('error', error => this.lose(socket, error));
      socket.connect(port, address, () => this.connected());
    });
  }

  private connected(): void {
    if (this.isClosed) return;
    this.isConnected = true;
    this.attempts = 0;
    if (this.connections++ > 0) this.reconnects++;
    for (const frame of this.waiting.splice(0)) this.transmit(frame);
  }

  private transmit(frame: Buffer): void {
    this.socket?.send(frame, error => {
      this.waitingBytes = Math.max(0, this.waitingBytes - frame.length);
      if (error === null) {
        this.sent++;
        this.problem = undefined;
      } else {
        // Nobody listens there at the moment, or the network is down. The socket stays good.
        this.dropped++;
        this.problem = problemText(error);
      }
      if (this.waitingBytes === 0) this.onIdle?.();
    });
  }

  /** An error of the socket itself: an ICMP error that came between two frames is told so too. */
  private lose(socket: Socket, error: Error): void {
    this.problem = problemText(error);
    if (this.isConnected || this.isClosed || this.socket !== socket) return;
    this.socket = undefined;
    socket.close();
    this.retry(error);
  }

  private retry(error: Error): void {
    this.problem = problemText(error);
    this.timer = setTimeout(() => this.connect(), pauseMillis(++this.attempts));
    this.timer.unref();
  }
}
