// The messages and transactions of a leg as facts for rules, from columns alone: no message is read.

import type { MessageFacts, TransactionFacts } from '../findings/facts.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import { millis } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { MessageFlag } from '../store/message-table.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { rowsOf } from './leg-rows.ts';

/** Rules look at so many messages of a leg; a call has tens, a hostile Call-ID millions. */
const MESSAGES = 10_000;

export interface LegColumns {
  readonly messages: readonly MessageFacts[];
  readonly messagesCut: number;
  readonly transactions: readonly TransactionFacts[];
}

export function columnsOf(store: CallStore, leg: Leg): LegColumns {
  const m = store.messages;
  const rows: number[] = [];
  for (const row of rowsOf(store, leg)) {
    if (rows.length === MESSAGES) break;
    if ((m.flags[row] & MessageFlag.Duplicate) === 0) rows.push(row);
  }
  // Where each transaction of the store is in the list of facts, and each row in that of messages.
  const transactionAt = new Map<number, number>();
  const messageAt = new Map<number, number>();
  const rowsByTransaction: number[][] = [];
  rows.forEach((row, at) => {
    messageAt.set(row, at);
    const id = m.transaction[row];
    const known = transactionAt.get(id);
    if (known === undefined) transactionAt.set(id, rowsByTransaction.push([at]) - 1);
    else rowsByTransaction[known].push(at);
  });
  return {
    messages: rows.map(row => messageFacts(store, row, transactionAt.get(m.transaction[row]) ?? -1)),
    messagesCut: Math.max(0, leg.messages - leg.duplicates - rows.length),
    transactions: [...transactionAt].map(([id, at]) =>
      transactionFacts(
        store,
        id,
        rows[rowsByTransaction[at][0]],
        rowsByTransaction[at],
        row => messageAt.get(row) ?? -1,
      ),
    ),
  };
}

function messageFacts(store: CallStore, row: number, transaction: number): MessageFacts {
  const m = store.messages;
  const flags = m.flags[row];
  const isRequest = m.isRequest(row);
  return {
    index: store.numberOf(row),
    time: m.time[row],
    source: store.endpoints.text(m.source[row]),
    destination: store.endpoints.text(m.destination[row]),
    transport: TRANSPORT_NAMES[m.transport[row]],
    isRequest,
    method: store.methods.name(isRequest ? m.code[row] : m.cseqMethod[row]),
    statusCode: isRequest ? 0 : m.code[row],
    cseq: m.cseqNumber[row],
    transaction,
    length: m.length[row],
    retransmission: (flags & MessageFlag.Retransmission) !== 0,
    hasSdp: (flags & MessageFlag.Sdp) !== 0,
    truncated: (flags & MessageFlag.Truncated) !== 0,
    malformed: (flags & MessageFlag.Malformed) !== 0,
    faults: m.faults[row],
  };
}

function transactionFacts(
  store: CallStore,
  id: number,
  first: number,
  messages: readonly number[],
  positionOf: (row: number) => number,
): TransactionFacts {
  const t = store.transactions;
  const m = store.messages;
  const turned = !m.isRequest(first);
  const request = t.request[id];
  const final = t.final[id];
  const responseTime = request >= 0 && final >= 0 ? millis(m.time[final] - m.time[request]) : undefined;
  return {
    method: store.methods.name(t.method(id)),
    cseq: t.cseqNumber(id),
    source: store.endpoints.text(turned ? m.destination[first] : m.source[first]),
    destination: store.endpoints.text(turned ? m.source[first] : m.destination[first]),
    transport: TRANSPORT_NAMES[m.transport[first]],
    hops: t.viaCount[id],
    inDialog: t.toTag[id] !== 0,
    hasCredentials: (t.flags[id] & TransactionFlag.Credentials) !== 0,
    request: positionOf(request),
    provisional: positionOf(t.provisional[id]),
    final: positionOf(final),
    finalCode: t.finalCode[id],
    messages,
    retransmissions: t.retransmissions[id],
    timerExpired: (t.flags[id] & TransactionFlag.Expired) !== 0,
    ...(responseTime !== undefined && { responseTime }),
  };
}
