// Everything a capture knows, in one place: endpoints, method names, messages, transactions, legs, derived bytes.
// The tracker writes it, the questions read it.

import { DerivedBytes } from './derived-bytes.ts';
import { EndpointTable } from './endpoint-table.ts';
import { Leg } from './leg.ts';
import { MessageTable } from './message-table.ts';
import { MethodIds } from './method-ids.ts';
import { TransactionTable } from './transaction-table.ts';

/** Above this many changed legs a list of them is not worth sending. */
const CHANGED_LIMIT = 10_000;

export class CallStore {
  readonly endpoints = new EndpointTable();
  readonly methods = new MethodIds();
  readonly messages = new MessageTable();
  readonly transactions = new TransactionTable();
  readonly derived = new DerivedBytes();
  readonly legs: Leg[] = [];
  private readonly legByCallId = new Map<string, Leg>();
  private changed: number[] = [];
  private tooManyChanged = false;

  /** The leg of a Call-ID (latin1), made when it is new; `row` is then its first message. */
  legOf(callId: string, row: number): Leg {
    const known = this.legByCallId.get(callId);
    if (known !== undefined) return known;
    const leg = new Leg(this.legs.length, callId, row);
    this.legs.push(leg);
    this.legByCallId.set(callId, leg);
    return leg;
  }

  findLeg(callId: string): Leg | undefined {
    return this.legByCallId.get(callId);
  }

  markChanged(leg: Leg): void {
    if (leg.changed) return;
    leg.changed = true;
    if (this.changed.length < CHANGED_LIMIT) this.changed.push(leg.index);
    else this.tooManyChanged = true;
  }

  /** Indexes of the legs that changed since the last call; undefined when there were more than 10,000. */
  takeChanged(): number[] | undefined {
    const taken = this.changed;
    this.changed = [];
    if (!this.tooManyChanged) {
      for (const index of taken) this.legs[index].changed = false;
      return taken;
    }
    for (const leg of this.legs) leg.changed = false;
    this.tooManyChanged = false;
    return undefined;
  }

  /** Distinct Call-ID values; the leg of messages without one does not count. */
  get callIds(): number {
    return this.legs.length - (this.legByCallId.has('') ? 1 : 0);
  }

}
