// `sipscope audio FILE… --call-id ID -o call.wav`: what was said in a call, as a stereo WAV file; or one stream of it.

import { open } from 'node:fs/promises';
import { printable } from '../bytes/printable.ts';
import type { Capture } from '../capture.ts';
import type { AudioInfo, AudioQuery, AudioTrack } from '../model/audio.ts';
import { Exit, type ReadingOptions, withCapture } from './command.ts';
import type { CommandIo } from './command-io.ts';
import { findCall } from './find-call.ts';

export interface AudioCommandOptions extends ReadingOptions {
  readonly callId?: string;
  /** Index of one stream, as in the report. */
  readonly stream?: number;
  /** The file to write. */
  readonly output: string;
}

const PIECE_BYTES = 1024 * 1024;
/** Nobody goes away from a command. */
const TICKET = 'command';
const SIDES = ['left', 'right'] as const;

export async function runAudio(paths: readonly string[], options: AudioCommandOptions, io: CommandIo): Promise<number> {
  return withCapture(paths, options, io, async capture => {
    const query = queryOf(capture, options, io);
    if (query === undefined) return Exit.Unusable;
    const info = await capture.answers.audio(query, TICKET);
    if (info.problem !== undefined) {
      io.error(`sipscope: ${printable(info.problem.message)}\n  ${printable(info.problem.hint)}\n`);
      return Exit.Unusable;
    }
    if (!(await write(capture, info, options.output, io))) return Exit.Unusable;
    for (const line of summaryOf(info, options.output)) io.out(`${printable(line)}\n`);
    return Exit.Ok;
  });
}

/** Undefined when there is no such call; then it was said why. */
function queryOf(capture: Capture, { callId, stream }: AudioCommandOptions, io: CommandIo): AudioQuery | undefined {
  if (stream !== undefined) return { stream };
  // Registrations beside the only call that can be heard do not make it ambiguous.
  const legs = callId === undefined ? new Set(capture.answers.streams({}).map(({ leg }) => leg)) : [];
  const [only, ...others] = legs;
  if (only !== undefined && others.length === 0) return { leg: only };
  const call = findCall(capture, callId, io);
  return call && { leg: call.call.index };
}

/** False when it cannot be written; then it was said why. */
async function write(capture: Capture, info: AudioInfo, path: string, io: CommandIo): Promise<boolean> {
  try {
    const file = await open(path, 'w');
    try {
      for (let at = 0; at < info.bytes; ) {
        const piece = await capture.answers.audioBytes(info.key, at, PIECE_BYTES);
        await file.writeFile(piece);
        at += piece.length;
      }
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    io.error(
      `sipscope: ${printable(path)}: cannot be written (${printable(error.message)})\n  Name another file with -o.\n`,
    );
    return false;
  }
}

function* summaryOf(info: AudioInfo, path: string): Generator<string> {
  const kind = info.channels === 2 ? 'stereo, caller left, callee right' : 'mono';
  yield `${path}: ${(info.duration / 1000).toFixed(1)} s, ${info.sampleRate} Hz, ${kind}`;
  for (const track of info.tracks)
    yield `  ${info.channels === 2 ? `${SIDES[track.channel]}: ` : ''}${trackText(track)}`;
  for (const note of info.notes) yield `  ${note}`;
}

function trackText({ stream, codecs, suites, played, packets }: AudioTrack): string {
  const by = [...codecs, ...suites].join(', ') || 'nothing that can be played';
  return `stream ${stream}, ${by}, ${played} of ${packets} packets`;
}
