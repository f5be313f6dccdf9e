// What all TLS connections of a capture share: the keys, the bounds of what waits for them, and the counters.

import { TlsBudget } from './budget.ts';
import { TlsKeys } from './keys.ts';
import { TlsStatistics } from './statistics.ts';

/** One a capture; handed to every TlsConnection of it. */
export class TlsContext {
  readonly keys: TlsKeys;
  readonly budget: TlsBudget;
  readonly statistics = new TlsStatistics();

  constructor(keys = new TlsKeys(), budget = new TlsBudget()) {
    this.keys = keys;
    this.budget = budget;
  }
}
