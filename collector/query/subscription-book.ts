// All subscriptions of a capture, kept up to date as messages come (RFC 6665): one per dialog and event. Each SUBSCRIBE, each 2xx to
// one and each NOTIFY is read once, as its first hop; of bodies only the last is remembered, by its row.
//
//   SUBSCRIBE (no To tag) ──▶ 2xx or NOTIFY with a tag of the notifier ──▶ its dialog; a second tag is a fork
//
// Transfers (Event: refer) are not among them: `transfer-book.ts` tells those.

import { Method } from '../model/sip.ts';
import { MICROS_PER_SECOND, type Micros } from '../model/time.ts';
import { eventWords, readEventBody } from '../sip/bodies/event-body.ts';
import { trimBlanks } from '../sip/lexical.ts';
import type { SipMessage } from '../sip/message.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import type { CallStore } from '../store/call-store.ts';
import type { ReadRow } from './registration-book.ts';
import { RowFollower } from './row-follower.ts';
import { readSubscriptionState } from './subscription-state.ts';

const MAX_SUBSCRIPTIONS = 200_000;
/** Transactions whose final response is waited for. */
const MAX_WAITING = 100_000;
const MAX_HISTORY = 50;

export interface SubscriptionNote {
  readonly row: number;
  readonly words: string;
}

/** One subscription as it stands. */
export class Subscription {
  readonly index: number;
  /** Index of the leg. */
  readonly leg: number;
  readonly event: string;
  /** Tags of who subscribes and who notifies; '' while not known. */
  readonly localTag: string;
  remoteTag: string;
  /** Row of its first message. */
  readonly first: number;
  last: number;
  subscriber = '';
  resource = '';
  userAgent = '';
  /** `active`, `pending`, `terminated` of the last NOTIFY; '' before. */
  notified = '';
  reason: string | undefined = undefined;
  /** Transaction of the last SUBSCRIBE, -1 when none was seen. */
  subscribe = -1;
  /** CSeq of the last SUBSCRIBE and NOTIFY, by whom they count. */
  subscribeCseq = -1;
  notifyCseq = -1;
  expires: number | undefined = undefined;
  expiresAt: Micros | undefined = undefined;
  lastNotify: Micros | undefined = undefined;
  subscribes = 0;
  notifies = 0;
  notifiesRefused = 0;
  forked = false;
  body: { readonly row: number; readonly contentType: string; readonly words: string } | undefined = undefined;
  readonly history: SubscriptionNote[] = [];
  historyOmitted = 0;

  constructor(index: number, leg: number, event: string, localTag: string, remoteTag: string, row: number) {
    this.index = index;
    this.leg = leg;
    this.event = event;
    this.localTag = localTag;
    this.remoteTag = remoteTag;
    this.first = row;
    this.last = row;
  }

  note(row: number, words: string): void {
    this.last = row;
    this.history.push({ row, words });
    if (this.history.length <= MAX_HISTORY) return;
    this.history.shift();
    this.historyOmitted++;
  }
}

export class SubscriptionBook {
  readonly subscriptions: Subscription[] = [];
  omitted = 0;
  private readonly store: CallStore;
  private readonly read: ReadRow;
  private readonly follower: RowFollower;
  /** By leg and event. */
  private readonly known = new Map<string, Subscription[]>();
  /** By transaction: whose SUBSCRIBE or NOTIFY waits for its final response. */
  private readonly waiting = new Map<number, Subscription>();

  constructor(store: CallStore, read: ReadRow) {
    this.store = store;
    this.read = read;
    this.follower = new RowFollower(store, [Method.Subscribe, Method.Notify], row => this.onRow(row));
  }

  step(): boolean {
    return this.follower.step();
  }

  private onRow(row: number): void {
    const m = this.store.messages;
    if (!m.isRequest(row)) {
      if (m.code[row] >= 200) this.onFinal(row);
      return;
    }
    const message = this.read(row);
    if (message === undefined) return;
    const event = trimBlanks(message.header('Event') ?? '');
    if (/^refer(?:;|$)/i.test(event)) return;
    if (m.code[row] === Method.Subscribe) this.onSubscribe(row, message, event);
    else this.onNotify(row, message, event);
  }

  private onSubscribe(row: number, message: SipMessage, event: string): void {
    const [fromTag, toTag] = [tagOf(message, 'From'), tagOf(message, 'To')];
    const m = this.store.messages;
    const subscription = this.find(row, event, fromTag, toTag) ?? this.add(row, event, fromTag, toTag);
    if (subscription === undefined || subscription.subscribeCseq >= m.cseqNumber[row]) return;
    subscription.subscribeCseq = m.cseqNumber[row];
    subscription.subscribe = m.transaction[row];
    subscription.subscribes++;
    this.name(subscription, message.header('From'), message.header('To'));
    subscription.userAgent = message.header('User-Agent') ?? subscription.userAgent;
    const expires = message.header('Expires');
    subscription.note(row, expires === undefined ? '' : `Expires: ${expires}`);
    this.wait(m.transaction[row], subscription);
  }

  private onNotify(row: number, message: SipMessage, event: string): void {
    const m = this.store.messages;
    const [fromTag, toTag] = [tagOf(message, 'From'), tagOf(message, 'To')];
    const subscription = this.find(row, event, toTag, fromTag) ?? this.add(row, event, toTag, fromTag);
    if (subscription === undefined || subscription.notifyCseq >= m.cseqNumber[row]) return;
    subscription.notifyCseq = m.cseqNumber[row];
    subscription.notifies++;
    subscription.lastNotify = m.time[row];
    if (subscription.subscriber === '') this.name(subscription, message.header('To'), message.header('From'));
    const written = message.header('Subscription-State') ?? '';
    const { state, reason, expires } = readSubscriptionState(written);
    subscription.notified = state;
    subscription.reason = state === 'terminated' ? reason : undefined;
    if (expires !== undefined) this.setExpiry(subscription, expires, m.time[row]);
    this.takeBody(subscription, row, message);
    subscription.note(row, written);
    this.wait(m.transaction[row], subscription);
  }

  private takeBody(subscription: Subscription, row: number, message: SipMessage): void {
    if (message.body.length === 0) return;
    const contentType = message.header('Content-Type') ?? '';
    const document = readEventBody(contentType, message.body);
    subscription.body = { row, contentType, words: document === undefined ? '' : eventWords(document) };
  }

  private onFinal(row: number): void {
    const m = this.store.messages;
    const subscription = this.waiting.get(m.transaction[row]);
    if (subscription === undefined) return;
    this.waiting.delete(m.transaction[row]);
    const code = m.code[row];
    subscription.last = Math.max(subscription.last, row);
    if (m.cseqMethod[row] === Method.Notify) {
      if (code >= 300) subscription.notifiesRefused++;
      // RFC 6665 §4.2.2: who gets 481 for a NOTIFY has no subscriber any more.
      if (code === 481) this.end(subscription, '481');
    } else if (code === 481 && subscription.notified !== '') this.end(subscription, '481');
    else if (code < 300) this.accept(subscription, row);
  }

  private end(subscription: Subscription, reason: string): void {
    if (subscription.notified === 'terminated') return;
    subscription.notified = 'terminated';
    subscription.reason = reason;
  }

  /** RFC 6665 §4.1.2.1: the 2xx says how long; its To tag is the dialog. */
  private accept(subscription: Subscription, row: number): void {
    const message = this.read(row);
    if (message === undefined) return;
    const expires = message.header('Expires');
    if (expires !== undefined && /^\d{1,10}$/.test(expires))
      this.setExpiry(subscription, Number(expires), this.store.messages.time[row]);
    if (subscription.remoteTag === '') subscription.remoteTag = tagOf(message, 'To');
  }

  private setExpiry(subscription: Subscription, expires: number, time: Micros): void {
    subscription.expires = expires;
    subscription.expiresAt = time + expires * MICROS_PER_SECOND;
  }

  private name(subscription: Subscription, subscriber: string | undefined, resource: string | undefined): void {
    subscription.subscriber = readNameAddr(subscriber ?? '')?.uri ?? '';
    subscription.resource = readNameAddr(resource ?? '')?.uri ?? '';
  }

  /** The subscription of a dialog; one whose dialog is not known yet takes the first tag that comes. */
  private find(row: number, event: string, localTag: string, remoteTag: string): Subscription | undefined {
    const known = this.known.get(this.keyOf(row, event))?.filter(one => one.localTag === localTag) ?? [];
    if (remoteTag === '') return known[0];
    const exact = known.find(one => one.remoteTag === remoteTag);
    if (exact !== undefined) return exact;
    const open = known.find(one => one.remoteTag === '');
    if (open !== undefined) open.remoteTag = remoteTag;
    return open;
  }

  private add(row: number, event: string, localTag: string, remoteTag: string): Subscription | undefined {
    if (this.subscriptions.length === MAX_SUBSCRIPTIONS) {
      this.omitted++;
      return undefined;
    }
    const leg = this.store.messages.leg[row];
    const subscription = new Subscription(this.subscriptions.length, leg, event, localTag, remoteTag, row);
    this.subscriptions.push(subscription);
    const key = this.keyOf(row, event);
    const siblings = this.known.get(key);
    if (siblings === undefined) this.known.set(key, [subscription]);
    else {
      this.takeAfter(subscription, siblings);
      siblings.push(subscription);
    }
    return subscription;
  }

  /** A fork of a SUBSCRIBE shares what that said. */
  private takeAfter(fork: Subscription, siblings: readonly Subscription[]): void {
    const origin = siblings.find(one => one.localTag === fork.localTag && one.subscribe >= 0);
    if (origin === undefined) return;
    origin.forked = true;
    fork.forked = true;
    fork.subscribe = origin.subscribe;
    fork.subscribeCseq = origin.subscribeCseq;
    fork.subscriber = origin.subscriber;
    fork.resource = origin.resource;
    fork.userAgent = origin.userAgent;
  }

  private keyOf(row: number, event: string): string {
    return `${this.store.messages.leg[row]} ${event.toLowerCase()}`;
  }

  private wait(transaction: number, subscription: Subscription): void {
    if (this.waiting.size === MAX_WAITING) {
      for (const oldest of this.waiting.keys()) {
        this.waiting.delete(oldest);
        break;
      }
    }
    this.waiting.set(transaction, subscription);
  }
}

function tagOf(message: SipMessage, header: string): string {
  return readNameAddr(message.header(header) ?? '')?.params.get('tag') ?? '';
}
