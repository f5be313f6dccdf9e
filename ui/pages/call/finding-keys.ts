// The findings of a call, as an address names them and as its ladder marks them. Pure.

import type { Finding, Severity } from '../../../server/wire/types.ts';
import { shortLine } from '../../base/visible-text.ts';
import type { LadderMark } from '../../ladder/ladder-mark.ts';

/** `ack-missing`, `one-way-audio`, `one-way-audio.2`: one key a finding, in their order. */
export function findingKeys(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule }) => {
    const times = (seen.get(rule) ?? 0) + 1;
    seen.set(rule, times);
    return times === 1 ? rule : `${rule}.${times}`;
  });
}

/** The finding that `key` means; undefined when there is no such one. */
export function findingOf(findings: readonly Finding[], key: string | undefined): Finding | undefined {
  return key === undefined ? undefined : findings[findingKeys(findings).indexOf(key)];
}

/** Findings of a call, each with the larger one that it is part of, as far as the list of findings has told it. */
export function withWholes(findings: readonly Finding[], listed: readonly Finding[]): readonly Finding[] {
  const keys = findingKeys(listed);
  const byKey = new Map(listed.map((finding, at) => [keys[at], finding]));
  return findingKeys(findings).flatMap((key, at) => {
    const finding = findings[at];
    if (finding === undefined) return [];
    const partOf = byKey.get(key)?.partOf;
    return partOf === undefined ? [finding] : [{ ...finding, partOf }];
  });
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, notice: 1 };

/** The flag of each message that proves a finding; of several the worst one's. */
export function marksOf(findings: readonly Finding[]): ReadonlyMap<number, LadderMark> {
  const marks = new Map<number, LadderMark>();
  const keys = findingKeys(findings);
  findings.forEach((finding, at) => {
    for (const index of finding.evidence) {
      const before = marks.get(index);
      if (before !== undefined && WEIGHT[before.severity] >= WEIGHT[finding.severity]) continue;
      const title = `${finding.severity}: ${shortLine(finding.message, 300)}`;
      marks.set(index, { severity: finding.severity, title, finding: keys[at] ?? finding.rule });
    }
  });
  return marks;
}

/** The messages to light for the finding that the address names; undefined lights nothing. */
export function litOf(findings: readonly Finding[], key: string | undefined): ReadonlySet<number> | undefined {
  const finding = findingOf(findings, key);
  return finding === undefined || finding.evidence.length === 0 ? undefined : new Set(finding.evidence);
}
