// What an answer made of an offer, medium by medium, in words (RFC 3264 §6). Pure.

import type { MediaLine, MediaSession, OfferAnswer } from '../../../server/wire/types.ts';

/** The exchange whose answer this message carries; undefined when its body answers nothing that was seen. */
export function exchangeAnsweredBy(sessions: readonly MediaSession[], message: number): OfferAnswer | undefined {
  for (const session of sessions) {
    const found = session.exchanges.find(exchange => exchange.answer === message);
    if (found !== undefined) return found;
  }
  return undefined;
}

export type AnswerChange =
  | { readonly kind: 'refused' }
  | { readonly kind: 'codecs'; readonly left: readonly string[]; readonly dropped: readonly string[] }
  | { readonly kind: 'added'; readonly codecs: readonly string[] }
  | { readonly kind: 'order' }
  | { readonly kind: 'direction'; readonly from: string; readonly to: string }
  | { readonly kind: 'ptime'; readonly from: string; readonly to: string };

/** Empty when it took the offer as it was. */
export function answerChanges({ offerer, answerer }: MediaLine): readonly AnswerChange[] {
  if (answerer === undefined) return [];
  if (answerer.port === 0 && offerer.port !== 0) return [{ kind: 'refused' }];
  const [offered, answered] = [offerer.codecs.map(codec => codec.name), answerer.codecs.map(codec => codec.name)];
  const dropped = offered.filter(name => !answered.includes(name));
  const added = answered.filter(name => !offered.includes(name));
  const kept = offered.filter(name => answered.includes(name));
  const isReordered = kept.some((name, at) => answered.filter(each => kept.includes(each))[at] !== name);
  const changes: AnswerChange[] = [];
  if (dropped.length > 0) changes.push({ kind: 'codecs', left: kept, dropped });
  if (added.length > 0) changes.push({ kind: 'added', codecs: added });
  if (isReordered) changes.push({ kind: 'order' });
  // RFC 3264 §6.1: sendonly is answered by recvonly; that is no change.
  if (answerer.direction !== MIRROR[offerer.direction])
    changes.push({ kind: 'direction', from: offerer.direction, to: answerer.direction });
  if (offerer.ptime !== answerer.ptime && offerer.ptime !== undefined && answerer.ptime !== undefined)
    changes.push({ kind: 'ptime', from: String(offerer.ptime), to: String(answerer.ptime) });
  return changes;
}

const MIRROR = { sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive' } as const;
