// `sipscope record` in the foreground: records in this process until Ctrl-C, tells each second on a terminal how it goes, and in the end
// what it was. Exit codes: 0 when it could record, 2 when not.

import { printable } from '../bytes/printable.ts';
import type { InputStatus, RecorderStatus, RecordPlan } from '../model/live.ts';
import { raisePriority } from './live-process.ts';
import { toProblem } from './record-error.ts';
import { Recorder } from './recorder.ts';
import { recorderEntry } from './recorder-entry.ts';

const OK = 0;
const UNUSABLE = 2;
const TELL_EVERY_MS = 1000;
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const CLEAR_LINE = '\r\x1b[K';

/** Where it writes: `CommandIo` of the other commands fits. */
export interface RecordIo {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Standard error when it is a terminal. */
  readonly progress: NodeJS.WritableStream | undefined;
}

export interface RunRecordOptions {
  /** Resolves when recording shall end; standard: at SIGINT or SIGTERM, and the second one ends at once. */
  readonly stopped?: Promise<void>;
  readonly entry?: URL;
}

export async function runRecord(plan: RecordPlan, io: RecordIo, options: RunRecordOptions = {}): Promise<number> {
  let recorder: Recorder;
  raisePriority();
  try {
    recorder = await Recorder.start(plan, { entry: options.entry ?? recorderEntry() });
  } catch (error) {
    const { message, hint } = toProblem(error);
    // The message of a wrong filter has a caret line of its own.
    io.error(`sipscope: ${message}\n  ${hint}\n`);
    return UNUSABLE;
  }
  process.on('SIGHUP', () => undefined);
  io.out(startLines(recorder.status()));
  const told = tellProgress(recorder, io);
  await (options.stopped ?? stopSignal());
  told.stop();
  io.out(endLines(await recorder.stop()));
  return OK;
}

function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    let isEnding = false;
    const onSignal = (): void => {
      if (isEnding) process.exit(OK);
      isEnding = true;
      resolve();
    };
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  });
}

function tellProgress(recorder: Recorder, io: RecordIo): { stop(): void } {
  const { progress } = io;
  const told = new Set<string>();
  let before = recorder.status();
  const timer = setInterval(() => {
    const now = recorder.status();
    for (const line of newProblems(now, told))
      io.error(`${progress === undefined ? '' : CLEAR_LINE}sipscope: ${line}\n`);
    progress?.write(`${CLEAR_LINE}${statusLine(before, now)}`);
    before = now;
  }, TELL_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      progress?.write(CLEAR_LINE);
    },
  };
}

export function startLines({ plan, inputs, spool }: RecorderStatus): string {
  const names = inputs.map(input => input.name).join(', ');
  const engine = plan.interfaces.length === 0 ? '' : ` with ${plan.engine}`;
  const filter = plan.filter === '' ? '' : `, filter: ${plan.filter}`;
  const { segmentBytes, spoolBytes, spoolSeconds } = spool.limits;
  const age = spoolSeconds === 0 ? '' : ` or ${words(spoolSeconds / 3600)} hours`;
  return [
    printable(`Recording ${names}${engine}${filter}`),
    printable(`into ${spool.directory}: segments of ${size(segmentBytes)}, at most ${size(spoolBytes)}${age}.`),
    'Ctrl-C ends it.\n',
  ].join('\n');
}

/** `1,234 frames/s · 567,890 frames · drops 0 · spool 12 MiB of 10 GiB`, with what is wrong. */
export function statusLine(before: RecorderStatus, now: RecorderStatus): string {
  const seconds = Math.max(0.001, (now.updatedAt - before.updatedAt) / 1_000_000);
  const rate = (total(now.inputs, framesOf) - total(before.inputs, framesOf)) / seconds;
  const { spool } = now;
  return [
    `${words(Math.round(rate))} frames/s`,
    `${words(total(now.inputs, framesOf))} frames`,
    dropWords(now),
    `spool ${size(spool.bytes)} of ${size(spool.limits.spoolBytes)}`,
    ...(spool.isDiskFull ? ['disk full'] : []),
  ].join(' · ');
}

export function endLines(status: RecorderStatus): string {
  const { inputs, spool } = status;
  const lines = inputs.map(input => {
    const refused = Object.entries(input.refused).map(([reason, count]) => `, ${words(count)} refused: ${reason}`);
    return `${input.name}: ${words(input.frames)} frames, ${size(input.bytes)}, ${inputDrops(input)}${refused.join('')}`;
  });
  const deleted = spool.deletedSegments === 0 ? '' : `, ${words(spool.deletedSegments)} older segments deleted`;
  const lost = spool.lostFrames === 0 ? '' : `, ${words(spool.lostFrames)} frames lost (disk)`;
  lines.push(`${spool.directory}: ${words(spool.segments)} segments, ${size(spool.bytes)}${deleted}${lost}`);
  return `${lines.map(printable).join('\n')}\n`;
}

/** Each problem once, when it comes up; again when it had gone in between. */
function newProblems({ inputs, problem }: RecorderStatus, told: Set<string>): string[] {
  const present = [problem, ...inputs.map(input => input.problem)].flatMap(one =>
    one === undefined ? [] : [`${one.message}\n  ${one.hint}`],
  );
  const fresh = present.filter(line => !told.has(line));
  told.clear();
  for (const line of present) told.add(line);
  return fresh;
}

function inputDrops({ kernelDrops, interfaceDrops }: InputStatus): string {
  const kernel = kernelDrops === undefined ? 'kernel drops unknown' : `${words(kernelDrops)} dropped by the kernel`;
  return interfaceDrops === undefined ? kernel : `${kernel}, ${words(interfaceDrops)} by the interface`;
}

/** Sums what is known; says so when something is not. */
function dropWords({ inputs, spool }: RecorderStatus): string {
  const known = total(inputs, input => (input.kernelDrops ?? 0) + (input.interfaceDrops ?? 0));
  const isAnyUnknown = inputs.some(input => input.kernelDrops === undefined && input.kind === 'interface');
  const lost = spool.lostFrames === 0 ? '' : `, lost ${words(spool.lostFrames)}`;
  return `drops ${words(known)}${isAnyUnknown ? ' (some unknown)' : ''}${lost}`;
}

function framesOf(input: InputStatus): number {
  return input.frames;
}

function total(inputs: readonly InputStatus[], of: (input: InputStatus) => number): number {
  return inputs.reduce((sum, input) => sum + of(input), 0);
}

function words(count: number): string {
  return count.toLocaleString('en');
}

function size(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value >= 10 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}
