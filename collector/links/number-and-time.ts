// The last resort (SEMANTICS §5), for B2BUAs that let nothing through: two legs with the same called number, the second of which comes from
// the host that the first one went to, within 3 s, while the first one lives. Only where nobody else fits: when two legs fit equally well,
// neither is joined, and the links say so. Never by addresses and time alone.
//
// What keeps 10,000 calls through one B2BUA apart: a called number of 8 digits, or a shorter one together with the same caller; callers
// that are numbers must not contradict each other, unless one of them is withheld; and each leg fits one other leg only.

import { LegFlagBit } from '../model/leg.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { Kind } from '../track/states.ts';
import { livesTogether } from './carried-sdp.ts';
import { ChainTable } from './chain-table.ts';
import type { FoundLink } from './found-link.ts';
import { LAST_DIGITS, UserKey } from './user-key.ts';

interface Candidate {
  readonly parent: number;
  readonly child: number;
  /** Caller and called are the same; else only the called number is. */
  readonly isBoth: boolean;
}

interface Fit {
  readonly isBoth: boolean;
  count: number;
}

const WINDOW_MICROS: Micros = 3_000_000;
/** So many legs with the same key are looked at, newest first. */
const LOOK_BACK = 64;
/** With more than this nobody can say which it was anyway. */
const MAX_FITTING = 3;
const MAX_CANDIDATES = 500_000;
const BOTH_SCORE = 50;
const CALLED_SCORE = 35;

export class NumberAndTime {
  /** Candidates that a limit refused. */
  refused = 0;
  private readonly store: CallStore;
  /** Legs by the host that they went to and the called number. */
  private readonly arrivals = new ChainTable();
  private readonly candidates: Candidate[] = [];
  /** Legs of which more candidates were left out than are kept. */
  private readonly crowded = new Set<number>();
  private readonly called = new UserKey();
  private readonly caller = new UserKey();
  private readonly otherCaller = new UserKey();

  constructor(store: CallStore) {
    this.store = store;
  }

  /** A leg that is new. True when it may belong to an earlier one. */
  onLeg(leg: Leg): boolean {
    if (leg.kind !== Kind.Call || leg.flags & LegFlagBit.LateStart) return false;
    const { store, called } = this;
    const { endpoints, nameBytes } = store;
    const to = leg.namesAt + leg.fromBytes;
    called.read(nameBytes, to, to + leg.toBytes);
    if (called.hash === 0) return false;
    const before = this.candidates.length;
    const key = called.hash ^ endpoints.addressHash(leg.source);
    this.findParents(key, leg, called.isLongNumber);
    this.arrivals.add(called.hash ^ endpoints.addressHash(leg.destination), leg.index);
    return this.candidates.length > before;
  }

  /** Makes room for so many more legs. */
  reserve(legs: number): void {
    this.arrivals.reserve(legs);
  }

  *links(): Generator<FoundLink> {
    const asParent = bestOf(this.candidates, candidate => candidate.parent);
    const asChild = bestOf(this.candidates, candidate => candidate.child);
    for (const candidate of this.candidates) {
      const { parent, child, isBoth } = candidate;
      const [ofParent, ofChild] = [asParent.get(parent), asChild.get(child)];
      if (ofParent === undefined || ofChild === undefined) continue;
      // Who fits worse than another is not even shown.
      if (isBoth !== ofParent.isBoth || isBoth !== ofChild.isBoth) continue;
      const isCrowded = this.crowded.has(parent) || this.crowded.has(child);
      const fitting = Math.max(ofParent.count, ofChild.count);
      const joins = fitting === 1 && !isCrowded;
      yield {
        reason: 'number-and-time',
        score: isBoth ? BOTH_SCORE : CALLED_SCORE,
        detail: this.detailOf(candidate, joins ? '' : `; ${isCrowded ? 'many' : fitting} legs fit equally well`),
        from: parent,
        to: child,
        evidence: [this.store.legs[parent].firstMessage, this.store.legs[child].firstMessage],
        cut: false,
        joins,
      };
    }
  }

  private findParents(key: number, leg: Leg, isLongNumber: boolean): void {
    const { store } = this;
    const { messages, endpoints } = store;
    const start = messages.time[leg.firstMessage];
    let steps = 0;
    let fitting = 0;
    for (let at = this.arrivals.first(key); at >= 0; at = this.arrivals.next(at)) {
      if (++steps > LOOK_BACK) {
        this.crowded.add(leg.index);
        return;
      }
      const parent = store.legs[this.arrivals.value(at)];
      const apart = start - messages.time[parent.firstMessage];
      // Newest first: what follows began earlier still, but for clocks of other capture points.
      if (apart > WINDOW_MICROS) return;
      if (apart < 0 || !endpoints.isSameAddress(parent.destination, leg.source)) continue;
      if (!this.isSameCalled(parent, leg) || !livesTogether(store, parent, leg)) continue;
      const callers = this.compareCallers(parent, leg);
      // A short number is shared by chance; so are two numbers of which the callers are known and differ.
      if (callers === 'different' || (callers === 'unknown' && !isLongNumber)) continue;
      if (++fitting > MAX_FITTING) {
        this.crowded.add(leg.index).add(parent.index);
        continue;
      }
      if (this.candidates.length === MAX_CANDIDATES) {
        this.refused++;
        return;
      }
      this.candidates.push({ parent: parent.index, child: leg.index, isBoth: callers === 'same' });
    }
  }

  /** Hashes are equal already; this makes sure. */
  private isSameCalled(parent: Leg, child: Leg): boolean {
    return sameUser(userText(this.store.to(parent)), userText(this.store.to(child)));
  }

  private compareCallers(parent: Leg, child: Leg): 'same' | 'different' | 'unknown' {
    const { nameBytes } = this.store;
    const one = this.caller.read(nameBytes, parent.namesAt, parent.namesAt + parent.fromBytes);
    const other = this.otherCaller.read(nameBytes, child.namesAt, child.namesAt + child.fromBytes);
    if (one.hash !== 0 && one.hash === other.hash) return 'same';
    return one.isLongNumber && other.isLongNumber ? 'different' : 'unknown';
  }

  private detailOf({ parent, child, isBoth }: Candidate, rest: string): string {
    const { store } = this;
    const [one, other] = [store.legs[parent], store.legs[child]];
    const apart = (store.messages.time[other.firstMessage] - store.messages.time[one.firstMessage]) / 1000;
    const number = userText(store.to(other));
    const what = isBoth ? `same called number ${number} and the same caller` : `same called number ${number}`;
    const host = store.endpoints.address(one.destination);
    return `${what}, through ${host}, ${Math.round(apart)} ms later${rest}`;
  }
}

/** For each leg the best fit that it has in one role, and how many legs fit so. */
function bestOf(candidates: readonly Candidate[], legOf: (candidate: Candidate) => number): ReadonlyMap<number, Fit> {
  const best = new Map<number, Fit>();
  for (const candidate of candidates) {
    const { isBoth } = candidate;
    const known = best.get(legOf(candidate));
    if (known === undefined || (isBoth && !known.isBoth)) best.set(legOf(candidate), { isBoth, count: 1 });
    else if (known.isBoth === isBoth) known.count++;
  }
  return best;
}

/** As UserKey takes it: a number without what stands between its digits, else the text. */
function userText(value: string): string {
  const user = /<?\s*(?:sips?|tel):([^@;:>]*)(?=[@;:>]|$)[^<]*$/i.exec(value)?.[1] ?? '';
  return /^\+?[\d().-]+$/.test(user) ? user.replace(/[^\d]/g, '') : user;
}

function sameUser(one: string, other: string): boolean {
  if (one === other) return one !== '';
  return (
    /^\d+$/.test(one) &&
    /^\d+$/.test(other) &&
    Math.min(one.length, other.length) >= LAST_DIGITS &&
    one.slice(-LAST_DIGITS) === other.slice(-LAST_DIGITS)
  );
}
