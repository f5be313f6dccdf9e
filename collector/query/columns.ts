// Sorting the list of legs: column id → key of a leg. `key-order.ts` puts keys into order; `leg-keys.ts` and `user-keys.ts` have
// further columns.

import { SEVERITIES } from '../model/finding.ts';
import { CALL_STATES, LEG_KINDS, LEG_STATES } from '../model/leg.ts';
import type { FilterSubject } from './filter-subject.ts';
import type { SortKey } from './key-order.ts';

type ReadKey = (leg: FilterSubject) => SortKey;

const STATE_RANK = rankOf(LEG_STATES);
const KIND_RANK = rankOf(LEG_KINDS);

/** Makes the key of a column anew for each sort, so that what it remembers dies with it. */
const COLUMNS = {
  // In the order of a call's life, not of the alphabet.
  state: () => leg => STATE_RANK.get(leg.state) ?? CALL_STATES.length,
  kind: () => leg => KIND_RANK.get(leg.kind),
  startTime: () => leg => leg.startTime,
  source: () => leg => leg.sourceKey,
  destination: () => leg => leg.destinationKey,
  transport: () => leg => textKey(leg.transport),
  method: () => leg => textKey(leg.method),
  callId: () => leg => textKey(leg.callId),
  setupTime: () => leg => leg.setupTime,
  ringDuration: () => leg => leg.ringDuration,
  duplicates: () => leg => leg.duplicates,
  dialogs: () => leg => leg.dialogs,
  statusCode: () => leg => (leg.statusCode === 0 ? undefined : leg.statusCode),
  pdd: () => leg => leg.pdd,
  talkTime: () => leg => leg.talkTime,
  duration: () => leg => leg.duration,
  messages: () => leg => leg.messages,
  retransmissions: () => leg => leg.retransmissions,
  // Errors before warnings before notices when descending, more of them first.
  findings: () => {
    // Legs with the same findings share them.
    const weights = new Map<FilterSubject['findings'], number | undefined>();
    return leg => {
      const { findings } = leg;
      if (!weights.has(findings)) weights.set(findings, findingWeight(findings));
      return weights.get(findings);
    };
  },
  mos: () => leg => leg.mos,
  loss: () => leg => leg.lostPercent,
  jitter: () => leg => leg.jitter,
  flags: () => leg => textKey(leg.flags.join(' ')),
  fromUri: () => leg => textKey(leg.from.toLowerCase()),
  toUri: () => leg => textKey(leg.to.toLowerCase()),
  codecs: () => leg => textKey(leg.codecs().join(' ')),
} as const satisfies Readonly<Record<string, () => ReadKey>>;

function findingWeight(findings: FilterSubject['findings']): number | undefined {
  if (findings.length === 0) return undefined;
  const worst = Math.min(...findings.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return (SEVERITIES.length - worst) * 1_000_000 + findings.length;
}

/** Ids of the columns that sort. */
export const SORT_COLUMNS: readonly string[] = Object.keys(COLUMNS);

const KEY_MAKERS: ReadonlyMap<string, () => ReadKey> = new Map(Object.entries(COLUMNS));

/** What reads the key of `column` from a leg; undefined when there is no such column. Make one for each sort. */
export function sortKeyOf(column: string): ReadKey | undefined {
  return KEY_MAKERS.get(column)?.();
}

function textKey(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function rankOf(words: readonly string[]): ReadonlyMap<string, number> {
  return new Map(words.map((word, rank) => [word, rank]));
}
