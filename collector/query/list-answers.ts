// Answers about registrations and their like: brings the book up to date in slices, then takes the rows that were asked for.

import type { RegistrationDetail, RegistrationSummary } from '../model/registration.ts';
import type { RowAnswer, RowQuery } from '../model/rows.ts';
import type { SubscriptionDetail, SubscriptionSummary } from '../model/subscription.ts';
import type { CallSources } from './call-detail.ts';
import { type Book, CaptureBooks } from './capture-books.ts';
import { describeRegistration, listRegistrations, type RegistrationSources } from './registrations.ts';
import { inSlices } from './slices.ts';
import { describeSubscription, listSubscriptions, type SubscriptionSources } from './subscriptions.ts';

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

  async subscriptions(query: RowQuery): Promise<RowAnswer<SubscriptionSummary>> {
    return listSubscriptions(await this.subscriptionSources(), query);
  }

  async subscription(number: number): Promise<SubscriptionDetail | undefined> {
    return describeSubscription(await this.subscriptionSources(), number);
  }

  private async subscriptionSources(): Promise<SubscriptionSources> {
    const book = await this.upToDate(this.books.subscriptions);
    const sources = this.sources();
    return { ...sources, book, clock: sources.counts.clock, unreadable: this.books.unreadable };
  }

  private async registrationSources(): Promise<RegistrationSources> {
    const book = await this.upToDate(this.books.registrations);
    const { captureId, store, counts } = this.sources();
    return { captureId, store, book, clock: counts.clock, unreadable: this.books.unreadable };
  }

  private async upToDate<B extends Book>(book: B): Promise<B> {
    await inSlices(stepsOf(book));
    return book;
  }
}

function* stepsOf(book: Book): Generator<undefined, undefined> {
  while (book.step()) yield;
}
