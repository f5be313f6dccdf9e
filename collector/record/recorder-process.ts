// The recorder as a process of its own. Gets its plan by IPC (or as JSON on the command line), tells by IPC that it records or why
// not, and then needs nobody: it goes on when its parent is gone, and ends in order at SIGTERM or SIGINT, at once at the second one.

import { readFileSync } from 'node:fs';
import type { Problem, RecorderStatus, RecordPlan } from '../model/live.ts';
import { raisePriority } from './live-process.ts';
import { toProblem } from './record-error.ts';
import { Recorder } from './recorder.ts';
import { writeStatus } from './recorder-files.ts';

/** Parent to recorder. */
export interface PlanMessage {
  readonly type: 'plan';
  readonly plan: RecordPlan;
}

/** Recorder to parent: the one or the other, once. */
export type StartMessage =
  | { readonly type: 'ready'; readonly status: RecorderStatus }
  | { readonly type: 'problem'; readonly problem: StartProblem };

/** Of a filter: where it is wrong. */
export interface StartProblem extends Problem {
  readonly position?: number;
  readonly length?: number;
}

const FAILED = 2;
const STOPPED = 0;

export async function runRecorderProcess(entry: URL): Promise<void> {
  // The terminal that started it may close.
  process.on('SIGHUP', () => undefined);
  // The parent may die.
  process.on('disconnect', () => undefined);
  raisePriority();
  const plan = await takePlan();
  let recorder: Recorder;
  try {
    recorder = await Recorder.start(plan, { entry });
  } catch (error) {
    const problem = startProblem(error);
    if (process.send === undefined) process.stderr.write(`sipscope: ${problem.message}\n  ${problem.hint}\n`);
    await tell({ type: 'problem', problem });
    process.exit(FAILED);
  }
  endOnSignals(recorder);
  failOnFault(recorder);
  await tell({ type: 'ready', status: recorder.status() });
  if (process.connected) process.disconnect();
}

/** By IPC, so that the secret is not in the list of processes; or a file named on the command line, for service managers. */
function takePlan(): Promise<RecordPlan> {
  const path = process.argv[2];
  if (path !== undefined) return Promise.resolve(JSON.parse(readFileSync(path, 'utf8')) as RecordPlan);
  return new Promise(resolve => {
    process.once('message', (message: PlanMessage) => resolve(message.plan));
  });
}

function tell(message: StartMessage): Promise<void> {
  return new Promise(resolve => {
    if (process.send === undefined || !process.connected) resolve();
    // The parent may die in this moment; the recording goes on without it.
    else process.send(message, undefined, {}, () => resolve());
  });
}

export function startProblem(error: unknown): StartProblem {
  const place =
    error instanceof Error && 'position' in error && 'length' in error
      ? { position: error.position, length: error.length }
      : {};
  return {
    ...toProblem(error),
    ...(typeof place.position === 'number' ? { position: place.position } : {}),
    ...(typeof place.length === 'number' ? { length: place.length } : {}),
  };
}

function endOnSignals(recorder: Recorder): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) process.exit(STOPPED);
    isEnding = true;
    void recorder.stop().then(() => process.exit(STOPPED));
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}

/** A fault of ours ends the recording, and says so where people look. */
function failOnFault(recorder: Recorder): void {
  const fail = (error: unknown): void => {
    const status: RecorderStatus = { ...recorder.status(), state: 'failed', problem: toProblem(error) };
    void writeStatus(status.plan.spool, status)
      .catch(() => undefined)
      .finally(() => process.exit(FAILED));
  };
  process.once('uncaughtException', fail).once('unhandledRejection', fail);
}
