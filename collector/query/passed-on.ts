// Pairs of legs of which one is the way on of the other (`findings/passed-on.ts`), from the links that were found. Two objects are moved
// from pair to pair: a trace with a million calls through a B2BUA makes no million objects.

import type { PassedLeg, PassedOn } from '../findings/passed-on.ts';
import type { FoundLink } from '../links/found-link.ts';
import type { LinkReason } from '../model/call.ts';
import { LEG_KINDS, LEG_STATES, LegFlagBit, type LegState } from '../model/leg.ts';
import type { Micros } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import { Leg } from '../store/leg.ts';
import type { CallSources } from './call-detail.ts';
import { callIdText, flagsOf, startTime } from './summary.ts';

const CALL = LEG_KINDS.indexOf('call');
/** What a B2BUA carries through. By number and time two legs may also be strangers. */
const THROUGH: ReadonlySet<LinkReason> = new Set<LinkReason>([
  'session-id',
  'header',
  'hep-correlation',
  'icid',
  'call-id-suffix',
  'sdp-origin',
  'media-address',
  'manual',
]);
const UNCLEAR = LegFlagBit.LateStart | LegFlagBit.Transferred | LegFlagBit.Incomplete;

export function* passedOn({ store, links }: CallSources): Generator<PassedOn> {
  links.refresh(false);
  const outer = new Side(store);
  const inner = new Side(store);
  for (const legs of links.several()) {
    const told = new Set<string>();
    for (const index of legs) {
      for (const link of links.linksOf(index)) {
        const key = `${link.from} ${link.to}`;
        if (told.has(key) || !isWayOn(store, link)) continue;
        told.add(key);
        const [from, to] = [store.legs[link.from], store.legs[link.to]];
        const isTurned = startTime(store, to) < startTime(store, from);
        outer.moveTo(isTurned ? to : from);
        inner.moveTo(isTurned ? from : to);
        yield { outer, inner, reason: link.reason, legs: legs.length };
      }
    }
  }
}

function isWayOn(store: CallStore, { from, to, reason, joins, cut }: FoundLink): boolean {
  return joins && !cut && THROUGH.has(reason) && store.legs[from]?.kind === CALL && store.legs[to]?.kind === CALL;
}

class Side implements PassedLeg {
  private readonly store: CallStore;
  private at = new Leg(0, 0);

  constructor(store: CallStore) {
    this.store = store;
  }

  moveTo(leg: Leg): void {
    this.at = leg;
  }

  get leg(): number {
    return this.store.numberOf(this.at.index);
  }
  get callId(): string {
    return callIdText(this.store, this.at);
  }
  get source(): string {
    return this.store.endpoints.text(this.at.source);
  }
  get destination(): string {
    return this.store.endpoints.text(this.at.destination);
  }
  get state(): LegState {
    return LEG_STATES[this.at.state];
  }
  get statusCode(): number {
    return this.at.statusCode;
  }
  get isUnclear(): boolean {
    return (flagsOf(this.store, this.at) & UNCLEAR) !== 0;
  }
  get startTime(): Micros {
    return startTime(this.store, this.at);
  }
  get soundTime(): Micros | undefined {
    return this.timeOf(this.at.ringing) ?? this.answerTime;
  }
  get answerTime(): Micros | undefined {
    return this.timeOf(this.at.answer);
  }
  get endTime(): Micros | undefined {
    return this.timeOf(this.at.ending);
  }
  get opening(): number {
    return this.store.numberOf(this.at.opening);
  }
  get ending(): number {
    return this.at.ending < 0 ? -1 : this.store.numberOf(this.at.ending);
  }

  private timeOf(row: number): Micros | undefined {
    return row < 0 ? undefined : this.store.messages.time[row];
  }
}
