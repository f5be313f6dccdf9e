// `sipscope ladder FILE… --call-id ID`: one call as a ladder of text, Mermaid or SVG.

import type { Capture } from '../capture.ts';
import { ladderMermaid } from '../ladder/mermaid.ts';
import { ladderSvg } from '../ladder/svg.ts';
import { ladderText } from '../ladder/text.ts';
import type { LadderTimes } from '../ladder/words.ts';
import type { LadderDiagram } from '../model/ladder.ts';
import type { CallDetail } from '../model/report.ts';
import { Exit, type ReadingOptions, withCapture } from './command.ts';
import type { CommandIo } from './command-io.ts';
import { findCall } from './find-call.ts';

export interface LadderCommandOptions extends ReadingOptions {
  readonly callId?: string;
  /** All legs of its call in one ladder; `group` is the same. */
  readonly legs?: boolean;
  readonly group?: boolean;
  readonly svg?: boolean;
  readonly mermaid?: boolean;
  /** Arrows of ASCII characters only. */
  readonly ascii?: boolean;
  /** What the time column shows, default from the start of the call. */
  readonly times?: LadderTimes;
}

export async function runLadder(
  paths: readonly string[],
  options: LadderCommandOptions,
  io: CommandIo,
): Promise<number> {
  return withCapture(paths, options, io, capture => {
    const call = findCall(capture, options.callId, io);
    if (call === undefined) return Exit.Unusable;
    const ladder = options.legs || options.group ? ladderOfCall(capture, call) : call.ladder;
    if (options.mermaid) io.out(ladderMermaid(ladder));
    else if (options.svg) io.out(ladderSvg(ladder));
    else
      io.out(ladderText(ladder, { width: io.columns, ascii: options.ascii, times: options.times, colour: io.colour }));
    return Exit.Ok;
  });
}

function ladderOfCall({ answers }: Capture, call: CallDetail): LadderDiagram {
  const legs = answers.group(call.call.index)?.legs ?? [];
  return answers.mergedCall({ legs })?.ladder ?? call.ladder;
}
