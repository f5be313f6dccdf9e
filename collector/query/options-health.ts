// OPTIONS health as it is told: rows from `options-book.ts`. Only rows that are shown read the two messages that name the programs.

import type { PeerState, PeerSummary } from '../model/options-health.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import type { RowAnswer, RowQuery } from '../model/rows.ts';
import { type Micros, type Millis, millis } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { dropUndefined } from './absent.ts';
import type { SortKey } from './key-order.ts';
import type { OptionsBook, Peer } from './options-book.ts';
import type { ReadRow } from './registration-book.ts';
import { answerRows, textKey } from './row-answer.ts';

export interface OptionsSources {
  readonly captureId: string;
  readonly store: CallStore;
  readonly book: OptionsBook;
  readonly read: ReadRow;
  readonly unreadable: number;
}

export function listPeers(sources: OptionsSources, query: RowQuery): RowAnswer<PeerSummary> {
  const { book, unreadable } = sources;
  return answerRows(
    {
      items: book.peers,
      stateOf,
      textOf: peer => [...endpointsOf(sources.store, peer), stateOf(peer)].join('\n'),
      keyOf: (peer, key) => keyOf(sources.store, peer, key),
      rowOf: peer => peerRow(sources, peer),
      omitted: book.omitted,
      unreadable,
    },
    query,
  );
}

function stateOf({ isUp }: Peer): PeerState {
  return isUp === undefined ? 'unknown' : isUp ? 'up' : 'down';
}

function endpointsOf({ endpoints }: CallStore, peer: Peer): [source: string, destination: string] {
  return [endpoints.address(peer.source), endpoints.text(peer.destination)];
}

function keyOf(store: CallStore, peer: Peer, key: string): SortKey {
  switch (key) {
    case 'source':
      return textKey(endpointsOf(store, peer)[0]);
    case 'destination':
      return textKey(endpointsOf(store, peer)[1]);
    case 'state':
      return stateOf(peer);
    case 'since':
      return peer.since;
    case 'sent':
      return peer.sent;
    case 'answered':
      return peer.answered;
    case 'lost':
      return peer.lost;
    case 'outages':
      return peer.outages;
    case 'interval':
      return median(peer.intervals);
    case 'rttLast':
      return peer.rttLast;
    case 'rttMedian':
      return median(peer.rtts);
    case 'rttMax':
      return peer.rttMax;
    case 'statusCode':
      return peer.answer < 0 ? 0 : store.messages.code[peer.answer];
    case 'lastTime':
      return store.messages.time[lastRow(peer)];
    default:
      return undefined;
  }
}

function lastRow(peer: Peer): number {
  return Math.max(peer.ping, peer.answer);
}

export function peerRow({ captureId, store, read }: OptionsSources, peer: Peer): PeerSummary {
  const m = store.messages;
  const index = store.numberOf(peer.index);
  const [source, destination] = endpointsOf(store, peer);
  const ping = peer.ping < 0 ? undefined : read(peer.ping);
  const answer = peer.answer < 0 ? undefined : read(peer.answer);
  const last = lastRow(peer);
  return dropUndefined({
    id: `${captureId}:${index}`,
    index,
    source,
    destination,
    transport: TRANSPORT_NAMES[m.transport[last]],
    state: stateOf(peer),
    since: peer.since,
    sent: peer.sent,
    answered: peer.answered,
    lost: peer.lost,
    retransmissions: peer.waiting.reduce((n, one) => n + store.transactions.retransmissions[one], peer.retransmissions),
    outages: peer.outages,
    interval: asMillis(median(peer.intervals)),
    statusCode: peer.answer < 0 ? 0 : m.code[peer.answer],
    lastTime: m.time[last],
    rttLast: asMillis(peer.rttLast),
    rttMedian: asMillis(median(peer.rtts)),
    rttMax: peer.rtts.length === 0 ? undefined : millis(peer.rttMax),
    clientAgent: ping?.header('User-Agent') ?? '',
    serverAgent: answer?.header('Server') ?? answer?.header('User-Agent') ?? '',
    message: store.numberOf(last),
    leg: store.numberOf(m.leg[last]),
  });
}

function median(samples: readonly Micros[]): Micros | undefined {
  return [...samples].sort((a, b) => a - b)[samples.length >> 1];
}

function asMillis(duration: Micros | undefined): Millis | undefined {
  return duration === undefined ? undefined : millis(duration);
}
