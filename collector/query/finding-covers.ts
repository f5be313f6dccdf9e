// Which findings about legs tell the same trouble as one about the whole trace: 42 refused tries beside one scan, the 500 that a refusal
// became. Nothing is left out of a list by that; each names the finding that it is part of.

import type { Finding, FindingCover } from '../model/finding.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';

type Covering = FindingCover & { readonly rule: string };

export class FindingCovers {
  private readonly store: CallStore;
  private readonly coverings: readonly Covering[];

  constructor(store: CallStore, ofTrace: readonly Finding[]) {
    this.store = store;
    this.coverings = ofTrace.flatMap(({ rule, covers }) => (covers === undefined ? [] : [{ ...covers, rule }]));
  }

  /** Findings of a leg, those that are parts of another with its rule. */
  name(leg: Leg, findings: readonly Finding[]): readonly Finding[] {
    if (this.coverings.length === 0) return findings;
    return findings.map(finding => {
      const covering = this.coverings.find(one => one.rules.includes(finding.rule) && this.isOf(leg, finding, one));
      return covering === undefined ? finding : { ...finding, partOf: covering.rule };
    });
  }

  /** Whether a finding of this rule can be part of another here: it costs nothing to ask. */
  mayName(rule: string): boolean {
    return this.coverings.some(({ rules }) => rules.includes(rule));
  }

  private isOf(leg: Leg, { evidence }: Finding, covering: Covering): boolean {
    if ('message' in covering) return evidence.includes(covering.message);
    const { host, side } = covering;
    const { endpoints, messages: m } = this.store;
    if (side === 'opens') return endpoints.address(leg.source) === host;
    return evidence.some(index => {
      const row = this.store.indexOf(index, m.count);
      return row >= 0 && !m.isRequest(row) && endpoints.address(m.source[row]) === host;
    });
  }
}
