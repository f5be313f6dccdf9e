// All bindings of a capture, kept up to date as messages come (SEMANTICS §6): legs are nothing to them, a phone that restarts with
// another Call-ID is the same binding. Each REGISTER and each 2xx to one is read once; a challenged REGISTER only when nothing followed.
//
//   rows of REGISTER ──▶ attempt: (leg, CSeq), hops folded, challenge and second try one ──▶ bindings of its Contacts
//
// Bounded: bindings beyond a limit are counted, and each keeps the latest of its history.

import { Method } from '../model/sip.ts';
import type { Micros } from '../model/time.ts';
import { MICROS_PER_SECOND } from '../model/time.ts';
import type { SipMessage } from '../sip/message.ts';
import type { CallStore } from '../store/call-store.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { type Attempt, Binding, type BindingEvent } from './binding.ts';
import { type RegisterContact, type RegisterWords, readRegister } from './register-message.ts';
import { RowFollower } from './row-follower.ts';

const MAX_BINDINGS = 200_000;
/** Legs whose latest attempt is remembered, to fold what comes late of it. */
const MAX_ATTEMPTS = 200_000;
/** A REGISTER that comes so much later with an old CSeq is another try of a phone that counts anew. */
const NEW_TRY_MICROS: Micros = 32 * MICROS_PER_SECOND;

/** Reads a stored message; undefined when its bytes are gone. */
export type ReadRow = (row: number) => SipMessage | undefined;

export class RegistrationBook {
  readonly bindings: Binding[] = [];
  /** Bindings that the limit refused. */
  omitted = 0;
  private readonly store: CallStore;
  private readonly read: ReadRow;
  private readonly follower: RowFollower;
  private readonly bindingsByAor = new Map<string, Binding[]>();
  /** By leg: its latest attempt. */
  private readonly attempts = new Map<number, Attempt>();
  /** Attempts that wait: for an answer, or for a second try. */
  private readonly open = new Set<Attempt>();

  constructor(store: CallStore, read: ReadRow) {
    this.store = store;
    this.read = read;
    this.follower = new RowFollower(store, [Method.Register], row => this.onRow(row));
  }

  /** Takes some more messages; false when all are taken. */
  step(): boolean {
    if (this.follower.step()) return true;
    for (const attempt of this.open) this.show(attempt);
    return false;
  }

  private onRow(row: number): void {
    const m = this.store.messages;
    const t = this.store.transactions;
    const transaction = m.transaction[row];
    let attempt = this.attempts.get(m.leg[row]);
    if (attempt === undefined || this.isNewTry(row, attempt)) attempt = this.begin(row, attempt);
    else if (m.cseqNumber[row] !== attempt.cseq) return;
    else if (t.viaCount[transaction] < t.viaCount[attempt.root]) attempt.root = transaction;
    const isFinal = !m.isRequest(row) && m.code[row] >= 200;
    if (!isFinal || attempt.isDecided || transaction !== attempt.root || isChallenge(m.code[row])) return;
    this.decide(attempt);
  }

  private isNewTry(row: number, attempt: Attempt): boolean {
    const m = this.store.messages;
    if (m.cseqNumber[row] > attempt.cseq) return true;
    const isOtherRequest = m.isRequest(row) && m.transaction[row] !== attempt.root;
    return isOtherRequest && m.time[row] - m.time[attempt.first] > NEW_TRY_MICROS;
  }

  private begin(row: number, before: Attempt | undefined): Attempt {
    const m = this.store.messages;
    this.giveUp(m.time[row]);
    const isRetry = before !== undefined && !before.isDecided && this.isTakenUp(before, row);
    if (isRetry) this.close(before);
    else if (before !== undefined && !before.isDecided) this.decide(before);
    const attempt: Attempt = {
      leg: m.leg[row],
      cseq: m.cseqNumber[row],
      first: isRetry ? before.first : row,
      challenged: isRetry,
      root: m.transaction[row],
      isDecided: false,
      request: undefined,
      bindings: undefined,
    };
    this.attempts.delete(attempt.leg);
    this.attempts.set(attempt.leg, attempt);
    this.open.add(attempt);
    this.forgetOldest();
    return attempt;
  }

  /** Oldest first: challenges that nobody took up in time are refusals, what nobody answered in time stays without answer. */
  private giveUp(now: Micros): void {
    for (const attempt of this.open) {
      if (now - this.store.messages.time[attempt.first] <= NEW_TRY_MICROS) return;
      if (this.challengeOf(attempt) === 0 && !this.isExpired(attempt)) return;
      this.decide(attempt);
    }
  }

  private forgetOldest(): void {
    if (this.attempts.size <= MAX_ATTEMPTS) return;
    for (const [leg, attempt] of this.attempts) {
      if (!attempt.isDecided) this.decide(attempt);
      this.attempts.delete(leg);
      return;
    }
  }

  /** A challenge that is taken up at once; later it was a refusal, and this is a try of its own. */
  private isTakenUp(attempt: Attempt, row: number): boolean {
    if (this.challengeOf(attempt) === 0) return false;
    const { time } = this.store.messages;
    return time[row] - time[this.store.transactions.final[attempt.root]] <= NEW_TRY_MICROS;
  }

  /** 401, 407, 423 or 494 of an attempt that is open; 0 when it has none. */
  challengeOf(attempt: Attempt): number {
    const code = this.store.transactions.finalCode[attempt.root];
    return isChallenge(code) ? code : 0;
  }

  /** An open attempt shows at its bindings, for a question that comes before its answer. */
  private show(attempt: Attempt): void {
    if (attempt.bindings !== undefined) return;
    attempt.request ??= this.readRequest(attempt);
    attempt.bindings = this.bindingsOf(attempt, undefined);
    for (const binding of attempt.bindings) {
      binding.open = attempt;
      binding.request = attempt.request ?? binding.request;
      binding.noteLeg(attempt.leg);
    }
  }

  private close(attempt: Attempt): void {
    attempt.isDecided = true;
    this.open.delete(attempt);
    for (const binding of attempt.bindings ?? []) if (binding.open === attempt) binding.open = undefined;
    attempt.bindings = undefined;
  }

  /** Granted, refused, or never answered: what it did to its bindings. */
  private decide(attempt: Attempt): void {
    const { finalCode, final } = this.store.transactions;
    const code = finalCode[attempt.root];
    this.close(attempt);
    const request = attempt.request ?? this.readRequest(attempt);
    attempt.request = request;
    const answer = code >= 200 && code < 300 ? this.readAnswer(final[attempt.root]) : undefined;
    const bindings = this.bindingsOf(attempt, answer);
    for (const binding of bindings) {
      binding.noteLeg(attempt.leg);
      binding.transaction = attempt.root;
      binding.statusCode = code;
      binding.first = attempt.first;
      binding.request = request ?? binding.request;
      if (code === 0) this.leaveUnanswered(binding, attempt);
      else if (code < 300) this.grant(binding, attempt, answer);
      else this.refuse(binding, attempt);
    }
    if (answer !== undefined) this.takeList(attempt, answer, bindings);
    attempt.request = undefined;
  }

  private readRequest(attempt: Attempt): RegisterWords | undefined {
    const row = this.store.transactions.request[attempt.root];
    const message = row < 0 ? undefined : this.read(row);
    return message === undefined ? undefined : readRegister(message);
  }

  private readAnswer(row: number): RegisterWords | undefined {
    const message = this.read(row);
    return message === undefined ? undefined : readRegister(message);
  }

  /** The bindings that an attempt is about, made when they are new. */
  private bindingsOf({ request }: Attempt, answer: RegisterWords | undefined): Binding[] {
    const words = request ?? answer;
    if (words === undefined) return [];
    const known = this.bindingsByAor.get(words.aorKey) ?? [];
    if (words.isAll) return known.length > 0 ? [...known] : this.bind(words, { uri: '*', key: '*' });
    if (words.contacts.length > 0) return words.contacts.flatMap(contact => this.bind(words, contact));
    // A REGISTER without Contact only asks which bindings there are (RFC 3261 §10.2.3): answered, it changes none.
    return request !== undefined && answer !== undefined ? [] : this.bind(words, { uri: '', key: '' });
  }

  /** The one binding of a Contact, or none when the limit refuses it. */
  private bind({ aor, aorKey }: RegisterWords, contact: RegisterContact): Binding[] {
    let known = this.bindingsByAor.get(aorKey);
    const found = known?.find(binding => isSame(binding.contact, contact));
    if (found !== undefined) {
      found.contact = contact;
      return [found];
    }
    if (this.bindings.length === MAX_BINDINGS) {
      this.omitted++;
      return [];
    }
    const binding = new Binding(this.bindings.length, aor, contact);
    this.bindings.push(binding);
    if (known === undefined) {
      known = [];
      this.bindingsByAor.set(aorKey, known);
    }
    known.push(binding);
    return [binding];
  }

  private grant(binding: Binding, attempt: Attempt, answer: RegisterWords | undefined): void {
    const time = this.store.messages.time[this.store.transactions.final[attempt.root]];
    const asked = askedSeconds(binding, attempt.request);
    const ours = ownContact(binding, answer);
    const granted = asked === 0 ? 0 : (ours?.expires ?? answer?.expires ?? asked);
    const wasBound = binding.outcome === 'granted';
    if (wasBound && time > binding.expiresAt) binding.lapses++;
    binding.granted++;
    binding.expires = granted;
    binding.answer = answer ?? binding.answer;
    binding.outcome = granted === 0 ? 'removed' : 'granted';
    binding.expiresAt = granted === undefined ? Number.POSITIVE_INFINITY : time + granted * MICROS_PER_SECOND;
    if (granted !== 0) {
      binding.registeredAt ??= time;
      binding.refreshedAt = time;
      if (ours !== undefined) binding.contact = { ...ours, ...binding.contact };
    }
    const kind = granted === 0 ? 'remove' : wasBound ? 'refresh' : 'register';
    binding.note(eventOf(attempt, binding.contact.key === '' ? 'query' : kind, asked, granted));
  }

  private refuse(binding: Binding, attempt: Attempt): void {
    binding.refused++;
    this.fail(binding, attempt, 'refused');
  }

  private leaveUnanswered(binding: Binding, attempt: Attempt): void {
    binding.unanswered++;
    this.fail(binding, attempt, 'unanswered');
  }

  private fail(binding: Binding, attempt: Attempt, outcome: 'refused' | 'unanswered'): void {
    const asked = askedSeconds(binding, attempt.request);
    const wasBound = binding.outcome === 'granted';
    binding.outcome = outcome;
    if (binding.expires === undefined) binding.expires = asked;
    const kind = asked === 0 ? 'remove' : wasBound ? 'refresh' : 'register';
    binding.note(eventOf(attempt, binding.contact.key === '' ? 'query' : kind, asked, undefined));
  }

  /**
   * RFC 3261 §10.3 step 8: the 200 lists every binding. One that a list held before and that is missing now was removed by somebody
   * else; one that no list ever held proves nothing, for some border controllers list but the own Contact.
   */
  private takeList(attempt: Attempt, answer: RegisterWords, own: readonly Binding[]): void {
    const time = this.store.messages.time[this.store.transactions.final[attempt.root]];
    for (const binding of this.bindingsByAor.get(answer.aorKey) ?? []) {
      if (own.includes(binding)) continue;
      const listed = answer.contacts.find(contact => isSame(binding.contact, contact));
      if (listed !== undefined) {
        binding.isListed = true;
        if (listed.expires === undefined || binding.outcome !== 'granted') continue;
        binding.expiresAt = time + listed.expires * MICROS_PER_SECOND;
      } else if (binding.isListed && binding.isBound(time)) {
        binding.outcome = 'removed';
        binding.note(eventOf(attempt, 'removed by another', undefined, 0));
      }
    }
  }

  /** Its timer passed without an answer. */
  isExpired(attempt: Attempt): boolean {
    return (this.store.transactions.flags[attempt.root] & TransactionFlag.Expired) !== 0;
  }
}

/** The phone is expected to try again: credentials, a longer interval (RFC 3261 §10.2.8, §22). */
function isChallenge(code: number): boolean {
  return code === 401 || code === 407 || code === 423 || code === 494;
}

/** RFC 5626 §6: with reg-id, instance and reg-id name the binding; else the URI does. */
function isSame(a: RegisterContact, b: RegisterContact): boolean {
  if (a.regId !== undefined && b.regId !== undefined && a.instance !== undefined)
    return a.instance === b.instance && a.regId === b.regId;
  return a.key === b.key;
}

/** Ours among the Contacts of a message; the only one when a border controller has rewritten it. */
function ownContact(binding: Binding, words: RegisterWords | undefined): RegisterContact | undefined {
  const contacts = words?.contacts ?? [];
  return (
    contacts.find(contact => isSame(binding.contact, contact)) ?? (contacts.length === 1 ? contacts[0] : undefined)
  );
}

/** What a REGISTER asks for a binding (RFC 3261 §10.2.1.1): the parameter of its Contact, else the Expires header; `*` ends all. */
function askedSeconds(binding: Binding, request: RegisterWords | undefined): number | undefined {
  return request?.isAll ? 0 : (ownContact(binding, request)?.expires ?? request?.expires);
}

function eventOf(
  { root, first, challenged }: Attempt,
  kind: BindingEvent['kind'],
  requested: number | undefined,
  granted: number | undefined,
): BindingEvent {
  return { kind, transaction: root, first, challenged, requested, granted };
}
