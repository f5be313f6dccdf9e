// Transfers as they are told: rows from `transfer-book.ts`.

import type { RowAnswer, RowQuery } from '../model/rows.ts';
import type { TransferState, TransferSummary } from '../model/transfer.ts';
import type { CallStore } from '../store/call-store.ts';
import { dropUndefined } from './absent.ts';
import { stateOf as requestState } from './instant-messages.ts';
import type { SortKey } from './key-order.ts';
import { answerRows, textKey } from './row-answer.ts';
import { callIdText } from './summary.ts';
import type { Transfer, TransferBook } from './transfer-book.ts';

export interface TransferSources {
  readonly captureId: string;
  readonly store: CallStore;
  readonly book: TransferBook;
  readonly unreadable: number;
}

export function listTransfers(sources: TransferSources, query: RowQuery): RowAnswer<TransferSummary> {
  const { store, book, unreadable } = sources;
  return answerRows(
    {
      items: book.transfers,
      stateOf: one => stateOf(store, one),
      textOf: one => [one.from, one.to, one.target, one.referredBy, callIdText(store, legOf(store, one))].join('\n'),
      keyOf: (one, key) => keyOf(store, one, key),
      rowOf: one => transferRow(sources, one),
      omitted: book.omitted,
      unreadable,
    },
    query,
  );
}

function legOf(store: CallStore, one: Transfer): CallStore['legs'][number] {
  return store.legs[store.messages.leg[one.row]];
}

/** By what the last NOTIFY told of the new call, before that by what was answered to the REFER. */
function stateOf(store: CallStore, one: Transfer): TransferState {
  const told = outcomeOf(one);
  if (told >= 200) return told < 300 ? 'succeeded' : 'failed';
  const state = requestState(store, store.messages.transaction[one.row]);
  if (state === 'failed' || state === 'challenged') return 'rejected';
  if (told > 0) return 'trying';
  return state === 'succeeded' ? 'accepted' : state;
}

function outcomeOf(one: Transfer): number {
  return one.progress.findLast(step => step.code > 0)?.code ?? 0;
}

function kindOf(one: Transfer): TransferSummary['kind'] {
  if (one.replaces !== undefined) return 'attended';
  return one.inDialog ? 'blind' : 'invite';
}

function keyOf(store: CallStore, one: Transfer, key: string): SortKey {
  switch (key) {
    case 'from':
      return textKey(one.from);
    case 'to':
      return textKey(one.to);
    case 'target':
      return textKey(one.target);
    case 'state':
      return stateOf(store, one);
    case 'kind':
      return kindOf(one);
    case 'time':
      return store.messages.time[one.row];
    case 'outcomeCode':
      return outcomeOf(one);
    default:
      return undefined;
  }
}

export function transferRow({ captureId, store }: TransferSources, one: Transfer): TransferSummary {
  const m = store.messages;
  const transaction = m.transaction[one.row];
  const index = store.numberOf(one.index);
  const replaced = one.replaces === undefined ? undefined : store.findLeg(Buffer.from(one.replaces, 'latin1'));
  const last = one.progress.at(-1)?.row ?? store.transactions.lastMessage[transaction];
  return dropUndefined({
    id: `${captureId}:${index}`,
    index,
    callId: callIdText(store, legOf(store, one)),
    leg: store.numberOf(m.leg[one.row]),
    message: store.numberOf(one.row),
    time: m.time[one.row],
    kind: kindOf(one),
    state: stateOf(store, one),
    statusCode: store.transactions.finalCode[transaction],
    outcomeCode: outcomeOf(one),
    from: one.from,
    to: one.to,
    target: one.target,
    referredBy: one.referredBy,
    replaces: one.replaces,
    replacedLeg: replaced === undefined ? undefined : store.numberOf(replaced.index),
    source: store.endpoints.text(m.source[one.row]),
    destination: store.endpoints.text(m.destination[one.row]),
    lastTime: m.time[last],
    progress: one.progress.map(({ row, code, text }) => ({
      message: store.numberOf(row),
      time: m.time[row],
      code,
      text,
    })),
  });
}
