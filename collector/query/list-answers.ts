// Answers about registrations and their like: brings the book up to date in slices, then takes the rows that were asked for.

import type { ConferenceSummary } from '../model/conference.ts';
import type { HostMap, HostMapQuery } from '../model/host-map.ts';
import type { InstantMessage } from '../model/instant-message.ts';
import type { PeerSummary } from '../model/options-health.ts';
import type { RegistrationDetail, RegistrationSummary, RegistrationTimeline } from '../model/registration.ts';
import type { RowAnswer, RowQuery } from '../model/rows.ts';
import type { SubscriptionDetail, SubscriptionSummary } from '../model/subscription.ts';
import type { TransferSummary } from '../model/transfer.ts';
import type { CallSources } from './call-detail.ts';
import { type Book, CaptureBooks } from './capture-books.ts';
import { listConferences } from './conferences.ts';
import { hostMapSteps } from './host-map.ts';
import { listInstantMessages } from './instant-messages.ts';
import { listPeers } from './options-health.ts';
import {
  describeRegistration,
  listRegistrations,
  type RegistrationSources,
  registrationTimeline,
} from './registrations.ts';
import { inSlices } from './slices.ts';
import { describeSubscription, listSubscriptions, type SubscriptionSources } from './subscriptions.ts';
import { listTransfers } from './transfers.ts';

export class ListAnswers {
  private readonly sources: () => CallSources;
  private readonly books: CaptureBooks;

  constructor(sources: () => CallSources) {
    this.sources = sources;
    const { store, bytes } = sources();
    this.books = new CaptureBooks(store, bytes);
  }

  async registrations(query: RowQuery): Promise<RowAnswer<RegistrationSummary>> {
    return listRegistrations(await this.registrationSources(), query);
  }

  async registration(number: number): Promise<RegistrationDetail | undefined> {
    return describeRegistration(await this.registrationSources(), number);
  }

  async registrationTimeline(number: number): Promise<RegistrationTimeline | undefined> {
    return registrationTimeline(await this.registrationSources(), number);
  }

  async subscriptions(query: RowQuery): Promise<RowAnswer<SubscriptionSummary>> {
    return listSubscriptions(await this.subscriptionSources(), query);
  }

  async subscription(number: number): Promise<SubscriptionDetail | undefined> {
    return describeSubscription(await this.subscriptionSources(), number);
  }

  async optionsHealth(query: RowQuery): Promise<RowAnswer<PeerSummary>> {
    const book = await this.upToDate(this.books.options);
    const { read } = this.books;
    return listPeers({ ...this.told, book, read }, query);
  }

  async hostMap(query: HostMapQuery): Promise<HostMap> {
    const { peers } = await this.upToDate(this.books.options);
    const { store, names } = this.sources();
    return inSlices(hostMapSteps({ store, names, peers }, query));
  }

  async instantMessages(query: RowQuery): Promise<RowAnswer<InstantMessage>> {
    const book = await this.upToDate(this.books.instantMessages);
    return listInstantMessages({ ...this.told, book }, query);
  }

  async transfers(query: RowQuery): Promise<RowAnswer<TransferSummary>> {
    const book = await this.upToDate(this.books.transfers);
    return listTransfers({ ...this.told, book }, query);
  }

  async conferences(query: RowQuery): Promise<RowAnswer<ConferenceSummary>> {
    const transfers = await this.upToDate(this.books.transfers);
    const book = await this.upToDate(this.books.conferences);
    return listConferences({ ...this.told, book, transfers }, query);
  }

  private async subscriptionSources(): Promise<SubscriptionSources> {
    const book = await this.upToDate(this.books.subscriptions);
    return { ...this.told, bytes: this.sources().bytes, book };
  }

  private async registrationSources(): Promise<RegistrationSources> {
    const book = await this.upToDate(this.books.registrations);
    return { ...this.told, book };
  }

  /** What every list is told from; after its book was brought up to date. */
  private get told(): Pick<RegistrationSources, 'captureId' | 'store' | 'clock' | 'unreadable'> {
    const { captureId, store, counts } = this.sources();
    return { captureId, store, clock: counts.clock, unreadable: this.books.unreadable };
  }

  private async upToDate<B extends Book>(book: B): Promise<B> {
    await inSlices(stepsOf(book));
    return book;
  }
}

function* stepsOf(book: Book): Generator<undefined, undefined> {
  while (book.step()) yield;
}
