// The sections of `report --json` that are made of many legs: registrations and their like; in a summary, how many there are.

import type { CallSources } from './call-detail.ts';
import { CaptureBooks, upToDate } from './capture-books.ts';
import type { Report } from './report.ts';
import { registrationRows } from './report-registrations.ts';
import { subscriptionRows } from './report-subscriptions.ts';

/** `isWanted`: whether a leg (by its index) is to be listed. */
export function listSections(sources: CallSources, isWanted: (leg: number) => boolean): Report {
  const books = new CaptureBooks(sources.store, sources.bytes);
  return {
    registrations: registrationRows(sources, books, isWanted),
    subscriptions: subscriptionRows(sources, books, isWanted),
  };
}

export function listCounts({ store, bytes }: CallSources): Report {
  const books = new CaptureBooks(store, bytes);
  return {
    registrations: upToDate(books.registrations).bindings.length,
    subscriptions: upToDate(books.subscriptions).subscriptions.length,
  };
}
