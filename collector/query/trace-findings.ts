// What the rules about the whole trace say. Run when somebody asks, and again when there is more of the trace than then.

import { findingsOfTrace } from '../findings/run.ts';
import type { Finding } from '../model/finding.ts';
import type { CallSources } from './call-detail.ts';
import { StoredTraceFacts, TraceIndexes } from './trace-facts.ts';

export class TraceFindings {
  private readonly sources: () => CallSources;
  private indexes: TraceIndexes | undefined = undefined;
  private known:
    | { readonly messages: number; readonly clock: number; readonly findings: readonly Finding[] }
    | undefined;

  constructor(sources: () => CallSources) {
    this.sources = sources;
  }

  all(): readonly Finding[] {
    const sources = this.sources();
    const { total, clock } = sources.counts;
    if (this.known?.messages !== total || this.known.clock !== clock) {
      this.indexes ??= new TraceIndexes(sources);
      const findings = findingsOfTrace(new StoredTraceFacts(sources, this.indexes));
      this.known = { messages: total, clock, findings };
    }
    return this.known.findings;
  }
}
