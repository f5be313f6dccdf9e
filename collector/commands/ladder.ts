// `sipscope ladder FILE… --call-id ID`: one call as a ladder of text, Mermaid or SVG.

import { printable } from '../bytes/printable.ts';
import { ladderMermaid } from '../ladder/mermaid.ts';
import { ladderSvg } from '../ladder/svg.ts';
import { ladderText } from '../ladder/text.ts';
import type { LadderTimes } from '../ladder/words.ts';
import { type CommandIo, Exit, type ReadingOptions, withCapture } from './command.ts';

export interface LadderCommandOptions extends ReadingOptions {
  readonly callId?: string;
  readonly svg?: boolean;
  readonly mermaid?: boolean;
  /** Arrows of ASCII characters only. */
  readonly ascii?: boolean;
  /** What the time column shows, default from the start of the call. */
  readonly times?: LadderTimes;
}

/** Call-IDs that are named when the wanted one is not there. */
const SUGGESTIONS = 5;

export async function runLadder(
  paths: readonly string[],
  options: LadderCommandOptions,
  io: CommandIo,
): Promise<number> {
  return withCapture(paths, options, io, capture => {
    const { callId } = options;
    const call = callId === undefined ? capture.onlyCall() : capture.findCall(callId);
    if (call === undefined) {
      io.error(explainMissing(callId, capture.callIds(SUGGESTIONS)));
      return Exit.Unusable;
    }
    if (options.mermaid) io.out(ladderMermaid(call.ladder));
    else if (options.svg) io.out(ladderSvg(call.ladder));
    else
      io.out(
        ladderText(call.ladder, { width: io.columns, ascii: options.ascii, times: options.times, colour: io.colour }),
      );
    return Exit.Ok;
  });
}

function explainMissing(callId: string | undefined, known: readonly string[]): string {
  const list = known.map(id => `    ${printable(id)}\n`).join('');
  if (known.length === 0)
    return 'sipscope: there is no SIP message in this capture.\n  `sipscope report FILE` says what its frames are.\n';
  const what =
    callId === undefined
      ? 'the capture holds more than one call, so one has to be named with --call-id.'
      : `no message in this capture has the Call-ID ${printable(callId)}.`;
  return `sipscope: ${what}\n  Some that are there (all: \`sipscope calls FILE\`):\n${list}`;
}
