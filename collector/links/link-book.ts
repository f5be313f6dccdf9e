// What the user decided about pairs of legs: cut, or joined by hand. By Call-ID, so that it holds when the index of a capture is made
// anew; whoever opens a capture gives it what was decided before.

import type { LinkAction, LinkDecision } from '../model/call.ts';

/** So many pairs are remembered; more are refused. */
export const MAX_DECISIONS = 10_000;

export class LinkBook {
  /** Moves with every decision. */
  version = 0;
  private readonly byPair = new Map<string, LinkDecision>();

  constructor(decisions: readonly LinkDecision[] = []) {
    for (const decision of decisions) this.decide(decision);
  }

  /** False when there is no room for one more. */
  decide(decision: LinkDecision): boolean {
    const key = pairKey(decision.from, decision.to);
    if (decision.action === 'reset') this.byPair.delete(key);
    else if (this.byPair.size >= MAX_DECISIONS && !this.byPair.has(key)) return false;
    else this.byPair.set(key, decision);
    this.version++;
    return true;
  }

  /** What stands for two Call-IDs, whatever their order. */
  decisionOf(one: string, other: string): LinkAction | undefined {
    return this.byPair.get(pairKey(one, other))?.action;
  }

  get isEmpty(): boolean {
    return this.byPair.size === 0;
  }

  /** Those that stand, in the order in which they were made. */
  all(): readonly LinkDecision[] {
    return [...this.byPair.values()];
  }
}

function pairKey(one: string, other: string): string {
  return JSON.stringify(one < other ? [one, other] : [other, one]);
}
