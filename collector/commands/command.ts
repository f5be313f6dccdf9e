// What every headless command has in common: how it reads a capture with a progress bar, how it fails.

import { printable } from '../bytes/printable.ts';
import { Capture } from '../capture.ts';
import { jsonPieces } from '../query/json-pieces.ts';
import type { CaptureSource } from '../thread/protocol.ts';
import type { CommandIo } from './command-io.ts';

/** How captures are read, whatever the command makes of them. */
export type ReadingOptions = Pick<
  CaptureSource,
  'keylogs' | 'rsaKeys' | 'hepTo' | 'headerRules' | 'aliasFile' | 'linkFile'
>;

/** Exit codes (INTERFACES): 0 even when calls failed, 2 on unusable input or wrong usage. */
export const Exit = { Ok: 0, Unusable: 2 } as const;

/**
 * Opens and reads the files to the end, hands the capture to `use`, closes it. Returns what `use` returns, or Exit.Unusable
 * after telling what is wrong with the files. What was cut is told on standard error, for nothing is silent.
 */
export async function withCapture(
  paths: readonly string[],
  { keylogs, rsaKeys, hepTo, headerRules, aliasFile, linkFile }: ReadingOptions,
  io: CommandIo,
  use: (capture: Capture) => number | Promise<number>,
): Promise<number> {
  let capture: Capture;
  try {
    capture = await Capture.open({
      id: 'capture',
      paths,
      ...(keylogs !== undefined && { keylogs }),
      ...(rsaKeys !== undefined && { rsaKeys }),
      ...(hepTo !== undefined && { hepTo }),
      ...(headerRules !== undefined && { headerRules }),
      ...(aliasFile !== undefined && { aliasFile }),
      ...(linkFile !== undefined && { linkFile }),
    });
  } catch (error) {
    return refuse(error, io);
  }
  try {
    await readWithProgress(capture, io);
    for (const source of capture.health().sources) {
      if (source.truncated !== undefined) io.error(`sipscope: ${printable(source.path)}: ${source.truncated}\n`);
    }
    return await use(capture);
  } catch (error) {
    return refuse(error, io);
  } finally {
    await capture.close();
  }
}

/** `--json`: one JSON value and a line end, nothing else. */
export function outJson(value: object, io: CommandIo): void {
  for (const piece of jsonPieces(value)) io.out(piece);
  io.out('\n');
}

async function readWithProgress(capture: Capture, io: CommandIo): Promise<void> {
  const total = capture.progress().bytesTotal;
  if (io.progress === undefined || total === undefined) {
    await capture.read(() => {});
    return;
  }
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream: io.progress,
    format: 'reading {bar} {percentage} % · {messages} messages',
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(total, 0, { messages: '0' });
  try {
    await capture.read(() => {
      const { bytesRead, messages } = capture.progress();
      bar.update(bytesRead, { messages: messages.toLocaleString('en') });
    });
  } finally {
    bar.stop();
  }
}

/** The world says no: told in the user's words. Anything without a code is our own mistake and goes on up. */
function refuse(error: unknown, io: CommandIo): number {
  if (!(error instanceof Error) || !('hint' in error) || typeof error.hint !== 'string') throw error;
  io.error(`sipscope: ${printable(error.message)}\n  ${printable(error.hint)}\n`);
  return Exit.Unusable;
}
