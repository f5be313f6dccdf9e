// The program of the recorder, of its capture processes, and of the writing thread in those: dist/program/recorder.js.

import { isMainThread } from 'node:worker_threads';
import { CAPTURE_ARGUMENT } from './capture-program.ts';
import { type LiveOrder, ringOfWorker, runLiveProcess, runRingWriter } from './live-process.ts';
import { runRecorderProcess } from './recorder-process.ts';

const entry = new URL(import.meta.url);

if (!isMainThread) {
  const memory = ringOfWorker();
  if (memory !== undefined) runRingWriter(memory);
} else if (process.argv[2] === CAPTURE_ARGUMENT) {
  // Written by capture-program.ts.
  runLiveProcess(JSON.parse(process.argv[3] ?? '{}') as LiveOrder, entry);
} else {
  await runRecorderProcess(entry);
}
