// A window of the findings of a capture: filtered, counted, in order, and only those in the window made.

import { LEG_RULES, TRACE_RULES } from '../findings/run.ts';
import type { Finding, FindingList, FindingQuery, RuleCount } from '../model/finding.ts';
import type { CallSources } from './call-detail.ts';
import { FindingCovers } from './finding-covers.ts';
import { type FindingOrder, FindingOrders, type FindingPlace, OF_TRACE } from './finding-order.ts';

/** Worst first, then by time, unless the query wants another order. `orders` is what earlier questions about the same capture left. */
export function listFindings(query: FindingQuery, sources: CallSources, orders = new FindingOrders()): FindingList {
  const { offset, limit, ...choice } = query;
  const order = orders.of(sources, choice);
  return { items: make(order.window(offset, limit), sources), total: order.total, byRule: ruleCounts(order) };
}

/** The findings of these places; a leg is looked at once. */
function make(places: readonly FindingPlace[], { store, findings, traceFindings }: CallSources): Finding[] {
  // Rules about the whole trace look at all of it: a healthy leg needs none of that.
  if (places.length === 0) return [];
  const ofTrace = traceFindings.all();
  const covers = new FindingCovers(store, ofTrace);
  const byLeg = new Map<number, readonly Finding[]>();
  const ofLeg = (index: number): readonly Finding[] => {
    const leg = store.legs[index];
    const made = byLeg.get(index) ?? covers.name(leg, findings.findingsOf(leg));
    byLeg.set(index, made);
    return made;
  };
  return places.flatMap(({ leg, at, entry }) => {
    const all = leg === OF_TRACE ? ofTrace : ofLeg(leg);
    // A leg may have changed by the mere passing of time since it was looked at: its next list says how.
    return all[at]?.rule === entry.rule ? all[at] : (all.find(({ rule }) => rule === entry.rule) ?? []);
  });
}

/** In the order of the registry, those without findings left out. */
function ruleCounts({ counts }: FindingOrder): RuleCount[] {
  return [...TRACE_RULES, ...LEG_RULES].flatMap(({ id, title }) => {
    const ofRule = counts.get(id);
    return ofRule === undefined ? [] : [{ rule: id, title, ...ofRule }];
  });
}
