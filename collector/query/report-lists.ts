// The sections of `report --json` that are made of many legs: registrations and their like; in a summary, how many there are.

import { isoTime } from '../model/time.ts';
import type { CallSources } from './call-detail.ts';
import { CaptureBooks, upToDate } from './capture-books.ts';
import { conferenceRow } from './conferences.ts';
import { instantMessageRow } from './instant-messages.ts';
import { peerRow } from './options-health.ts';
import type { Report } from './report.ts';
import type { WantedParts } from './report-parts.ts';
import { registrationRows } from './report-registrations.ts';
import { subscriptionRows } from './report-subscriptions.ts';
import { transferRow } from './transfers.ts';

/** `isWanted`: whether a leg (by its index) is to be listed. */
export function listSections(sources: CallSources, parts: WantedParts, isWanted: (leg: number) => boolean): Report {
  const { captureId, store, bytes } = sources;
  const books = new CaptureBooks(store, bytes);
  const told = { captureId, store, unreadable: 0 };
  const legOf = (row: number): number => store.messages.leg[row];
  return {
    ...parts.of('registrations', () => ({ registrations: registrationRows(sources, books, isWanted) })),
    ...parts.of('subscriptions', () => ({ subscriptions: subscriptionRows(sources, books, isWanted) })),
    ...parts.of('instantMessages', () => ({
      instantMessages: upToDate(books.instantMessages)
        .requests.filter(one => isWanted(legOf(one.row)))
        .map(one => withoutNumbers(instantMessageRow({ ...told, book: books.instantMessages }, one))),
    })),
    ...parts.of('optionsHealth', () => ({
      optionsHealth: upToDate(books.options)
        .peers.filter(peer => isWanted(legOf(Math.max(peer.ping, peer.answer))))
        .map(peer => withoutNumbers(peerRow({ ...told, book: books.options, read: books.read }, peer))),
    })),
    ...parts.of('conferences', () => {
      const transfers = upToDate(books.transfers);
      return {
        conferences: upToDate(books.conferences)
          .conferences.filter(one => [...one.legs.keys(), legOf(one.first)].some(isWanted))
          .map(one => withoutNumbers(conferenceRow({ ...told, book: books.conferences, transfers }, one))),
      };
    }),
    ...parts.of('transfers', () => {
      const book = upToDate(books.transfers);
      return {
        transfers: book.transfers
          .filter(one => isWanted(legOf(one.row)))
          .map(one => withoutNumbers(transferRow({ ...told, book }, one))),
      };
    }),
  };
}

/** Conferences are not counted: finding them means looking through the first messages of every call. */
export function listCounts({ store, bytes }: CallSources, parts: WantedParts): Report {
  const books = new CaptureBooks(store, bytes);
  return {
    ...parts.of('registrations', () => ({ registrations: upToDate(books.registrations).bindings.length })),
    ...parts.of('subscriptions', () => ({ subscriptions: upToDate(books.subscriptions).subscriptions.length })),
    ...parts.of('instantMessages', () => ({ instantMessages: upToDate(books.instantMessages).requests.length })),
    ...parts.of('optionsHealth', () => ({ optionsHealth: upToDate(books.options).peers.length })),
    ...parts.of('transfers', () => ({ transfers: upToDate(books.transfers).transfers.length })),
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
