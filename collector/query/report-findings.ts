// Findings as `report` carries them: for JSON the finding with its messages named, for a summary their counts.

import type { Finding, Severity } from '../model/finding.ts';
import { SEVERITIES } from '../model/finding.ts';
import { isoTime } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';

/** Messages that are named as proof, beside the indexes of all. */
const PROOF = 10;

/** One message of the proof, as a person quotes it. */
interface ProofRow {
  readonly index: number;
  /** Number of its frame in its file, as other programs count. */
  readonly frame: number;
  readonly time: string;
  readonly source: string;
  readonly destination: string;
  /** `INVITE`, or `200 (INVITE)`. */
  readonly message: string;
}

export type FindingRow = Omit<Finding, 'time'> & { readonly time: string; readonly proof: readonly ProofRow[] };

/** Of the whole trace, then of these legs. */
export function findingRows({ store, findings, traceFindings }: CallSources, legs: readonly Leg[]): FindingRow[] {
  return [...traceFindings.all(), ...legs.flatMap(leg => findings.findingsOf(leg))].map(finding => ({
    ...finding,
    time: isoTime(finding.time),
    proof: finding.evidence.slice(0, PROOF).map(index => proofRow(store, index)),
  }));
}

function proofRow(store: CallStore, index: number): ProofRow {
  const m = store.messages;
  const row = store.indexOf(index, m.count);
  const name = store.methods.name(m.isRequest(row) ? m.code[row] : m.cseqMethod[row]);
  return {
    index,
    frame: m.frameNumber[row],
    time: isoTime(m.time[row]),
    source: store.endpoints.text(m.source[row]),
    destination: store.endpoints.text(m.destination[row]),
    message: m.isRequest(row) ? name : `${m.code[row]} (${name})`,
  };
}

/** How many there are, in all, by severity and by rule. */
export function findingCounts(sources: CallSources): {
  readonly findings: number;
  readonly findingsBySeverity: Readonly<Record<Severity, number>>;
  readonly findingsByRule: Readonly<Record<string, number>>;
} {
  const { store, findings, traceFindings } = sources;
  const bySeverity: Record<Severity, number> = { error: 0, warning: 0, notice: 0 };
  const byRule = new Map<string, number>();
  const count = ({ rule, severity }: { readonly rule: string; readonly severity: Severity }): void => {
    bySeverity[severity]++;
    byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  };
  for (const finding of traceFindings.all()) count(finding);
  for (const leg of store.legs) for (const entry of findings.profileOf(leg, sources).entries) count(entry);
  return {
    findings: SEVERITIES.reduce((sum, severity) => sum + bySeverity[severity], 0),
    findingsBySeverity: bySeverity,
    findingsByRule: Object.fromEntries([...byRule].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
