// HEP over UDP: one frame a datagram. The receive buffer is as large as the system allows, and what the kernel throws away all the same
// is read from its own counters.

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { HepUrl } from '../hep/hep-url.ts';
import type { Problem } from '../model/live.ts';
import { listenError, unmapped } from './hep-listener-address.ts';
import { udpDrops } from './hep-listener-drops.ts';
import type { HepGate, HepServer } from './hep-listener-gate.ts';

/** Asked for; the system gives what net.core.rmem_max allows. */
const RECEIVE_BUFFER_BYTES = 16 * 1024 * 1024;

export async function openHepUdpServer(url: HepUrl, gate: HepGate): Promise<HepServer> {
  const socket = createSocket({ type: isIPv6(url.host) ? 'udp6' : 'udp4' });
  await new Promise<void>((resolve, reject) => {
    const onError = (error: Error): void => {
      socket.close();
      reject(listenError(url, error));
    };
    socket.once('error', onError);
    socket.bind({ port: url.port, address: url.host, exclusive: true }, () => {
      socket.off('error', onError);
      resolve();
    });
  });
  return new HepUdpServer(socket, gate);
}

class HepUdpServer implements HepServer {
  readonly port: number;
  problem: Problem | undefined = undefined;
  private readonly socket: Socket;
  private readonly isIpv6: boolean;
  private lastDrops: number | undefined;
  private isClosed = false;

  constructor(socket: Socket, gate: HepGate) {
    this.socket = socket;
    const { address, port, family } = socket.address();
    this.port = port;
    this.isIpv6 = family === 'IPv6';
    enlarge(socket);
    const local = unmapped(address);
    socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
      gate.take(bytes, 0, bytes.length, unmapped(from.address), from.port, local, port);
    });
    socket.on('error', error => {
      this.problem = {
        code: 'SIPA_HEP_SOCKET',
        message: `The HEP listener on UDP port ${port} failed: ${error.message}.`,
        hint: 'Start the recorder again.',
      };
    });
  }

  kernelDrops(): number | undefined {
    if (!this.isClosed) this.lastDrops = udpDrops(this.port, this.isIpv6) ?? this.lastDrops;
    return this.lastDrops;
  }

  /** Node reads datagrams whether anybody waits or not; the writer drops what it cannot take, and counts. */
  pause(): void {}

  resume(): void {}

  close(): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    this.kernelDrops();
    this.isClosed = true;
    return new Promise(resolve => this.socket.close(() => resolve()));
  }
}

/** Less than asked for is no error on Linux; other systems refuse, and a smaller buffer is tried. */
function enlarge(socket: Socket): void {
  for (let bytes = RECEIVE_BUFFER_BYTES; bytes >= 256 * 1024; bytes /= 2) {
    try {
      socket.setRecvBufferSize(bytes);
      return;
    } catch {
      // Too large for this system: half of it.
    }
  }
}
