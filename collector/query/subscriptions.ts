// Subscriptions as they are told: rows from `subscription-book.ts`, by the capture clock of the question.

import type { RowAnswer, RowQuery } from '../model/rows.ts';
import type {
  SubscriptionDetail,
  SubscriptionEvent,
  SubscriptionState,
  SubscriptionSummary,
} from '../model/subscription.ts';
import type { Micros } from '../model/time.ts';
import { readEventBody } from '../sip/bodies/event-body.ts';
import { readMessage } from '../sip/message.ts';
import type { CallStore } from '../store/call-store.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { dropUndefined } from './absent.ts';
import type { SortKey } from './key-order.ts';
import { answerRows, textKey } from './row-answer.ts';
import type { Subscription, SubscriptionBook } from './subscription-book.ts';
import { callIdText } from './summary.ts';

export interface SubscriptionSources {
  readonly captureId: string;
  readonly store: CallStore;
  readonly bytes: MessageBytes;
  readonly book: SubscriptionBook;
  readonly clock: Micros;
  readonly unreadable: number;
}

export function listSubscriptions(sources: SubscriptionSources, query: RowQuery): RowAnswer<SubscriptionSummary> {
  const { store, book, clock, unreadable } = sources;
  return answerRows(
    {
      items: book.subscriptions,
      stateOf: one => stateOf(store, one, clock),
      textOf: one =>
        [
          one.event,
          one.subscriber,
          one.resource,
          one.userAgent,
          one.body?.words,
          callIdText(store, store.legs[one.leg]),
        ].join('\n'),
      keyOf: (one, key) => keyOf(store, one, key, clock),
      rowOf: one => subscriptionRow(sources, one),
      omitted: book.omitted,
      unreadable,
    },
    query,
  );
}

export function describeSubscription(sources: SubscriptionSources, number: number): SubscriptionDetail | undefined {
  const { store, bytes, book } = sources;
  const one = book.subscriptions[store.indexOf(number, book.subscriptions.length)];
  if (one === undefined) return undefined;
  const message = one.body === undefined ? undefined : bytes.readIfKept(one.body.row);
  const document =
    one.body === undefined || message === undefined
      ? undefined
      : readEventBody(one.body.contentType, readMessage(message).body);
  return dropUndefined({
    subscription: subscriptionRow(sources, one),
    history: one.history.map(({ row, words }) => eventOf(store, row, words)),
    historyOmitted: one.historyOmitted,
    document,
  });
}

function eventOf(store: CallStore, row: number, words: string): SubscriptionEvent {
  const m = store.messages;
  return {
    method: store.methods.name(m.cseqMethod[row]) === 'SUBSCRIBE' ? 'SUBSCRIBE' : 'NOTIFY',
    time: m.time[row],
    message: store.numberOf(row),
    statusCode: store.transactions.finalCode[m.transaction[row]],
    words,
  };
}

/** By its NOTIFYs (SEMANTICS §2); before the first by what was answered to the SUBSCRIBE. */
function stateOf({ transactions }: CallStore, one: Subscription, clock: Micros): SubscriptionState {
  if (one.notified === 'terminated') return 'terminated';
  const isOver = one.expiresAt !== undefined && clock > one.expiresAt;
  if (one.notified !== '') return isOver ? 'expired' : one.notified === 'pending' ? 'pending' : 'active';
  const code = one.subscribe < 0 ? 0 : transactions.finalCode[one.subscribe];
  if (code === 0) {
    const isExpired = one.subscribe >= 0 && (transactions.flags[one.subscribe] & TransactionFlag.Expired) !== 0;
    return isExpired ? 'timeout' : 'pending';
  }
  if (code === 401 || code === 407) return 'challenged';
  if (code >= 300) return 'rejected';
  return isOver ? 'expired' : 'pending';
}

function keyOf(store: CallStore, one: Subscription, key: string, clock: Micros): SortKey {
  switch (key) {
    case 'event':
      return textKey(one.event);
    case 'subscriber':
      return textKey(one.subscriber);
    case 'resource':
      return textKey(one.resource);
    case 'userAgent':
      return textKey(one.userAgent);
    case 'state':
      return stateOf(store, one, clock);
    case 'startTime':
      return store.messages.time[one.first];
    case 'lastTime':
      return store.messages.time[one.last];
    case 'lastNotify':
      return one.lastNotify;
    case 'expires':
      return one.expires;
    case 'expiresAt':
      return one.expiresAt;
    case 'subscribes':
      return one.subscribes;
    case 'notifies':
      return one.notifies;
    case 'notifiesRefused':
      return one.notifiesRefused;
    default:
      return undefined;
  }
}

export function subscriptionRow(sources: SubscriptionSources, one: Subscription): SubscriptionSummary {
  const { captureId, store, clock } = sources;
  const m = store.messages;
  const leg = store.legs[one.leg];
  const index = store.numberOf(one.index);
  const { body } = one;
  return dropUndefined({
    id: `${captureId}:${index}`,
    index,
    callId: callIdText(store, leg),
    leg: store.numberOf(one.leg),
    event: one.event,
    state: stateOf(store, one, clock),
    reason: one.reason,
    statusCode: one.subscribe < 0 ? 0 : store.transactions.finalCode[one.subscribe],
    subscriber: one.subscriber,
    resource: one.resource,
    source: store.endpoints.text(leg.source),
    destination: store.endpoints.text(leg.destination),
    userAgent: one.userAgent,
    expires: one.expires,
    startTime: m.time[one.first],
    expiresAt: one.notified === 'terminated' ? undefined : one.expiresAt,
    lastNotify: one.lastNotify,
    lastTime: m.time[one.last],
    subscribes: one.subscribes,
    notifies: one.notifies,
    notifiesRefused: one.notifiesRefused,
    localTag: one.localTag,
    remoteTag: one.remoteTag,
    forked: one.forked,
    body:
      body === undefined
        ? undefined
        : { message: store.numberOf(body.row), contentType: body.contentType, words: body.words },
  });
}
