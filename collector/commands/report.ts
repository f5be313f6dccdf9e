// `sipscope report FILE…`: what is in a capture, for people or as one JSON object (INTERFACES).

import { type HostNames, hostName } from '../ladder/hosts.ts';
import { compileLegFilter } from '../query/leg-filter.ts';
import type { ReportPart } from '../query/report-parts.ts';
import { reportText } from '../query/report-text.ts';
import { Exit, outJson, type ReadingOptions, withCapture } from './command.ts';
import type { CommandIo } from './command-io.ts';
import { worstLadders } from './report-ladders.ts';

export interface ReportCommandOptions extends ReadingOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly summary?: boolean;
  /** Only these parts of the report. */
  readonly only?: readonly ReportPart[];
  readonly lint?: boolean;
  readonly rtpWithoutSignalling?: boolean;
  readonly filter?: string;
}

export async function runReport(
  paths: readonly string[],
  options: ReportCommandOptions,
  io: CommandIo,
): Promise<number> {
  const filter = compileLegFilter(options.filter ?? '');
  if (!filter.ok) {
    io.error(filter.explanation);
    return Exit.Unusable;
  }
  return withCapture(paths, options, io, capture => {
    const report = capture.report({
      summary: options.summary ?? false,
      ...(options.only !== undefined && { only: options.only }),
      rtpWithoutSignalling: options.rtpWithoutSignalling ?? false,
      lint: options.lint ?? false,
      filter,
    });
    if (options.json) outJson(report, io);
    else {
      const markdown = options.markdown ?? false;
      const isPart = options.only !== undefined;
      io.out(reportText(report, { markdown, isPart, nameOf: endpoint => nameOfEndpoint(capture.hostNames, endpoint) }));
      const hasLadders = markdown && !options.summary && (options.only?.includes('findings') ?? true);
      const ladders = hasLadders ? worstLadders(capture) : '';
      if (ladders !== '') io.out(`\n${ladders}`);
    }
    return Exit.Ok;
  });
}

/** `10.0.0.7:5060`, `[2001:db8::7]:5060`. */
function nameOfEndpoint(names: HostNames, endpoint: string): string | undefined {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(endpoint) ?? [];
  const address = bracketed ?? plain;
  return address === undefined ? undefined : hostName(names, address, Number(port));
}
