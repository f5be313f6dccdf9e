// Conferences as they are told: who takes part by the list of the focus and by the legs that lead to it, made one.

import type { ConferenceParticipant, ConferenceState, ConferenceSummary } from '../model/conference.ts';
import { LEG_STATES, LegFlagBit } from '../model/leg.ts';
import type { RowAnswer, RowQuery } from '../model/rows.ts';
import type { Micros } from '../model/time.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { dropUndefined } from './absent.ts';
import { baseKey, type Conference, type ConferenceBook, isPresent, type ListedUser } from './conference-book.ts';
import type { SortKey } from './key-order.ts';
import { answerRows, textKey } from './row-answer.ts';
import { callIdText } from './summary.ts';
import type { TransferBook } from './transfer-book.ts';

export interface ConferenceSources {
  readonly captureId: string;
  readonly store: CallStore;
  readonly book: ConferenceBook;
  readonly transfers: TransferBook;
  readonly unreadable: number;
}

export function listConferences(sources: ConferenceSources, query: RowQuery): RowAnswer<ConferenceSummary> {
  const { store, book, unreadable } = sources;
  return answerRows(
    {
      items: book.conferences,
      stateOf: one => stateOf(one, participantsOf(store, one)),
      textOf: one =>
        [one.uri, one.subject, ...participantsOf(store, one).map(user => `${user.entity} ${user.displayText}`)].join(
          '\n',
        ),
      keyOf: (one, key) => keyOf(store, one, key),
      rowOf: one => conferenceRow(sources, one),
      omitted: book.omitted,
      unreadable,
    },
    query,
  );
}

function keyOf(store: CallStore, one: Conference, key: string): SortKey {
  switch (key) {
    case 'uri':
      return textKey(one.uri);
    case 'subject':
      return textKey(one.subject);
    case 'startTime':
      return store.messages.time[one.first];
    case 'lastTime':
      return store.messages.time[one.last];
    case 'present':
      return participantsOf(store, one).filter(user => isPresent(user.status)).length;
    default:
      return undefined;
  }
}

function stateOf(one: Conference, participants: readonly ConferenceParticipant[]): ConferenceState {
  if (one.isOver) return 'ended';
  if (participants.some(user => isPresent(user.status))) return 'active';
  return participants.length > 0 && participants.every(user => user.status === 'disconnected') ? 'ended' : 'unknown';
}

/** Those of the list first, then legs that the list does not know. */
function participantsOf(store: CallStore, one: Conference): ConferenceParticipant[] {
  const legs = [...one.legs].flatMap(([index, isCalled]) => {
    const leg = store.legs[index];
    return [{ leg, callId: callIdText(store, leg), address: readNameAddr(isCalled ? store.from(leg) : store.to(leg)) }];
  });
  const used = new Set<Leg>();
  const listed = [...one.users.entries()].map(([key, user]): ConferenceParticipant => {
    const own = legs.find(
      ({ leg, callId, address }) =>
        !used.has(leg) && (user.callIds.includes(callId) || (address !== undefined && baseKey(address.uri) === key)),
    );
    if (own !== undefined) used.add(own.leg);
    return listedParticipant(store, user, own);
  });
  const alone = legs
    .filter(({ leg }) => !used.has(leg))
    .map(
      ({ leg, callId, address }): ConferenceParticipant =>
        dropUndefined({
          entity: address?.uri ?? '',
          displayText: address?.displayName ?? '',
          status: legStatus(leg),
          ...legTimes(store, leg),
          leg: store.numberOf(leg.index),
          callId,
          known: 'leg' as const,
          media: [],
        }),
    );
  return [...listed, ...alone];
}

function listedParticipant(
  store: CallStore,
  user: ListedUser,
  own: { readonly leg: Leg; readonly callId: string } | undefined,
): ConferenceParticipant {
  const times = own === undefined ? undefined : legTimes(store, own.leg);
  return dropUndefined({
    entity: user.entity,
    displayText: user.displayText,
    status: own !== undefined && times?.leftAt !== undefined ? 'disconnected' : user.status,
    joinedAt: times?.joinedAt ?? user.joinedAt,
    leftAt: times?.leftAt ?? user.leftAt,
    leg: own === undefined ? undefined : store.numberOf(own.leg.index),
    callId: own?.callId,
    known: own === undefined ? ('list' as const) : ('both' as const),
    media: user.media,
  });
}

function legStatus(leg: Leg): string {
  const state = LEG_STATES[leg.state];
  if (state !== 'answered' && state !== 'established') return 'disconnected';
  return leg.flags & LegFlagBit.OnHold ? 'on-hold' : 'connected';
}

function legTimes(store: CallStore, leg: Leg): { readonly joinedAt?: Micros; readonly leftAt?: Micros } {
  const { time } = store.messages;
  return dropUndefined({
    joinedAt: leg.answer < 0 ? undefined : time[leg.answer],
    leftAt: leg.answer >= 0 && leg.ending >= 0 ? time[leg.ending] : undefined,
  });
}

export function conferenceRow({ captureId, store, transfers }: ConferenceSources, one: Conference): ConferenceSummary {
  const index = store.numberOf(one.index);
  const participants = participantsOf(store, one);
  const refers = transfers.transfers.filter(
    transfer => one.keys.has(baseKey(transfer.target)) || one.keys.has(baseKey(transfer.to)),
  );
  return {
    id: `${captureId}:${index}`,
    index,
    uri: one.uri,
    subject: one.subject,
    state: stateOf(one, participants),
    participants,
    present: participants.filter(user => isPresent(user.status)).length,
    locked: one.locked,
    startTime: store.messages.time[one.first],
    lastTime: store.messages.time[one.last],
    isFocusSeen: one.isFocusSeen,
    notifies: one.notifies,
    refers: refers.map(transfer => store.numberOf(transfer.row)),
    joins: one.joins.map(row => store.numberOf(row)),
    legs: [...one.legs.keys()].map(leg => store.numberOf(leg)),
  };
}
