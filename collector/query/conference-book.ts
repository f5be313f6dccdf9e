// Conferences of a capture, kept up to date as messages come: who says `isfocus` in its Contact (RFC 4579 §5.1), and what its NOTIFYs
// tell of who takes part (RFC 4575). Of each call its first 2xx and its INVITE are looked through for that word; only those that have it
// are decoded.

import type { ConferenceUser } from '../model/event-document.ts';
import { Method } from '../model/sip.ts';
import type { Micros } from '../model/time.ts';
import { readEventBody } from '../sip/bodies/event-body.ts';
import { readMessage, type SipMessage } from '../sip/message.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import { readUri, unescapeUri } from '../sip/uri.ts';
import type { CallStore } from '../store/call-store.ts';
import { RowFollower } from './row-follower.ts';

const MAX_CONFERENCES = 10_000;
const MAX_USERS = 1000;
const MAX_LEGS = 1000;

/** The bytes of a stored message; undefined when they are gone. */
export type ReadBytes = (row: number) => Buffer | undefined;

/** One participant as the focus tells it. */
export interface ListedUser {
  readonly entity: string;
  displayText: string;
  status: string;
  joinedAt: Micros | undefined;
  leftAt: Micros | undefined;
  callIds: readonly string[];
  media: readonly string[];
}

export class Conference {
  readonly index: number;
  readonly uri: string;
  subject = '';
  locked = false;
  /** The focus said that it is over. */
  isOver = false;
  isFocusSeen = false;
  notifies = 0;
  /** Keys of the URIs by which it is known. */
  readonly keys = new Set<string>();
  /** By key of their entity. */
  readonly users = new Map<string, ListedUser>();
  /** Legs that lead to it, by index; whether the focus is who was called. */
  readonly legs = new Map<number, boolean>();
  /** Rows of INVITEs with Join. */
  readonly joins: number[] = [];
  readonly first: number;
  last: number;

  constructor(index: number, uri: string, row: number) {
    this.index = index;
    this.uri = uri;
    this.first = row;
    this.last = row;
  }
}

export class ConferenceBook {
  readonly conferences: Conference[] = [];
  omitted = 0;
  private readonly store: CallStore;
  private readonly read: ReadBytes;
  private readonly follower: RowFollower;
  private readonly byKey = new Map<string, Conference>();
  private readonly byLeg = new Map<number, Conference>();

  constructor(store: CallStore, read: ReadBytes) {
    this.store = store;
    this.read = read;
    this.follower = new RowFollower(store, [Method.Invite, Method.Notify], row => this.onRow(row));
  }

  step(): boolean {
    return this.follower.step();
  }

  private onRow(row: number): void {
    const m = this.store.messages;
    if (m.isRequest(row) && m.code[row] === Method.Notify) this.onNotify(row);
    else if (this.store.legs[m.leg[row]].answer === row) this.onAnswer(row);
  }

  /** The first 2xx of a call. */
  private onAnswer(row: number): void {
    const leg = this.store.legs[this.store.messages.leg[row]];
    const answer = this.focusIn(row);
    if (answer !== undefined) this.addLeg(answer, row, true);
    const invite = leg.opening < 0 ? undefined : this.read(leg.opening);
    if (invite === undefined) return;
    if (invite.includes(ISFOCUS)) {
      const caller = focusOf(readMessage(invite));
      if (caller !== undefined) this.addLeg(caller, row, false);
    }
    if (invite.includes(JOIN)) this.onJoin(leg.opening, readMessage(invite));
  }

  private focusIn(row: number): string | undefined {
    const bytes = this.read(row);
    return bytes?.includes(ISFOCUS) ? focusOf(readMessage(bytes)) : undefined;
  }

  private addLeg(uri: string, row: number, isCalled: boolean): void {
    const conference = this.conferenceOf([uri], uri, row);
    if (conference === undefined) return;
    const leg = this.store.messages.leg[row];
    conference.isFocusSeen = true;
    conference.last = Math.max(conference.last, row);
    if (conference.legs.size < MAX_LEGS) conference.legs.set(leg, isCalled);
    this.byLeg.set(leg, conference);
  }

  /** Join = callid … (RFC 3911 §7.1): the dialog of somebody who takes part already. */
  private onJoin(row: number, message: SipMessage): void {
    const callId = message.header('Join')?.split(';', 1)[0].trim();
    const joined = callId === undefined ? undefined : this.store.findLeg(Buffer.from(callId, 'utf8'));
    const conference = joined === undefined ? undefined : this.byLeg.get(joined.index);
    if (conference !== undefined && conference.joins.length < MAX_LEGS) conference.joins.push(row);
  }

  private onNotify(row: number): void {
    const bytes = this.read(row);
    if (bytes === undefined || !bytes.includes(CONFERENCE_INFO)) return;
    const message = readMessage(bytes);
    const document = readEventBody(message.header('Content-Type') ?? '', message.body);
    if (document?.kind !== 'conference-info') return;
    const from = readNameAddr(message.header('From') ?? '')?.uri ?? '';
    const contact = readNameAddr(message.header('Contact') ?? '')?.uri ?? '';
    const conference = this.conferenceOf([document.entity, from, contact], document.entity || from, row);
    if (conference === undefined) return;
    conference.notifies++;
    conference.last = Math.max(conference.last, row);
    if (document.subject !== '' || document.displayText !== '')
      conference.subject = document.subject || document.displayText;
    if (document.locked !== '') conference.locked = document.locked === 'true';
    conference.isOver = document.state === 'deleted';
    this.takeUsers(
      conference,
      document.users,
      document.state === 'full' || conference.isOver,
      this.store.messages.time[row],
    );
  }

  /** RFC 4575 §4.6: a full list takes the place of what was known, a partial one changes what it names. */
  private takeUsers(conference: Conference, users: readonly ConferenceUser[], isFull: boolean, time: Micros): void {
    const told = new Set<string>();
    for (const user of users) {
      const key = baseKey(user.entity);
      told.add(key);
      let known = conference.users.get(key);
      if (known === undefined) {
        if (conference.users.size === MAX_USERS) continue;
        known = {
          entity: user.entity,
          displayText: '',
          status: '',
          joinedAt: undefined,
          leftAt: undefined,
          callIds: [],
          media: [],
        };
        conference.users.set(key, known);
      }
      takeUser(known, user, time);
    }
    if (!isFull) return;
    for (const [key, user] of conference.users) if (!told.has(key)) leave(user, time);
  }

  private conferenceOf(uris: readonly string[], uri: string, row: number): Conference | undefined {
    const keys = uris.filter(one => one !== '').map(baseKey);
    if (keys.length === 0) return undefined;
    const known = keys.map(key => this.byKey.get(key)).find(one => one !== undefined);
    if (known === undefined && this.conferences.length === MAX_CONFERENCES) {
      this.omitted++;
      return undefined;
    }
    const conference = known ?? new Conference(this.conferences.length, uri, row);
    if (known === undefined) this.conferences.push(conference);
    for (const key of keys) {
      conference.keys.add(key);
      if (!this.byKey.has(key)) this.byKey.set(key, conference);
    }
    return conference;
  }
}

const ISFOCUS = Buffer.from('isfocus');
const JOIN = Buffer.from('\nJoin:');
const CONFERENCE_INFO = Buffer.from('conference-info');

/** The URI of a Contact that says `isfocus` (RFC 3840 §9, RFC 4579 §5.1). */
function focusOf(message: SipMessage): string | undefined {
  const contact = readNameAddr(message.header('Contact') ?? '');
  return contact?.params.has('isfocus') ? contact.uri : undefined;
}

/** User and host: what is left of a URI that names a party, whatever its parameters, and whichever port its user is reached at. */
export function baseKey(text: string): string {
  const uri = readUri(text);
  if (uri.host === '') return uri.user === '' ? text.toLowerCase() : uri.user.replace(/[-.()]/g, '');
  const port = uri.user !== '' || uri.port === undefined || uri.port === 5060 ? '' : `:${uri.port}`;
  return `${unescapeUri(uri.user)}@${uri.host.toLowerCase()}${port}`;
}

function takeUser(known: ListedUser, user: ConferenceUser, time: Micros): void {
  if (user.displayText !== '') known.displayText = user.displayText;
  if (user.state === 'deleted') {
    leave(known, time);
    return;
  }
  const alive = user.endpoints.filter(endpoint => endpoint.state !== 'deleted');
  const status = (alive.find(endpoint => isPresent(endpoint.status)) ?? alive.at(-1))?.status ?? '';
  if (status !== '') known.status = status;
  if (isPresent(status)) {
    known.joinedAt ??= time;
    known.leftAt = undefined;
  } else if (status === 'disconnected') leave(known, time);
  const callIds = alive.map(endpoint => endpoint.callId).filter(callId => callId !== '');
  if (callIds.length > 0) known.callIds = callIds;
  const media = alive.flatMap(endpoint => endpoint.media.map(one => one.type)).filter(type => type !== '');
  if (media.length > 0) known.media = [...new Set(media)];
}

function leave(user: ListedUser, time: Micros): void {
  if (user.leftAt === undefined && user.joinedAt !== undefined) user.leftAt = time;
  user.status = 'disconnected';
}

/** Takes part, be it on hold or muted (RFC 4575 §5.7.3). */
export function isPresent(status: string): boolean {
  return status === 'connected' || status === 'on-hold' || status === 'muted-via-focus';
}
