// Findings as `report` carries them: for JSON the finding with its messages named, for a summary their counts.

import { bySeverity } from '../findings/run.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { SEVERITIES } from '../model/finding.ts';
import { isoTime } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { FindingCovers } from './finding-covers.ts';

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

/** Of the whole trace and of these legs: worst first, of two as bad the whole before those that are part of another, then by time. */
export function findingRows({ store, findings, traceFindings }: CallSources, legs: readonly Leg[]): FindingRow[] {
  const ofTrace = traceFindings.all();
  const covers = new FindingCovers(store, ofTrace);
  return [...ofTrace, ...legs.flatMap(leg => covers.name(leg, findings.findingsOf(leg)))]
    .sort((a, b) => bySeverity(a, b) || partLast(a, b) || a.time - b.time)
    .map(finding => ({
      ...finding,
      time: isoTime(finding.time),
      proof: finding.evidence.slice(0, PROOF).map(index => proofRow(store, index)),
    }));
}

/** Of two that are as bad, the one that tells the whole trouble goes before those that are part of one. */
function partLast(a: Finding, b: Finding): number {
  return Number(a.partOf !== undefined) - Number(b.partOf !== undefined);
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

/** How many there are, in all, by severity and by rule; and how many of them are part of another one, by the rule of that. */
export function findingCounts(sources: CallSources): {
  readonly findings: number;
  readonly findingsBySeverity: Readonly<Record<Severity, number>>;
  readonly findingsByRule: Readonly<Record<string, number>>;
  readonly findingsPartOf: Readonly<Record<string, number>>;
} {
  const { store, findings, traceFindings } = sources;
  const bySeverity: Record<Severity, number> = { error: 0, warning: 0, notice: 0 };
  const byRule = new Map<string, number>();
  const partOf = new Map<string, number>();
  const covers = new FindingCovers(store, traceFindings.all());
  const count = ({ rule, severity }: { readonly rule: string; readonly severity: Severity }): void => {
    bySeverity[severity]++;
    addTo(byRule, rule);
  };
  for (const finding of traceFindings.all()) count(finding);
  for (const leg of store.legs) {
    const { entries } = findings.profileOf(leg, sources);
    for (const entry of entries) count(entry);
    // A profile does not say what proves it: only the findings themselves do.
    if (!entries.some(({ rule }) => covers.mayName(rule))) continue;
    for (const finding of covers.name(leg, findings.findingsOf(leg)))
      if (finding.partOf !== undefined) addTo(partOf, finding.partOf);
  }
  return {
    findings: SEVERITIES.reduce((sum, severity) => sum + bySeverity[severity], 0),
    findingsBySeverity: bySeverity,
    findingsByRule: byName(byRule),
    findingsPartOf: byName(partOf),
  };
}

function addTo(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function byName(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
