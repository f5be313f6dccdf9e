// Standalone requests as they are told: rows from `instant-message-book.ts`.

import type { InstantMessage, RequestState } from '../model/instant-message.ts';
import type { RowAnswer, RowQuery } from '../model/rows.ts';
import { millis } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { dropUndefined } from './absent.ts';
import type { InstantMessageBook, StandaloneRequest } from './instant-message-book.ts';
import type { SortKey } from './key-order.ts';
import { answerRows, textKey } from './row-answer.ts';
import { callIdText } from './summary.ts';

export interface InstantMessageSources {
  readonly captureId: string;
  readonly store: CallStore;
  readonly book: InstantMessageBook;
  readonly unreadable: number;
}

export function listInstantMessages(sources: InstantMessageSources, query: RowQuery): RowAnswer<InstantMessage> {
  const { store, book, unreadable } = sources;
  return answerRows(
    {
      items: book.requests,
      stateOf: one => stateOf(store, transactionOf(store, one)),
      textOf: one =>
        [store.methods.name(store.messages.code[one.row]), one.from, one.to, one.about, one.text].join('\n'),
      keyOf: (one, key) => keyOf(store, one, key),
      rowOf: one => instantMessageRow(sources, one),
      omitted: book.omitted,
      unreadable,
    },
    query,
  );
}

function transactionOf(store: CallStore, one: StandaloneRequest): number {
  return store.messages.transaction[one.row];
}

/** Of a transaction of its own (SEMANTICS §2). */
export function stateOf({ transactions }: CallStore, transaction: number): RequestState {
  const code = transactions.finalCode[transaction];
  if (code === 0) return (transactions.flags[transaction] & TransactionFlag.Expired) !== 0 ? 'timeout' : 'pending';
  if (code < 300) return 'succeeded';
  return code === 401 || code === 407 ? 'challenged' : 'failed';
}

function keyOf(store: CallStore, one: StandaloneRequest, key: string): SortKey {
  switch (key) {
    case 'method':
      return textKey(store.methods.name(store.messages.code[one.row]));
    case 'from':
      return textKey(one.from);
    case 'to':
      return textKey(one.to);
    case 'about':
      return textKey(one.about);
    case 'text':
      return textKey(one.text);
    case 'contentType':
      return textKey(one.contentType);
    case 'state':
      return stateOf(store, transactionOf(store, one));
    case 'statusCode':
      return store.transactions.finalCode[transactionOf(store, one)];
    case 'time':
      return store.messages.time[one.row];
    case 'length':
      return one.length;
    default:
      return undefined;
  }
}

export function instantMessageRow({ captureId, store }: InstantMessageSources, one: StandaloneRequest): InstantMessage {
  const m = store.messages;
  const t = store.transactions;
  const transaction = transactionOf(store, one);
  const final = t.final[transaction];
  const index = store.numberOf(one.index);
  return dropUndefined({
    id: `${captureId}:${index}`,
    index,
    callId: callIdText(store, store.legs[m.leg[one.row]]),
    leg: store.numberOf(m.leg[one.row]),
    message: store.numberOf(one.row),
    method: store.methods.name(m.code[one.row]),
    state: stateOf(store, transaction),
    statusCode: t.finalCode[transaction],
    from: one.from,
    to: one.to,
    source: store.endpoints.text(m.source[one.row]),
    destination: store.endpoints.text(m.destination[one.row]),
    time: m.time[one.row],
    responseTime: final < 0 || m.time[final] < m.time[one.row] ? undefined : millis(m.time[final] - m.time[one.row]),
    retransmissions: t.retransmissions[transaction],
    inDialog: t.toTag[transaction] !== 0,
    about: one.about,
    contentType: one.contentType,
    length: one.length,
    text: one.text,
    cut: one.cut,
  });
}
