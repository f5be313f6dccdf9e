// Registrations as `report --json` lists them (INTERFACES): the names of the contract, and what else is known of a binding.

import type { RegistrationSummary } from '../model/registration.ts';
import { isoTime, type Micros } from '../model/time.ts';
import { dropUndefined } from './absent.ts';
import type { CallSources } from './call-detail.ts';
import { type CaptureBooks, upToDate } from './capture-books.ts';
import { registrationRow } from './registrations.ts';

type TimeKey = 'registeredAt' | 'refreshedAt' | 'expiresAt' | 'lastTime';

/** A registration whose times are texts, without what only the page needs. */
export type RegistrationRow = Omit<RegistrationSummary, 'id' | 'index' | 'legs' | 'legsOmitted' | TimeKey> & {
  readonly [K in TimeKey]?: string;
};

/** `isWanted`: whether a leg (by its index) is to be listed; a registration is when one of its legs is. */
export function registrationRows(
  sources: CallSources,
  books: CaptureBooks,
  isWanted: (leg: number) => boolean,
): RegistrationRow[] {
  const { captureId, store } = sources;
  const book = upToDate(books.registrations);
  const told = { captureId, store, book, clock: sources.counts.clock, unreadable: books.unreadable };
  return book.bindings
    .filter(binding => binding.legs.some(isWanted))
    .map(binding => reportRow(registrationRow(told, binding)));
}

function reportRow(row: RegistrationSummary): RegistrationRow {
  const { id: _id, index: _index, legs: _legs, legsOmitted: _omitted, ...rest } = row;
  const iso = (time: Micros | undefined): string | undefined => (time === undefined ? undefined : isoTime(time));
  return dropUndefined({
    ...rest,
    registeredAt: iso(row.registeredAt),
    refreshedAt: iso(row.refreshedAt),
    expiresAt: iso(row.expiresAt),
    lastTime: isoTime(row.lastTime),
  });
}
