// The states of legs that are no calls (SEMANTICS §2): pending, succeeded, challenged, failed or timeout by their last
// transaction; a subscription is pending, active or terminated by its NOTIFYs (RFC 6665).

import { Feature, Method, type SipScan } from '../model/sip.ts';
import type { CallStore } from '../store/call-store.ts';
import { DialogState, type Leg } from '../store/leg.ts';
import type { Seen } from './call-machine.ts';
import { addDialog, findDialog } from './dialogs.ts';
import { Kind, State } from './states.ts';
import type { Transitions } from './transitions.ts';

export class OtherMachine {
  private readonly store: CallStore;
  private readonly transitions: Transitions;

  constructor(store: CallStore, transitions: Transitions) {
    this.store = store;
    this.transitions = transitions;
  }

  onRequest(leg: Leg, scan: SipScan, seen: Seen): void {
    leg.opening = leg.firstMessage;
    if (scan.method === Method.Ack || scan.method === Method.Cancel || !seen.isNewTransaction) return;
    if (leg.kind === Kind.Subscription && scan.method === Method.Notify) {
      this.onNotify(leg, scan, seen);
      return;
    }
    if (scan.cseqNumber !== leg.cseq || seen.fromTag !== leg.fromTag) {
      leg.cseq = scan.cseqNumber;
      leg.fromTag = seen.fromTag;
      leg.rootVia = scan.viaCount;
      // A refresh of a subscription leaves it as its NOTIFYs say.
      if (leg.kind === Kind.Subscription && leg.state === State.Active) return;
      leg.ending = -1;
      leg.statusCode = 0;
      this.transitions.enter(leg, State.Pending, seen.row);
    } else if (scan.viaCount < leg.rootVia) {
      leg.rootVia = scan.viaCount;
    }
  }

  onResponse(leg: Leg, scan: SipScan, seen: Seen): void {
    const code = scan.statusCode;
    if (code < 200) return;
    const t = this.store.transactions;
    const transaction = seen.transaction;
    const isNotify = leg.kind === Kind.Subscription && scan.cseqMethod === Method.Notify;
    if (code < 300 && scan.cseqMethod === Method.Subscribe) this.noteDialog(leg, scan, seen);
    if (isNotify) return;
    const isLate = leg.cseq >= 0 && (t.cseqNumber(transaction) !== leg.cseq || t.viaCount[transaction] > leg.rootVia);
    if (isLate) return;
    leg.statusCode = code;
    leg.ending = seen.row;
    if (code < 300) {
      if (leg.kind !== Kind.Subscription) this.transitions.enter(leg, State.Succeeded, seen.row);
    } else if (code === 401 || code === 407) this.transitions.enter(leg, State.Challenged, seen.row);
    else this.transitions.enter(leg, State.Failed, seen.row);
  }

  /** Timer F (RFC 3261 §17.1.2.2). */
  onExpired(leg: Leg, transaction: number): void {
    const t = this.store.transactions;
    // A NOTIFY without answer says nothing about the subscription, and counts its own CSeq.
    if (leg.kind === Kind.Subscription && t.method(transaction) === Method.Notify) return;
    if (t.cseqNumber(transaction) !== leg.cseq || t.viaCount[transaction] !== leg.rootVia) return;
    if (leg.state === State.Pending) this.transitions.enter(leg, State.Timeout, -1);
  }

  private onNotify(leg: Leg, scan: SipScan, seen: Seen): void {
    if (seen.toTag !== 0 && findDialog(leg, seen.fromTag, seen.toTag) === undefined) {
      addDialog(this.store, leg, seen.fromTag, seen.toTag, DialogState.Confirmed, scan.cseqNumber, seen.row);
    }
    if (scan.features & Feature.SubscriptionTerminated) {
      leg.ending = seen.row;
      this.transitions.enter(leg, State.Terminated, seen.row);
    } else if (scan.features & Feature.SubscriptionPending) this.transitions.enter(leg, State.Pending, seen.row);
    else this.transitions.enter(leg, State.Active, seen.row);
  }

  private noteDialog(leg: Leg, scan: SipScan, seen: Seen): void {
    if (seen.toTag === 0 || findDialog(leg, seen.fromTag, seen.toTag) !== undefined) return;
    addDialog(this.store, leg, seen.fromTag, seen.toTag, DialogState.Confirmed, scan.cseqNumber, seen.row);
  }
}
