// Legs that carry the same value: a header, a correlation id, a Session-ID, what is left of a Call-ID. Transitive: all legs of one value
// belong together, each is tied to the first of them. A value that more legs share than any call has is a constant, and ties nobody.

import type { LinkReason } from '../model/call.ts';
import type { FoundLink } from './found-link.ts';

/** What a value means, the same for all legs that have it. */
export interface Meaning {
  readonly reason: LinkReason;
  readonly score: number;
  readonly detail: string;
}

interface Shared {
  readonly meaning: Meaning;
  /** Index of each leg → row of the message that shows it. */
  readonly rowByLeg: Map<number, number>;
}

/** A conference has many legs, but a value of so many is a constant of a product. */
export const MAX_LEGS = 64;
const MAX_VALUES = 1_000_000;

export class SharedValues {
  /** Values that a limit refused. */
  refused = 0;
  /** Values that too many legs had. */
  get tooCommon(): number {
    return this.common;
  }
  private common = 0;
  private readonly byKey = new Map<string, Shared>();
  /** Those of more than one leg: few among many. */
  private readonly several = new Set<Shared>();

  /** True when it ties the leg to another one. `key` tells values of different kinds apart. */
  add(key: string, leg: number, row: number, meaning: Meaning): boolean {
    const shared = this.byKey.get(key);
    if (shared === undefined) {
      if (this.byKey.size === MAX_VALUES) this.refused++;
      else this.byKey.set(key, { meaning, rowByLeg: new Map([[leg, row]]) });
      return false;
    }
    const { rowByLeg } = shared;
    if (rowByLeg.has(leg) || rowByLeg.size > MAX_LEGS) return false;
    rowByLeg.set(leg, row);
    this.several.add(shared);
    if (rowByLeg.size > MAX_LEGS) {
      this.common++;
      this.several.delete(shared);
    }
    return true;
  }

  *links(): Generator<FoundLink> {
    for (const { meaning, rowByLeg } of this.several) {
      const [first, ...others] = [...rowByLeg].sort(([a], [b]) => a - b);
      for (const [leg, row] of others) {
        yield { ...meaning, from: first[0], to: leg, evidence: [first[1], row], cut: false, joins: true };
      }
    }
  }
}
