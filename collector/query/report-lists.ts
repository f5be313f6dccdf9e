// The sections of `report --json` that are made of many legs: registrations and their like; in a summary, how many there are.

import { isoTime } from '../model/time.ts';
import type { CallSources } from './call-detail.ts';
import { CaptureBooks, upToDate } from './capture-books.ts';
import { conferenceRow } from './conferences.ts';
import { instantMessageRow } from './instant-messages.ts';
import { peerRow } from './options-health.ts';
import type { Report } from './report.ts';
import { registrationRows } from './report-registrations.ts';
import { subscriptionRows } from './report-subscriptions.ts';
import { transferRow } from './transfers.ts';

/** `isWanted`: whether a leg (by its index) is to be listed. */
export function listSections(sources: CallSources, isWanted: (leg: number) => boolean): Report {
  const { captureId, store, bytes } = sources;
  const books = new CaptureBooks(store, bytes);
  const told = { captureId, store, unreadable: 0 };
  const legOf = (row: number): number => store.messages.leg[row];
  const transfers = upToDate(books.transfers);
  return {
    registrations: registrationRows(sources, books, isWanted),
    subscriptions: subscriptionRows(sources, books, isWanted),
    instantMessages: upToDate(books.instantMessages)
      .requests.filter(one => isWanted(legOf(one.row)))
      .map(one => withoutNumbers(instantMessageRow({ ...told, book: books.instantMessages }, one))),
    optionsHealth: upToDate(books.options)
      .peers.filter(peer => isWanted(legOf(Math.max(peer.ping, peer.answer))))
      .map(peer => withoutNumbers(peerRow({ ...told, book: books.options, read: books.read }, peer))),
    conferences: upToDate(books.conferences)
      .conferences.filter(one => [...one.legs.keys(), legOf(one.first)].some(isWanted))
      .map(one => withoutNumbers(conferenceRow({ ...told, book: books.conferences, transfers }, one))),
    transfers: transfers.transfers
      .filter(one => isWanted(legOf(one.row)))
      .map(one => withoutNumbers(transferRow({ ...told, book: transfers }, one))),
  };
}

/** Conferences are not counted: finding them means looking through the first messages of every call. */
export function listCounts({ store, bytes }: CallSources): Report {
  const books = new CaptureBooks(store, bytes);
  return {
    registrations: upToDate(books.registrations).bindings.length,
    subscriptions: upToDate(books.subscriptions).subscriptions.length,
    instantMessages: upToDate(books.instantMessages).requests.length,
    optionsHealth: upToDate(books.options).peers.length,
    transfers: upToDate(books.transfers).transfers.length,
  };
}

const TIMES: ReadonlySet<string> = new Set(['time', 'since', 'startTime', 'lastTime', 'joinedAt', 'leftAt']);
/** What only the page needs. */
const NUMBERS: ReadonlySet<string> = new Set(['id', 'index', 'leg', 'legs', 'replacedLeg']);

/** A row whose times are texts, inner rows included. */
function withoutNumbers(row: object): Report {
  const entries = Object.entries(row).flatMap(([key, value]): [string, unknown][] => {
    if (NUMBERS.has(key)) return [];
    if (TIMES.has(key)) return [[key, isoTime(Number(value))]];
    if (!Array.isArray(value)) return [[key, value]];
    return [[key, value.map(one => (typeof one === 'object' && one !== null ? withoutNumbers(one) : one))]];
  });
  return Object.fromEntries(entries);
}
