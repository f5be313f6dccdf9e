// The command without a name: opens captures in the dashboard and serves it until asked to stop.
// Takes what the command line says; prints the address; gives the exit code.

import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { FastifyServerOptions } from 'fastify';
import { Captures, type Opener } from './captures.ts';
import { isLoopback, listen, pageAddress } from './listen.ts';
import { describeForTerminal } from './usage-error.ts';
import type { CaptureProgress, Millis } from './wire/types.ts';

/** A file that cannot be opened says so within this time; a pipe may stay silent for longer and is served meanwhile. */
const OPENED_WITHIN: Millis = 2000;

export interface DashboardOptions {
  readonly host: string;
  readonly port: number;
  readonly isPortGiven: boolean;
  /** Filter with which the page starts. */
  readonly filter: string;
  /** Largest upload, in bytes. */
  readonly uploadLimit: number;
}

/** What the dashboard needs of the world. */
export interface DashboardIo {
  readonly open: Opener;
  readonly uiRoot: string;
  readonly version: string;
  readonly logger?: FastifyServerOptions['logger'];
  /** To standard output and standard error; whole lines. */
  readonly print: (text: string) => void;
  readonly warn: (text: string) => void;
  /** Shows the page to the user, when there is a browser. */
  readonly show: (address: string) => void;
  /** Resolves when the user wants it to end. */
  readonly stopped: Promise<void>;
}

/** 0 after an orderly end, 2 when the captures cannot be opened. Throws UsageError when there is no port to be had. */
export async function runDashboard(
  paths: readonly string[],
  options: DashboardOptions,
  io: DashboardIo,
): Promise<number> {
  const captures = new Captures(io.open);
  // Reading starts before the server is even loaded: both take a while, and the rows should be there when the page is.
  const opening = paths.length === 0 ? undefined : captures.openFiles(paths).health();
  const refusal = Promise.race([reasonOf(opening), setTimeout(OPENED_WITHIN, undefined, { ref: false })]);
  const hostNames = isLoopback(options.host) ? [] : [options.host, hostname()];
  const { uploadLimit } = options;
  const { uiRoot, version, logger } = io;
  const { buildApp } = await import('./app.ts');
  const app = await buildApp({ captures, uiRoot, version, logger, hostNames, uploadLimit });
  try {
    const refused = describeForTerminal(await refusal);
    if (refused !== undefined) {
      io.warn(refused);
      return 2;
    }
    const port = await listen(app, options);
    announce(captures, options, port, io);
    await io.stopped;
    return 0;
  } finally {
    await app.close();
  }
}

/** Undefined when it went well; else what was thrown. */
async function reasonOf(opening: Promise<unknown> | undefined): Promise<unknown> {
  try {
    await opening;
    return undefined;
  } catch (error) {
    return error;
  }
}

function announce(captures: Captures, options: DashboardOptions, port: number, io: DashboardIo): void {
  const { host, filter } = options;
  if (port !== options.port && options.port !== 0)
    io.warn(`sipscope: port ${options.port} is in use, so it is ${port} now\n`);
  if (!isLoopback(host)) {
    io.warn(
      `sipscope: warning: whoever can reach ${host}:${port} can read these captures; there is no login yet\n` +
        `  Safer: leave --host out and tunnel with ssh -L ${port}:127.0.0.1:${port} HOST.\n`,
    );
  }
  const address = pageAddress(host, port, filter);
  const names = captures.infos().map(info => info.name);
  io.print(
    `sipscope: dashboard at ${address} (${names.length === 0 ? 'no capture yet: drop one on the page' : names.join(', ')})\n`,
  );
  warnOfFailures(captures, io);
  io.show(address);
}

/** A file of the command line that breaks later shows on the page; the terminal is told too, once. */
function warnOfFailures(captures: Captures, io: DashboardIo): void {
  const untold = new Set(captures.infos().map(info => info.id));
  const tell = (id: string, { error }: CaptureProgress): void => {
    if (error === undefined || !untold.delete(id)) return;
    io.warn(`sipscope: ${error.message}\n  ${error.hint}\n`);
  };
  for (const { id, progress } of captures.infos()) tell(id, progress);
  captures.listen({ onChange: (id, change) => tell(id, change.progress), onList: () => undefined });
}
