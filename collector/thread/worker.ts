// The thread of one capture: a local handle behind a message port. Takes questions with ids, gives answers or refusals under the
// same id, and passes announcements on. Run as a worker it serves `parentPort`; imported, it starts nothing.

import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { openLocal } from './local.ts';
import type { CaptureHandle, CaptureSource, FromWorker, Question, ToWorker } from './protocol.ts';
import { toRefusal } from './refusal.ts';

/** What `client.ts` gives its worker to start with. */
export interface WorkerOrder {
  readonly capture: CaptureSource;
}

/** Answers questions about `handle` that come through `port`, until asked to close; then the port closes too. */
export function serveCapture(handle: CaptureHandle, port: MessagePort): void {
  const post = (message: FromWorker): void => port.postMessage(message);
  handle.onChange(change => post({ type: 'change', change }));
  port.on('message', async ({ id, question }: ToWorker) => {
    try {
      post({ type: 'answer', id, value: await ask(handle, question) });
    } catch (error) {
      const { code, message, hint } = toRefusal(error);
      post({ type: 'refusal', id, code, message, hint });
    }
    if (question.type === 'close') port.close();
  });
}

function ask(handle: CaptureHandle, question: Question): Promise<unknown> {
  switch (question.type) {
    case 'list':
      return handle.list(question.query);
    case 'call':
      return handle.call(question.leg);
    case 'call-text':
      return handle.callText(question.leg, question.parts);
    case 'message':
      return handle.message(question.index);
    case 'answer':
      return handle.ask(question.name, ...question.given);
    case 'health':
      return handle.health();
    case 'frame':
      return handle.frame(question.id);
    case 'add-keys':
      return handle.addKeys(question.text);
    case 'clear':
      return handle.clear();
    case 'end-following':
      return handle.endFollowing();
    case 'close':
      return handle.close();
    default:
      return assertNever(question);
  }
}

function assertNever(question: never): never {
  throw new Error(`a worker was asked ${JSON.stringify(question)}`);
}

function isOrder(data: unknown): data is WorkerOrder {
  return typeof data === 'object' && data !== null && 'capture' in data;
}

if (parentPort !== null && isOrder(workerData)) serveCapture(openLocal(workerData.capture), parentPort);
