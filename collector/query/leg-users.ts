// Who calls whom, as numbers: the users of From and To of every leg, so that a filter tests each user once, a facet counts numbers and a
// sort ranks them. Follows the legs: whoever asks about one makes those up to it known, in the idle time after a capture was read all
// of them (capture.ts). From and To of a leg are those of its first message, so what is known never changes.
//
//   leg    0     1     2          shown = number of a text × 2 + 1 when it is a user, × 2 when it stands for one: From or To without a
//   from   3     3     5          user is shown as it is written. 0: nothing is shown.
//   to     7     0     4          texts: `bob`, `+4930…`, `sip:a.example`, each once (TextIndex)
//
// 13 bytes a leg, and about 30 a distinct user.

import { displayOf } from '../sip/name-addr.ts';
import type { CallStore } from '../store/call-store.ts';
import { grownCapacity, grownUint8, grownUint16, grownUint32 } from '../store/columns.ts';
import type { Leg } from '../store/leg.ts';
import { TextIndex } from '../store/text-index.ts';
import { type ByteNeedle, PLAIN } from './byte-needle.ts';
import { foldedTexts } from './folded-texts.ts';
import { indexesUpTo } from './number-order.ts';
import { PlainUser } from './plain-user.ts';
import { inSteps } from './slices.ts';
import { giveBack } from './spare-arrays.ts';
import { userIn } from './summary.ts';
import { orderTexts } from './text-order.ts';

/** Legs that one step makes known. */
const LEGS_A_STEP = 1000;
/** Texts that get their place between two looks at the clock. */
const TEXTS_A_STEP = 16_384;
const NOTHING = Buffer.alloc(0);

export class LegUsers {
  private readonly store: CallStore;
  private readonly texts = new TextIndex();
  private readonly user = new PlainUser();
  private known = 0;
  private from: Uint32Array = new Uint32Array(1024);
  private to: Uint32Array = new Uint32Array(1024);
  /** So many bytes of From and To are what is shown of them, and PLAIN (byte-needle.ts); 0 when it must be read. */
  private plainFrom: Uint16Array = new Uint16Array(1024);
  private plainTo: Uint16Array = new Uint16Array(1024);
  /** 1 when the Call-ID is PLAIN. */
  private plainCallId: Uint8Array = new Uint8Array(1024);
  /** Place of each text among all, in any case; equal ones have one. Of so many texts. */
  private ranks: Uint32Array = new Uint32Array(0);
  private ranked = 0;

  constructor(store: CallStore) {
    this.store = store;
    // Number 0 is nothing.
    this.texts.intern(NOTHING, 0, 0);
  }

  /** How many numbers there are by now. */
  get size(): number {
    return this.texts.count;
  }

  /** Makes some more legs known; false when all are. */
  step(): boolean {
    this.follow(Math.min(this.store.legs.length, this.known + LEGS_A_STEP));
    return this.known < this.store.legs.length;
  }

  /** What stands for the caller of a leg, see above. */
  shownFrom(leg: Leg): number {
    if (leg.index >= this.known) this.follow(leg.index + 1);
    return this.from[leg.index];
  }

  shownTo(leg: Leg): number {
    if (leg.index >= this.known) this.follow(leg.index + 1);
    return this.to[leg.index];
  }

  /** Number of the user of From; 0 when it has none. */
  fromUser(leg: Leg): number {
    return userOnly(this.shownFrom(leg));
  }

  toUser(leg: Leg): number {
    return userOnly(this.shownTo(leg));
  }

  /** What a number of a user stands for. */
  text(user: number): string {
    const text = this.texts.text(user);
    return /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text, 'latin1').toString('utf8');
  }

  /** In characters. */
  isLongerThan(user: number, chars: number): boolean {
    // A character takes one byte or more.
    return this.texts.startOf(user + 1) - this.texts.startOf(user) > chars && this.text(user).length > chars;
  }

  mayHold(user: number, needle: ByteNeedle): boolean {
    return this.texts.mayHold(user, needle);
  }

  /** Below zero when the text of user `one` goes before that of the other: by its bytes. */
  compare(one: number, other: number): number {
    const { bytes } = this.texts;
    const end = this.texts.startOf(one + 1);
    const otherEnd = this.texts.startOf(other + 1);
    return bytes.compare(bytes, this.texts.startOf(other), otherEnd, this.texts.startOf(one), end);
  }

  /** So many of its bytes are From as it is shown; 0 when From must be read. */
  plainFromBytes(leg: Leg): number {
    if (leg.index >= this.known) this.follow(leg.index + 1);
    return this.plainFrom[leg.index];
  }

  plainToBytes(leg: Leg): number {
    if (leg.index >= this.known) this.follow(leg.index + 1);
    return this.plainTo[leg.index];
  }

  hasPlainCallId(leg: Leg): boolean {
    if (leg.index >= this.known) this.follow(leg.index + 1);
    return this.plainCallId[leg.index] === 1;
  }

  /**
   * Place of each text among all that are known, by its number: in any case, by code points, absent users first (0). As of when it is
   * asked; kept until there are further users.
   */
  *rankSteps(): Generator<undefined, Uint32Array> {
    const { count } = this.texts;
    if (this.ranked === count) return this.ranks;
    const folded = yield* foldedTexts(this.texts, count);
    const numbers = indexesUpTo(count);
    const order = yield* orderTexts(folded, numbers, false);
    giveBack(numbers);
    const ranks = new Uint32Array(count);
    yield* inSteps(count, TEXTS_A_STEP, (start, end) => {
      for (let at = Math.max(1, start); at < end; at++) {
        const isSame = folded.isEqual(order[at - 1], order[at]);
        ranks[order[at]] = isSame ? ranks[order[at - 1]] : at;
      }
    });
    giveBack(order);
    folded.end();
    this.ranks = ranks;
    this.ranked = count;
    return ranks;
  }

  private follow(end: number): void {
    // At once for all that there are: steps would leave smaller ones behind.
    if (end > this.from.length) this.grow(this.store.legs.length);
    const { legs, nameBytes } = this.store;
    for (let index = this.known; index < end; index++) {
      const leg = legs[index];
      const toAt = leg.namesAt + leg.fromBytes;
      const toEnd = toAt + leg.toBytes;
      this.from[index] = this.shownIn(nameBytes, leg.namesAt, toAt);
      this.plainFrom[index] = this.plainBytes(nameBytes, leg.namesAt);
      this.to[index] = this.shownIn(nameBytes, toAt, toEnd);
      this.plainTo[index] = this.plainBytes(nameBytes, toAt);
      this.plainCallId[index] = this.store.callIdMayHold(leg, PLAIN) ? 1 : 0;
    }
    this.known = end;
  }

  private shownIn(bytes: Buffer, start: number, end: number): number {
    const { user } = this;
    user.shownEnd = 0;
    if (user.find(bytes, start, end)) return this.texts.intern(bytes, user.start, user.end) * 2 + 1;
    const written = bytes.toString('utf8', start, end);
    const text = userIn(written);
    const shown = Buffer.from(text === '' ? displayOf(written) : text);
    const number = this.texts.intern(shown, 0, shown.length);
    return number * 2 + (text === '' ? 0 : 1);
  }

  /** Of the address that was looked at last, which begins at `start`. */
  private plainBytes(bytes: Buffer, start: number): number {
    const { shownEnd } = this.user;
    return shownEnd > 0 && PLAIN.mayBeIn(bytes, start, shownEnd) ? shownEnd - start : 0;
  }

  private grow(legs: number): void {
    const capacity = Math.max(legs, grownCapacity(this.from.length));
    this.from = grownUint32(this.from, capacity);
    this.to = grownUint32(this.to, capacity);
    this.plainFrom = grownUint16(this.plainFrom, capacity);
    this.plainTo = grownUint16(this.plainTo, capacity);
    this.plainCallId = grownUint8(this.plainCallId, capacity);
  }
}

function userOnly(shown: number): number {
  return (shown & 1) === 1 ? shown >>> 1 : 0;
}
