// What the rules about the whole trace say. Run when somebody asks, and again when there is more of the trace than then, or when other
// legs belong together: somebody may cut or join two of a file that was read long ago.

import { findingsOfTrace } from '../findings/run.ts';
import type { Finding } from '../model/finding.ts';
import type { Micros } from '../model/time.ts';
import type { CallSources } from './call-detail.ts';
import { StoredTraceFacts, TraceIndexes } from './trace-facts.ts';

interface Known {
  readonly messages: number;
  readonly clock: Micros;
  /** CallLinks.version. */
  readonly links: number;
  readonly findings: readonly Finding[];
}

export class TraceFindings {
  private readonly sources: () => CallSources;
  private indexes: TraceIndexes | undefined = undefined;
  private known: Known | undefined = undefined;

  constructor(sources: () => CallSources) {
    this.sources = sources;
  }

  all(): readonly Finding[] {
    const sources = this.sources();
    if (this.known !== undefined && isStillTrue(this.known, sources)) return this.known.findings;
    this.indexes ??= new TraceIndexes(sources);
    const findings = findingsOfTrace(new StoredTraceFacts(sources, this.indexes));
    const { counts, links } = sources;
    this.known = { messages: counts.total, clock: counts.clock, links: links.version, findings };
    return findings;
  }
}

function isStillTrue({ messages, clock, links }: Known, sources: CallSources): boolean {
  return messages === sources.counts.total && clock === sources.counts.clock && links === sources.links.version;
}
