// A window of the findings of a capture: filtered, counted, and only those in the window made.

import { LEG_RULES, TRACE_RULES } from '../findings/run.ts';
import type { Finding, FindingList, FindingQuery, RuleCount, Severity } from '../model/finding.ts';
import type { Micros } from '../model/time.ts';
import type { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { FindingCovers } from './finding-covers.ts';
import type { FindingProfile } from './finding-profile.ts';
import { startTime } from './summary.ts';

type Entry = FindingProfile['entries'][number];

/** Findings about the whole trace come first, then those of legs, in order of the legs. */
export function listFindings(query: FindingQuery, sources: CallSources): FindingList {
  const { store, findings, traceFindings } = sources;
  const only = query.leg === undefined ? undefined : store.legOfNumber(query.leg);
  if (query.leg !== undefined && only === undefined) return { items: [], total: 0, byRule: [] };
  const isWanted = (entry: Entry): boolean =>
    (query.rule === undefined || entry.rule === query.rule) &&
    (query.severity === undefined || entry.severity === query.severity);
  const counts = new RuleCounts();
  const items: Finding[] = [];
  let total = 0;
  /** Takes the wanted ones of a group; makes them only when some of them lie in the window. */
  const take = (entries: readonly Entry[], make: () => readonly Finding[]): void => {
    counts.add(entries);
    const wanted = entries.filter(isWanted).length;
    const isInWindow = total + wanted > query.offset && total < query.offset + query.limit;
    if (wanted > 0 && isInWindow) {
      const from = Math.max(0, query.offset - total);
      items.push(
        ...make()
          .filter(isWanted)
          .slice(from, query.offset + query.limit - total),
      );
    }
    total += wanted;
  };
  // Rules about the whole trace look at all of it: a healthy leg needs none of that.
  let covers: FindingCovers | undefined;
  const named = (leg: Leg): readonly Finding[] => {
    covers ??= new FindingCovers(store, traceFindings.all());
    return covers.name(leg, findings.findingsOf(leg));
  };
  if (only === undefined) {
    const trace = traceFindings.all().filter(({ time }) => isInRange(query, time));
    take(trace, () => trace);
  }
  const hasRange = query.from !== undefined || query.to !== undefined;
  for (const leg of only === undefined ? store.legs : [only]) {
    if (hasRange && !isInRange(query, startTime(store, leg))) continue;
    const { entries } = findings.profileOf(leg, sources);
    if (entries.length > 0) take(entries, () => named(leg));
  }
  return { items, total, byRule: counts.rows() };
}

function isInRange({ from, to }: FindingQuery, time: Micros): boolean {
  return (from === undefined || time >= from) && (to === undefined || time < to);
}

class RuleCounts {
  private readonly byRule = new Map<string, Record<Severity, number>>();

  add(entries: readonly Entry[]): void {
    for (const { rule, severity } of entries) {
      const counts = this.byRule.get(rule) ?? { error: 0, warning: 0, notice: 0 };
      counts[severity]++;
      this.byRule.set(rule, counts);
    }
  }

  /** In the order of the registry, those without findings left out. */
  rows(): RuleCount[] {
    return [...TRACE_RULES, ...LEG_RULES].flatMap(({ id, title }) => {
      const counts = this.byRule.get(id);
      return counts === undefined ? [] : [{ rule: id, title, ...counts }];
    });
  }
}
