// Which messages the shown one is worth comparing with: found in the ladder, named by why. Pure.

import type { LadderMessage, LadderRow } from '../../../server/wire/types.ts';

export type PartnerReason = 'repeats' | 'repeated-by' | 'transaction' | 'next-hop' | 'other-leg' | 'earlier';

export interface Partner {
  readonly reason: PartnerReason;
  readonly message: LadderMessage;
}

/** One partner for each reason that has one, the most telling first. */
export function partnersOf(rows: readonly LadderRow[], index: number): readonly Partner[] {
  const messages = rows.filter(row => row.type === 'message');
  const at = messages.findIndex(message => message.index === index);
  const own = messages[at];
  if (own === undefined) return [];
  const before = messages.slice(0, at).reverse();
  const others = [...before, ...messages.slice(at + 1)];
  const isAlike = (other: LadderMessage): boolean => other.method === own.method && other.statusCode === own.statusCode;
  const isOtherHop = (other: LadderMessage): boolean => other.from !== own.from || other.to !== own.to;
  const wanted: readonly (readonly [PartnerReason, LadderMessage | undefined])[] = [
    ['repeats', others.find(other => other.index === own.retransmissionOf)],
    ['repeated-by', others.find(other => other.retransmissionOf === own.index)],
    [
      'next-hop',
      others.find(other => other.leg === own.leg && other.cseq === own.cseq && isAlike(other) && isOtherHop(other)),
    ],
    [
      'other-leg',
      nearest(
        others.filter(other => other.leg !== own.leg && isAlike(other)),
        own,
      ),
    ],
    ['earlier', before.find(other => other.leg === own.leg && isAlike(other) && other.cseq !== own.cseq)],
    ['transaction', before.find(other => other.leg === own.leg && other.transaction === own.transaction)],
  ];
  const seen = new Set<number>();
  return wanted.flatMap(([reason, message]) => {
    if (message === undefined || seen.has(message.index)) return [];
    seen.add(message.index);
    return [{ reason, message }];
  });
}

function nearest(messages: readonly LadderMessage[], own: LadderMessage): LadderMessage | undefined {
  let best: LadderMessage | undefined;
  for (const message of messages)
    if (best === undefined || Math.abs(message.time - own.time) < Math.abs(best.time - own.time)) best = message;
  return best;
}
