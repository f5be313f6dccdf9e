// The command without a name, `live` and `serve`: opens captures in the dashboard, starts what is to be recorded, and serves it all
// until asked to stop. Takes what the command line says; prints what it does and the address; gives the exit code.

import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FastifyServerOptions } from 'fastify';
import type { ReadingOptions } from '../collector/index.ts';
import { Captures, type Opener } from './captures.ts';
import { isLoopback, listen, pageAddress } from './listen.ts';
import { LiveCaptures } from './live-captures.ts';
import { LiveControl } from './live-control.ts';
import { NO_RECORD_DEFAULTS, type RecordDefaults } from './live-request.ts';
import { makePlan, type RecordRequest } from './record-plan.ts';
import type { Recording } from './recording.ts';
import { liveLines, warnOfProblems } from './terminal-lines.ts';
import { describeForTerminal } from './usage-error.ts';
import type { Millis } from './wire/types.ts';

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
  /** Pages of other hosts may start captures too. */
  readonly allowRemoteCapture: boolean;
  /** Recorders go on when the dashboard ends. */
  readonly keepRecording: boolean;
  /** How everything is read. */
  readonly reading: ReadingOptions;
  /** The files grow. */
  readonly follow?: boolean;
  /** What to record from the start. */
  readonly record?: RecordRequest;
  /** The spool of somebody else's recorder. */
  readonly spool?: string;
  /** What holds for captures that the page starts; that of `record` when there is one. */
  readonly recordDefaults?: RecordDefaults;
}

/** What the dashboard needs of the world. */
export interface DashboardIo {
  readonly open: Opener;
  readonly recording: Recording;
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
  const captures = new Captures(io.open, options.reading);
  const live = new LiveCaptures(captures, io.recording);
  // Reading starts before the server is even loaded: both take a while, and the rows should be there when the page is.
  const opening = paths.length === 0 ? undefined : captures.openFiles(paths, options.follow).health();
  const refusal = Promise.race([reasonOf(opening), setTimeout(OPENED_WITHIN, undefined, { ref: false })]);
  const recording = reasonOf(startRecording(live, options, io));
  const { buildApp } = await import('./app.ts');
  const app = await buildApp({ ...appOptions(options, io), captures, live: liveControl(live, options, io) });
  try {
    const problem = (await recording) ?? (await refusal);
    if (problem !== undefined) {
      const told = describeForTerminal(problem);
      if (told === undefined) throw problem;
      io.warn(told);
      return 2;
    }
    const port = await listen(app, options);
    announce(captures, options, port, io);
    await io.stopped;
    return 0;
  } finally {
    const [problems] = await Promise.all([live.end(options.keepRecording), app.close()]);
    for (const problem of problems) io.warn(describeForTerminal(problem) ?? `sipscope: ${problem}\n`);
  }
}

function appOptions(options: DashboardOptions, io: DashboardIo) {
  const { host, uploadLimit } = options;
  const { uiRoot, version, logger } = io;
  const hostNames = isLoopback(host) ? [] : [host, hostname()];
  return { uiRoot, version, logger, hostNames, uploadLimit };
}

function liveControl(live: LiveCaptures, options: DashboardOptions, io: DashboardIo): LiveControl {
  const { recordDefaults = NO_RECORD_DEFAULTS, record, host, allowRemoteCapture } = options;
  const { spool: _spool, interfaces: _interfaces, hep: _hep, filter: _filter, ...asRecorded } = record ?? {};
  const defaults = { ...recordDefaults, ...asRecorded };
  const isStartAllowed = isLoopback(host) || allowRemoteCapture;
  return new LiveControl({ live, recording: io.recording, defaults, isStartAllowed });
}

/** Starts the recorder of the command line, or opens the spool of another; then root is not needed any more. */
async function startRecording(live: LiveCaptures, options: DashboardOptions, io: DashboardIo): Promise<void> {
  const { record, spool } = options;
  if (record !== undefined) {
    const plan = makePlan(record, io.recording.defaults);
    const started = await live.start(plan);
    io.recording.dropPrivileges();
    io.print(liveLines(plan, started));
  } else if (spool !== undefined) {
    await live.watch(resolve(spool));
    io.recording.dropPrivileges();
  }
}

/** Undefined when it went well; else what was thrown. */
async function reasonOf(work: Promise<unknown> | undefined): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error;
  }
}

function announce(captures: Captures, options: DashboardOptions, port: number, io: DashboardIo): void {
  const { host, filter, allowRemoteCapture } = options;
  if (port !== options.port && options.port !== 0)
    io.warn(`sipscope: port ${options.port} is in use, so it is ${port} now\n`);
  if (!isLoopback(host)) {
    const deed = allowRemoteCapture ? 'read these captures and record what passes this host' : 'read these captures';
    io.warn(
      `sipscope: warning: whoever can reach ${host}:${port} can ${deed}; there is no login yet\n` +
        `  Safer: leave --host out and tunnel with ssh -L ${port}:127.0.0.1:${port} HOST.\n`,
    );
  }
  const address = pageAddress(host, port, filter);
  const names = captures.infos().map(info => info.name);
  io.print(
    `sipscope: dashboard at ${address} (${names.length === 0 ? 'no capture yet: drop one on the page' : names.join(', ')})\n`,
  );
  warnOfProblems(captures, io.warn);
  io.show(address);
}
