#!/usr/bin/env node
// The program: arguments in, exit code out. Everything it does lives in `cli.ts` and what that calls; here is only the process.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import {
  DEFAULT_PLAN,
  defaultSpool,
  dropPrivileges,
  findRecorder,
  listEngines,
  listInterfaces,
  openInThread,
  readStatus,
  runRecord,
  standardIo,
  startRecorder,
  stopRecorder,
  sudoOwner,
} from '../collector/index.ts';
import { browserOpener, openPage } from './browser.ts';
import type { Opener } from './captures.ts';
import { makeProgram } from './cli.ts';
import { runDashboard } from './dashboard.ts';
import { makePlan } from './record-plan.ts';
import type { Recording } from './recording.ts';
import { claimSpool, releaseSpool } from './spool-claim.ts';
import { describeForTerminal } from './usage-error.ts';
import type { Millis } from './wire/types.ts';

/** When the orderly end takes longer than this, the process ends anyway. */
const END_WITHIN: Millis = 900;

/** Exit codes (INTERFACES): 2 for unusable input and wrong usage. */
const UNUSABLE = 2;

/** Bundled, this file is dist/program/main.js. */
const root = new URL(import.meta.url.endsWith('.ts') ? '../' : '../../', import.meta.url);

const io = standardIo();
const version = readVersion();

// `sipscope calls … | head` closes our output early; that is no fault.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit();
  throw error;
});

const recording: Recording = {
  defaults: { ...DEFAULT_PLAN, spool: name => defaultSpool(name, sudoOwner()) },
  start: async plan => void (await startRecorder(plan)),
  find: async spool => findRecorder(spool),
  status: async spool => readStatus(spool),
  stop: stopRecorder,
  claim: spool => claimSpool(spool),
  release: spool => releaseSpool(spool),
  interfaces: async () => ({ items: listInterfaces(), engines: await listEngines() }),
  dropPrivileges: () => dropPrivileges(),
};

const program = makeProgram(
  {
    dashboard: async (paths, { isBrowserWanted, ...options }) =>
      runDashboard(paths, options, {
        open: await captureOpener(paths),
        recording,
        uiRoot: fileURLToPath(new URL('dist/ui/', root)),
        version,
        logger: { level: 'error', stream: process.stderr },
        print: io.out,
        warn: io.error,
        show: address => {
          if (isBrowserWanted) showPage(address);
        },
        stopped: stopSignal(),
      }),
    record: request => runRecord(makePlan(request, recording.defaults), io),
    report: async (paths, options) => (await headless()).runReport(paths, options, io),
    calls: async (paths, options) => (await headless()).runCalls(paths, options, io),
    ladder: async (paths, options) => (await headless()).runLadder(paths, options, io),
    audio: async (paths, options) => (await headless()).runAudio(paths, options, io),
  },
  { version, environment: process.env, onExit: code => end(code) },
);

try {
  await program.parseAsync();
} catch (error) {
  end(exitCodeOf(error));
}
leave();

/** What reads captures in this process; a dashboard does without. */
function headless(): Promise<typeof import('../collector/headless.ts')> {
  return import('../collector/headless.ts');
}

/** Standard input is the main thread's; files are read in a thread of their own. */
async function captureOpener(paths: readonly string[]): Promise<Opener> {
  if (!paths.includes('-')) return openInThread;
  const { openLocal } = await headless();
  return source => (source.paths.includes('-') ? openLocal(source) : openInThread(source));
}

function readVersion(): string {
  const description: unknown = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  const isObject = typeof description === 'object' && description !== null;
  return isObject && 'version' in description ? String(description.version) : '';
}

function showPage(address: string): void {
  const { platform, env: environment, stdout } = process;
  const opener = browserOpener({ platform, environment, isTerminal: stdout.isTTY });
  if (opener === undefined) return;
  openPage(opener, address, error =>
    io.error(`sipscope: ${opener} cannot be started (${error.message}); open the address yourself\n`),
  );
}

/** Resolves at the first Ctrl-C (or kill); the second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    let isStopping = false;
    const onSignal = (): void => {
      if (isStopping) process.exit(130);
      isStopping = true;
      setTimeout(() => process.exit(0), END_WITHIN).unref();
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  });
}

/** Standard output may still have to be written, so this is not yet the end. */
function end(code: number): void {
  process.exitCode = code;
}

/**
 * Ends the process once everything is written. Left to itself it would end too, after V8 has taken its heap apart piece by piece, which
 * costs as much as reading 20 MB of a capture.
 */
function leave(): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

/** Tells what went wrong; a fault of ours is thrown on and ends the process with its stack. */
function exitCodeOf(error: unknown): number {
  // Commander has printed its message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : UNUSABLE;
  const told = describeForTerminal(error);
  if (told === undefined) throw error;
  io.error(told);
  return UNUSABLE;
}
