// Where the server listens. Takes a built app and what the user asked for; gives the port it got, or says why it got none.

import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { UsageError } from './usage-error.ts';

export const DEFAULT_PORT = 8060;
/** How many ports after the default one are tried when nobody asked for a certain one. */
const MORE_PORTS = 20;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** The user asked for this very port: another one is no answer. */
  readonly isPortGiven: boolean;
}

/** The port that was got. Throws UsageError when the address cannot be had. */
export async function listen(app: FastifyInstance, options: ListenOptions): Promise<number> {
  const { host, port, isPortGiven } = options;
  const last = isPortGiven ? port : Math.min(port + MORE_PORTS, 65_535);
  for (let at = port; ; at++) {
    try {
      await app.listen({ host, port: at });
      return boundPort(app) ?? at;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'EADDRINUSE' || at === last) throw listenError(error, host, port, last);
    }
  }
}

function boundPort(app: FastifyInstance): number | undefined {
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : undefined;
}

function listenError(error: unknown, host: string, port: number, last: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE': {
      const ports = last === port ? `port ${port} is` : `the ports ${port} to ${last} are`;
      return new UsageError(`${ports} in use on ${host}`, 'Stop what listens there, or choose another: --port 9000.');
    }
    case 'EACCES':
      return new UsageError(`port ${port} needs privileges`, 'Choose one above 1023: --port 8060.');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UsageError(
        `${host} is no address of this host`,
        'Choose one it has, or leave --host out for 127.0.0.1.',
      );
    default:
      return error;
  }
}

/** True when only this host can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** The address to put into a browser on this host. */
export function pageAddress(host: string, port: number, filter: string): string {
  const isAny = host === '0.0.0.0' || host === '::';
  const name = isAny ? '127.0.0.1' : isIP(host) === 6 ? `[${host}]` : host;
  const path = filter === '' ? '/' : `/calls?${new URLSearchParams({ filter })}`;
  return `http://${name}:${port}${path}`;
}
