// Subscriptions as `report --json` lists them (INTERFACES): the names of the contract, and what else is known of one.

import type { SubscriptionSummary } from '../model/subscription.ts';
import { isoTime, type Micros } from '../model/time.ts';
import { dropUndefined } from './absent.ts';
import type { CallSources } from './call-detail.ts';
import { type CaptureBooks, upToDate } from './capture-books.ts';
import { subscriptionRow } from './subscriptions.ts';

type TimeKey = 'startTime' | 'expiresAt' | 'lastNotify' | 'lastTime';

/** A subscription whose times are texts, without what only the page needs. */
export type SubscriptionRow = Omit<SubscriptionSummary, 'id' | 'index' | 'leg' | TimeKey> & {
  readonly [K in TimeKey]?: string;
};

export function subscriptionRows(
  sources: CallSources,
  books: CaptureBooks,
  isWanted: (leg: number) => boolean,
): SubscriptionRow[] {
  const book = upToDate(books.subscriptions);
  const told = { ...sources, book, clock: sources.counts.clock, unreadable: books.unreadable };
  return book.subscriptions.filter(one => isWanted(one.leg)).map(one => reportRow(subscriptionRow(told, one)));
}

function reportRow(row: SubscriptionSummary): SubscriptionRow {
  const { id: _id, index: _index, leg: _leg, ...rest } = row;
  const iso = (time: Micros | undefined): string | undefined => (time === undefined ? undefined : isoTime(time));
  return dropUndefined({
    ...rest,
    startTime: isoTime(row.startTime),
    expiresAt: iso(row.expiresAt),
    lastNotify: iso(row.lastNotify),
    lastTime: isoTime(row.lastTime),
  });
}
