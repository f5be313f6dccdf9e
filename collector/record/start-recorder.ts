// Starts a recorder as a process that outlives us, finds the one that works in a spool, and ends it.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RecorderStatus, RecordPlan } from '../model/live.ts';
import type { Millis } from '../model/time.ts';
import { COMMAND_VARIABLE, ownCommand } from './privileges.ts';
import { RecordError } from './record-error.ts';
import { recorderEntry } from './recorder-entry.ts';
import { lockHolder, readStatus } from './recorder-files.ts';
import type { PlanMessage, StartMessage } from './recorder-process.ts';

/** Opening a device with a large buffer, looking up names in a filter. */
const START_WITHIN: Millis = 30_000;
/** Taking what was captured, writing it, the last statistics; a disk that is full costs 5 s more. */
const STOP_WITHIN: Millis = 10_000;
const LOOK_EVERY: Millis = 20;

export interface RecorderHandle {
  readonly pid: number;
  readonly spool: string;
  /** What it said when it began. */
  readonly status: RecorderStatus;
}

export interface StartOptions {
  /** Standard: where the program is that belongs to this one. */
  readonly entry?: URL;
}

/** Resolves when everything is open and the first segment is there. Rejects with an Error with `code`, `hint`, `position`, `length`. */
export function startRecorder(plan: RecordPlan, options: StartOptions = {}): Promise<RecorderHandle> {
  return new Promise((resolve, reject) => {
    const entry = fileURLToPath(options.entry ?? recorderEntry());
    // A session of its own: neither Ctrl-C on our terminal nor its end reaches it.
    const env = { ...process.env, [COMMAND_VARIABLE]: ownCommand() };
    const child = spawn(process.execPath, [entry], {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env,
    });
    const overdue = setTimeout(() => {
      child.kill('SIGKILL');
      finish(() => reject(died('did not begin in time')));
    }, START_WITHIN);
    const finish = (tell: () => void): void => {
      clearTimeout(overdue);
      child.removeAllListeners();
      // Errors after this are nobody's.
      child.on('error', () => undefined);
      if (child.connected) child.disconnect();
      child.unref();
      tell();
    };
    child.once('error', error => finish(() => reject(died(`cannot be started: ${error.message}`))));
    child.once('exit', (code, signal) => finish(() => reject(died(`ended with ${signal ?? `code ${code}`}`))));
    child.once('message', (message: StartMessage) => {
      finish(() => {
        if (message.type === 'ready') resolve({ pid: message.status.pid, spool: plan.spool, status: message.status });
        else reject(refusal(message));
      });
    });
    const order: PlanMessage = { type: 'plan', plan };
    child.send(order, error => {
      // It died before it could read: `exit` tells.
      if (error !== null) child.kill();
    });
  });
}

/** What the recorder says that works in this spool; undefined when none does. */
export function findRecorder(spool: string): RecorderStatus | undefined {
  const holder = lockHolder(spool);
  if (holder === undefined) return undefined;
  const status = readStatus(spool);
  // One that begins just now has not said anything yet; what an earlier one said is not its word.
  return status?.pid === holder.pid ? status : undefined;
}

/** Ends the recorder of this spool in order, and waits for it. Does nothing when there is none. */
export async function stopRecorder(spool: string): Promise<void> {
  const holder = lockHolder(spool);
  if (holder === undefined) return;
  signal(holder.pid, 'SIGTERM');
  const until = performance.now() + STOP_WITHIN;
  while (lockHolder(spool)?.pid === holder.pid) {
    if (performance.now() > until) {
      signal(holder.pid, 'SIGKILL');
      return;
    }
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY));
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPERM') {
      throw new RecordError(
        'SIPA_NO_RIGHTS',
        `The recorder (process ${pid}) belongs to another user and cannot be ended.`,
        `Run: sudo kill ${pid}`,
      );
    }
    // Gone already.
  }
}

function refusal({ problem }: Extract<StartMessage, { type: 'problem' }>): RecordError {
  const { code, message, hint, position, length } = problem;
  const place = position === undefined || length === undefined ? undefined : { position, length };
  return new RecordError(code, message, hint, place);
}

function died(how: string): RecordError {
  return new RecordError('SIPA_RECORDER_DIED', `The recorder ${how}.`, 'Run "sipscope record" to see what it says.');
}
