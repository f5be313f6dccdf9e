// A capture in its own worker thread behind a CaptureHandle. Takes a source, starts the thread, gives each question an id and
// matches the answers. A thread that dies becomes a failed capture with a reason, never a question that hangs.

import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Answer, AnswerArguments, AnswerName } from '../model/answers.ts';
import type {
  CallDetail,
  CallPart,
  CaptureHealth,
  CaptureProgress,
  FrameDetail,
  ListAnswer,
  ListQuery,
  MessageDetail,
} from '../model/report.ts';
import type { Millis } from '../model/time.ts';
import { NOTHING_READ } from './nothing-read.ts';
import type { CaptureChange, CaptureHandle, CaptureSource, FromWorker, Question, ToWorker } from './protocol.ts';
import { closedRefusal, plainRefusal, Refusal } from './refusal.ts';

/** Heap of one capture's thread. Columns and kept bytes lie outside it, so this is a backstop, not a budget. */
const HEAP_MEGABYTES = 4096;
/** How long a thread may take to close by itself before it is ended. */
const CLOSE_WITHIN: Millis = 500;

/** Opens a capture in a thread of its own. Reading starts at once; an unusable source shows as progress `failed`. */
export function openInThread(
  source: CaptureSource,
  spawn: (source: CaptureSource) => Worker = spawnWorker,
): CaptureHandle {
  return new ThreadCapture(source, spawn(source));
}

function spawnWorker(source: CaptureSource): Worker {
  // The worker is this file's neighbour in the same form: compiled beside compiled, source beside source.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./worker.${extension}`, import.meta.url), {
    name: `capture ${source.id}`,
    workerData: { capture: source },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Refusal) => void;
}

class ThreadCapture implements CaptureHandle {
  readonly id: string;
  readonly paths: readonly string[];
  readonly #worker: Worker;
  readonly #pendingById = new Map<number, Pending>();
  readonly #listeners = new Set<(change: CaptureChange) => void>();
  #progress: CaptureProgress = NOTHING_READ;
  #lastId = 0;
  /** Why there is nobody to ask any more. */
  #gone: Refusal | undefined;
  #closing: Promise<void> | undefined;

  constructor(source: CaptureSource, worker: Worker) {
    this.id = source.id;
    this.paths = source.paths;
    this.#worker = worker;
    worker.on('message', (message: FromWorker) => this.#onMessage(message));
    worker.on('error', error => this.#onGone(crashRefusal(source, error)));
    worker.on('messageerror', error => this.#onGone(crashRefusal(source, error)));
    worker.on('exit', code => this.#onGone(crashRefusal(source, new Error(`its thread ended with code ${code}`))));
  }

  progress(): CaptureProgress {
    return this.#progress;
  }

  list(query: ListQuery): Promise<ListAnswer> {
    return this.#ask<ListAnswer>({ type: 'list', query });
  }

  call(leg: number): Promise<CallDetail | undefined> {
    return this.#ask<CallDetail | undefined>({ type: 'call', leg });
  }

  callText(leg: number, parts?: readonly CallPart[]): Promise<string | undefined> {
    return this.#ask<string | undefined>({ type: 'call-text', leg, ...(parts && { parts }) });
  }

  message(index: number): Promise<MessageDetail | undefined> {
    return this.#ask<MessageDetail | undefined>({ type: 'message', index });
  }

  ask<Name extends AnswerName>(name: Name, ...given: AnswerArguments<Name>): Promise<Answer<Name>> {
    return this.#ask<Answer<Name>>({ type: 'answer', name, given });
  }

  health(): Promise<CaptureHealth> {
    return this.#ask<CaptureHealth>({ type: 'health' });
  }

  frame(id: string): Promise<FrameDetail | undefined> {
    return this.#ask<FrameDetail | undefined>({ type: 'frame', id });
  }

  addKeys(text: string): Promise<number> {
    return this.#ask<number>({ type: 'add-keys', text });
  }

  clear(): Promise<void> {
    return this.#ask<void>({ type: 'clear' });
  }

  endFollowing(): Promise<void> {
    return this.#ask<void>({ type: 'end-following' });
  }

  onChange(listener: (change: CaptureChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    this.#closing ??= this.#shut();
    return this.#closing;
  }

  #ask<Answer>(question: Question): Promise<Answer> {
    const refusal = this.#gone ?? (this.#closing === undefined ? undefined : closedRefusal(this.id));
    if (refusal !== undefined) return Promise.reject(refusal);
    return this.#post<Answer>(question);
  }

  #post<Answer>(question: Question): Promise<Answer> {
    this.#lastId += 1;
    const message: ToWorker = { type: 'ask', id: this.#lastId, question };
    return new Promise<Answer>((resolve, reject) => {
      // The worker pairs each question's type with its answer's type; both ends are built from the same files.
      this.#pendingById.set(message.id, { resolve: value => resolve(value as Answer), reject });
      this.#worker.postMessage(message);
    });
  }

  #onMessage(message: FromWorker): void {
    switch (message.type) {
      case 'change':
        this.#announce(message.change);
        break;
      case 'answer':
        this.#take(message.id)?.resolve(message.value);
        break;
      case 'refusal':
        this.#take(message.id)?.reject(new Refusal(message.code, message.message, message.hint));
        break;
      default:
        assertNever(message);
    }
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pendingById.get(id);
    this.#pendingById.delete(id);
    return pending;
  }

  #announce(change: CaptureChange): void {
    this.#progress = change.progress;
    if (this.#closing !== undefined) return;
    for (const listener of this.#listeners) listener(change);
  }

  /** The first reason stands: `exit` always follows `error`. */
  #onGone(reason: Refusal): void {
    if (this.#gone !== undefined) return;
    this.#gone = this.#closing === undefined ? reason : closedRefusal(this.id);
    for (const pending of this.#pendingById.values()) pending.reject(this.#gone);
    this.#pendingById.clear();
    if (this.#closing !== undefined) return;
    this.#announce({ progress: { ...this.#progress, state: 'failed', error: plainRefusal(reason) }, legs: [] });
  }

  async #shut(): Promise<void> {
    this.#listeners.clear();
    if (this.#gone !== undefined) return;
    const closed = this.#post<void>({ type: 'close' });
    // A thread that is gone needs no closing, and one that is too busy to answer is ended.
    await Promise.race([closed.catch(() => undefined), setTimeout(CLOSE_WITHIN, undefined, { ref: false })]);
    await this.#worker.terminate();
  }
}

function crashRefusal(source: CaptureSource, error: Error): Refusal {
  const files = source.paths.join(', ');
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new Refusal(
      'SIPA_OUT_OF_MEMORY',
      `Reading ${files} stopped: the capture needs more than ${HEAP_MEGABYTES} MB of heap.`,
      'Split the capture, for example with "editcap -c 5000000 IN OUT", and open the parts one at a time.',
      error,
    );
  }
  return new Refusal(
    'SIPA_CAPTURE_CRASHED',
    `Reading ${files} stopped: ${error.message}`,
    'This is a fault of sipscope. Please report it, with the capture when you may share it.',
    error,
  );
}

function assertNever(message: never): never {
  throw new Error(`a worker said ${JSON.stringify(message)}`);
}
