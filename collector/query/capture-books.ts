// What is kept up to date, from question to question, of one index: registrations and their like. Each book is made when it is first
// asked for, and reads each message once.

import { readMessage, type SipMessage } from '../sip/message.ts';
import type { CallStore } from '../store/call-store.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { ConferenceBook } from './conference-book.ts';
import { InstantMessageBook } from './instant-message-book.ts';
import { OptionsBook } from './options-book.ts';
import { type ReadRow, RegistrationBook } from './registration-book.ts';
import { SubscriptionBook } from './subscription-book.ts';
import { TransferBook } from './transfer-book.ts';

/** A book takes some more messages with each step; false when it has taken all. */
export interface Book {
  step(): boolean;
}

export class CaptureBooks {
  /** Messages whose bytes were gone when a book wanted them. */
  unreadable = 0;
  private readonly store: CallStore;
  private readonly bytes: MessageBytes;
  private registrationBook: RegistrationBook | undefined = undefined;
  private subscriptionBook: SubscriptionBook | undefined = undefined;
  private optionsBook: OptionsBook | undefined = undefined;
  private instantMessageBook: InstantMessageBook | undefined = undefined;
  private transferBook: TransferBook | undefined = undefined;
  private conferenceBook: ConferenceBook | undefined = undefined;

  constructor(store: CallStore, bytes: MessageBytes) {
    this.store = store;
    this.bytes = bytes;
  }

  get registrations(): RegistrationBook {
    this.registrationBook ??= new RegistrationBook(this.store, this.read);
    return this.registrationBook;
  }

  get subscriptions(): SubscriptionBook {
    this.subscriptionBook ??= new SubscriptionBook(this.store, this.read);
    return this.subscriptionBook;
  }

  get options(): OptionsBook {
    this.optionsBook ??= new OptionsBook(this.store);
    return this.optionsBook;
  }

  get instantMessages(): InstantMessageBook {
    this.instantMessageBook ??= new InstantMessageBook(this.store, this.read);
    return this.instantMessageBook;
  }

  get transfers(): TransferBook {
    this.transferBook ??= new TransferBook(this.store, this.read);
    return this.transferBook;
  }

  get conferences(): ConferenceBook {
    this.conferenceBook ??= new ConferenceBook(this.store, this.readBytes);
    return this.conferenceBook;
  }

  readonly read: ReadRow = (row): SipMessage | undefined => {
    const bytes = this.readBytes(row);
    return bytes === undefined ? undefined : readMessage(bytes);
  };

  private readonly readBytes = (row: number): Buffer | undefined => {
    const bytes = this.bytes.readIfKept(row);
    if (bytes === undefined) this.unreadable++;
    return bytes;
  };
}

/** Brings a book up to date at once: for a report, which nothing else waits for. */
export function upToDate<B extends Book>(book: B): B {
  while (book.step());
  return book;
}
