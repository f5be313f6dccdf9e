// The states of a call (SEMANTICS §2), driven by its INVITE transactions, its dialogs and the capture clock.
// Takes rows that the tracker has just stored; retransmissions and duplicates never come here.
//
//              101–199            2xx               ACK                  BYE
//   trying ──────────▶ ringing ────────▶ answered ─────▶ established ────────▶ ended
//     │                   │                  └──────────────── BYE ─────────────▲
//     └───────────────────┴── final ≥ 300 on every branch of the hop nearest to the caller
//                             ──▶ cancelled · busy · declined · redirected · failed      no final in time ──▶ timeout
//
// A proxy that forks shows one INVITE transaction toward the caller and one a branch behind it. Only the hop nearest to the
// caller (fewest Via values) decides a failure: a busy branch does not make the call busy. A 2xx anywhere answers it.

import { LegFlagBit } from '../model/leg.ts';
import { Feature, Method, type SipScan } from '../model/sip.ts';
import type { CallStore } from '../store/call-store.ts';
import { DialogState, type Leg } from '../store/leg.ts';
import { noteEnding } from '../store/oddities.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { addDialog, allAnsweredEnded, answeredDialog, findDialog } from './dialogs.ts';
import { isRetryable, State, stateOfFailure } from './states.ts';
import type { Transitions } from './transitions.ts';

/** What the tracker knows about the message at hand, beside the scan. */
export interface Seen {
  row: number;
  transaction: number;
  /** Hashes; 0 when there is no tag. */
  fromTag: number;
  toTag: number;
  /** First message of its transaction. */
  isNewTransaction: boolean;
}

export class CallMachine {
  private readonly store: CallStore;
  private readonly transitions: Transitions;
  /** Asks for a look at the leg when 64·T1 have passed: its ACK, its retry. */
  private readonly watch: (leg: Leg) => void;

  constructor(store: CallStore, transitions: Transitions, watch: (leg: Leg) => void) {
    this.store = store;
    this.transitions = transitions;
    this.watch = watch;
  }

  onRequest(leg: Leg, scan: SipScan, seen: Seen): void {
    switch (scan.method) {
      case Method.Invite:
        if (seen.toTag === 0) this.onOpeningInvite(leg, scan, seen);
        else this.onDialogRequest(leg, scan, seen);
        break;
      case Method.Ack:
        this.onAck(leg, scan, seen);
        break;
      case Method.Bye:
        this.onBye(leg, seen);
        break;
      case Method.Cancel:
        // A CANCEL alone changes nothing (SEMANTICS §2): the INVITE's final response decides.
        leg.cancelSeen = true;
        break;
      default:
        if (seen.toTag !== 0) this.onDialogRequest(leg, scan, seen);
    }
  }

  onResponse(leg: Leg, scan: SipScan, seen: Seen): void {
    if (scan.cseqMethod === Method.Invite) {
      if (scan.statusCode < 200) this.onProvisional(leg, scan, seen);
      else if (scan.statusCode < 300) this.onSuccess(leg, scan, seen);
      else this.onFailure(leg, scan.statusCode, seen);
    } else if (scan.cseqMethod === Method.Bye && scan.statusCode >= 200) {
      if (leg.byeAnswer < 0) leg.byeAnswer = seen.row;
      // Late, but answered after all.
      const isLate = (this.store.transactions.flags[seen.transaction] & TransactionFlag.Expired) !== 0;
      if (isLate) leg.flags &= ~LegFlagBit.ByeUnanswered;
    } else if (scan.cseqMethod === Method.Refer && scan.statusCode >= 200 && scan.statusCode < 300) {
      leg.flags |= LegFlagBit.Transferred;
    }
    if (scan.statusCode >= 200 && scan.statusCode < 300) this.applyHold(leg, seen.transaction);
  }

  /**
   * No final response in time (Timer B or C, RFC 3261 §17.1.1.2, §16.6). `isFirst` is false when a provisional came after
   * the transaction had expired already, and nothing followed that either.
   */
  onInviteExpired(leg: Leg, transaction: number, isFirst: boolean): void {
    const t = this.store.transactions;
    if ((t.flags[transaction] & TransactionFlag.Initial) === 0) return;
    if (t.cseqNumber(transaction) !== leg.cseq || t.viaCount[transaction] !== leg.rootVia) return;
    if (isFirst) leg.rootOpen--;
    if (leg.rootOpen <= 0) this.decideFailure(leg, leg.failure, -1);
  }

  /** 64·T1 after something that had to be followed: an ACK to a 2xx, a new try after a challenge. */
  onWatchDue(leg: Leg, clock: number): void {
    const m = this.store.messages;
    if (leg.challenged && leg.ending >= 0 && clock - m.arrival(leg.ending) >= WATCH_MICROS) {
      this.transitions.enter(leg, State.Failed, -1);
    }
    for (const dialog of leg.dialogs ?? []) {
      if (dialog.answer >= 0 && !dialog.acknowledged && clock - m.arrival(dialog.answer) >= WATCH_MICROS) {
        leg.flags |= LegFlagBit.AckMissing;
        this.store.markChanged(leg);
      }
    }
  }

  /** The capture is over: a challenge that nothing followed is the outcome. */
  onEnd(leg: Leg): void {
    if (leg.challenged && leg.state <= State.Ringing) this.transitions.enter(leg, State.Failed, leg.ending);
  }

  // ── requests ────────────────────────────────────────────────────────────────────────────────────────────────────────

  private onOpeningInvite(leg: Leg, scan: SipScan, seen: Seen): void {
    if (!seen.isNewTransaction) return;
    const t = this.store.transactions;
    t.flags[seen.transaction] |= TransactionFlag.Initial;
    if (scan.features & Feature.Diversion) leg.flags |= LegFlagBit.Diverted;
    if (scan.features & Feature.Replaces) leg.flags |= LegFlagBit.Transferred;
    if (leg.opening < 0) this.store.setOpening(leg, seen.row);

    const isNewTry = scan.cseqNumber !== leg.cseq || seen.fromTag !== leg.fromTag;
    if (isNewTry) {
      // An older try passing through a hop further on does not take the newer one's place.
      if (seen.fromTag === leg.fromTag && scan.cseqNumber < leg.cseq) return;
      if (leg.redirected) leg.flags |= LegFlagBit.Diverted;
      leg.fromTag = seen.fromTag;
      leg.cseq = scan.cseqNumber;
      leg.rootVia = scan.viaCount;
      leg.rootOpen = 1;
      leg.failure = 0;
      leg.challenged = false;
      leg.redirected = false;
      leg.cancelSeen = false;
      if (!wasAnswered(leg)) this.reopen(leg, seen.row);
      return;
    }
    if (scan.viaCount > leg.rootVia) return;
    if (scan.viaCount < leg.rootVia) {
      leg.rootVia = scan.viaCount;
      leg.rootOpen = 0;
    }
    leg.rootOpen++;
    // Serial forking seen behind the proxy: one branch has failed, the next is tried.
    if (!wasAnswered(leg) && leg.state > State.Established) this.reopen(leg, seen.row);
  }

  /** A request inside a dialog: re-INVITE, UPDATE, INFO, REFER … Seen first, it proves the dialog (the capture began late). */
  private onDialogRequest(leg: Leg, scan: SipScan, seen: Seen): void {
    if (scan.method === Method.Prack || findDialog(leg, seen.fromTag, seen.toTag) !== undefined) return;
    if (scan.method !== Method.Invite || wasAnswered(leg)) return;
    const dialog = addDialog(
      this.store,
      leg,
      seen.fromTag,
      seen.toTag,
      DialogState.Confirmed,
      scan.cseqNumber,
      seen.row,
    );
    dialog.answer = seen.row;
    dialog.acknowledged = true;
    if (leg.state <= State.Ringing) this.transitions.enter(leg, State.Established, seen.row);
  }

  private onAck(leg: Leg, scan: SipScan, seen: Seen): void {
    // RFC 3261 §17.1.1.3: the ACK to a non-2xx joined the INVITE's transaction and says nothing about a dialog.
    const t = this.store.transactions;
    if (t.finalCode[seen.transaction] >= 300) return;
    const dialog = answeredDialog(leg, seen.fromTag, seen.toTag);
    if (dialog === undefined) return;
    if (scan.cseqNumber === dialog.cseq || dialog.cseq < 0) dialog.acknowledged = true;
    if (leg.state === State.Answered) {
      leg.acknowledgement = seen.row;
      this.transitions.enter(leg, State.Established, seen.row);
    }
  }

  private onBye(leg: Leg, seen: Seen): void {
    let dialog = answeredDialog(leg, seen.fromTag, seen.toTag);
    if (dialog === undefined) {
      const early = findDialog(leg, seen.fromTag, seen.toTag);
      if (early !== undefined || leg.opening >= 0) {
        // RFC 3261 §15: a BYE in an early dialog gives the call up; the INVITE is then answered 487.
        if (early !== undefined) leg.cancelSeen = true;
        return;
      }
      // The capture began late: this BYE is the first that is seen of an answered dialog.
      if (seen.toTag === 0) return;
      dialog = addDialog(this.store, leg, seen.fromTag, seen.toTag, DialogState.Confirmed, -1, seen.row);
      dialog.answer = seen.row;
      dialog.acknowledged = true;
    }
    if (dialog.state === DialogState.Terminated) return;
    dialog.state = DialogState.Terminated;
    if (!allAnsweredEnded(leg)) return;
    leg.ending = seen.row;
    noteEnding(this.store, leg);
    this.transitions.enter(leg, State.Ended, seen.row);
  }

  // ── responses to INVITE ─────────────────────────────────────────────────────────────────────────────────────────────

  private onProvisional(leg: Leg, scan: SipScan, seen: Seen): void {
    if (scan.statusCode === 100 || this.isReInvite(leg, seen)) return;
    if (scan.statusCode === 181) leg.flags |= LegFlagBit.Diverted;
    if (leg.ringing < 0 && scan.statusCode >= 180 && scan.statusCode < 190) leg.ringing = seen.row;
    if (seen.toTag !== 0 && findDialog(leg, seen.fromTag, seen.toTag) === undefined) {
      addDialog(this.store, leg, seen.fromTag, seen.toTag, DialogState.Early, scan.cseqNumber, seen.row);
      this.noteFork(leg, scan.cseqNumber, seen.fromTag);
    }
    if (leg.state === State.Trying) this.transitions.enter(leg, State.Ringing, seen.row);
  }

  private onSuccess(leg: Leg, scan: SipScan, seen: Seen): void {
    if (this.isReInvite(leg, seen)) {
      const dialog = findDialog(leg, seen.fromTag, seen.toTag);
      if (dialog !== undefined && dialog.answer >= 0) return;
    }
    let dialog = findDialog(leg, seen.fromTag, seen.toTag);
    if (dialog === undefined) {
      dialog = addDialog(this.store, leg, seen.fromTag, seen.toTag, DialogState.Confirmed, scan.cseqNumber, seen.row);
      this.noteFork(leg, scan.cseqNumber, seen.fromTag);
    }
    if (dialog.answer >= 0) return;
    dialog.answer = seen.row;
    if (dialog.state === DialogState.Early) dialog.state = DialogState.Confirmed;
    this.watch(leg);
    if (leg.answer >= 0) return;
    leg.answer = seen.row;
    leg.statusCode = scan.statusCode;
    leg.challenged = false;
    // A 200 that crosses a CANCEL, or comes after a failure of another branch, wins.
    leg.ending = -1;
    this.transitions.enter(leg, State.Answered, seen.row);
  }

  private onFailure(leg: Leg, code: number, seen: Seen): void {
    const t = this.store.transactions;
    const transaction = seen.transaction;
    if (this.isReInvite(leg, seen) || wasAnswered(leg)) return;
    if ((t.flags[transaction] & TransactionFlag.Initial) === 0) {
      // Its INVITE was not seen. With no other INVITE in sight this response is all that is known of the outcome.
      if (leg.opening >= 0) return;
      this.decideFailure(leg, code, seen.row);
      return;
    }
    if (t.cseqNumber(transaction) !== leg.cseq || t.viaCount[transaction] !== leg.rootVia) return;
    if ((t.flags[transaction] & TransactionFlag.Expired) === 0) leg.rootOpen--;
    leg.failure = leg.failure === 0 ? code : betterFailure(leg.failure, code);
    if (leg.rootOpen <= 0) this.decideFailure(leg, leg.failure, seen.row);
  }

  // ── shared ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  private decideFailure(leg: Leg, code: number, row: number): void {
    if (wasAnswered(leg)) return;
    if (code === 0) {
      this.transitions.enter(leg, State.Timeout, -1);
      return;
    }
    leg.statusCode = code;
    leg.ending = row;
    if (isRetryable(code)) {
      leg.challenged = true;
      this.watch(leg);
      this.store.markChanged(leg);
      return;
    }
    if (code < 400) leg.redirected = true;
    const isCancelled = code === 487 && (leg.cancelSeen || leg.opening < 0);
    this.transitions.enter(leg, isCancelled ? State.Cancelled : stateOfFailure(code), row);
  }

  private reopen(leg: Leg, row: number): void {
    leg.ending = -1;
    leg.statusCode = 0;
    this.transitions.enter(leg, State.Trying, row);
  }

  /** True when this response answers an INVITE inside a dialog: it never changes the state. */
  private isReInvite(leg: Leg, seen: Seen): boolean {
    const t = this.store.transactions;
    if (t.flags[seen.transaction] & TransactionFlag.Initial) return false;
    if (t.flags[seen.transaction] & TransactionFlag.RequestSeen) return t.toTag[seen.transaction] !== 0;
    const dialog = findDialog(leg, seen.fromTag, seen.toTag);
    return dialog !== undefined && dialog.answer >= 0 && dialog.cseq !== t.cseqNumber(seen.transaction);
  }

  private noteFork(leg: Leg, cseq: number, fromTag: number): void {
    let same = 0;
    for (const dialog of leg.dialogs ?? []) if (dialog.cseq === cseq && dialog.localTag === fromTag) same++;
    if (same > 1) leg.flags |= LegFlagBit.Forked;
  }

  private applyHold(leg: Leg, transaction: number): void {
    const flags = this.store.transactions.flags[transaction];
    if (flags & TransactionFlag.OffersHold) leg.flags |= LegFlagBit.OnHold;
    else if (flags & TransactionFlag.OffersActive) leg.flags &= ~LegFlagBit.OnHold;
  }
}

/** 64·T1 with T1 = 500 ms (RFC 3261 §13.3.1.4, §17.1.1.1). */
export const WATCH_MICROS = 32_000_000;

function wasAnswered(leg: Leg): boolean {
  return leg.state >= State.Answered && leg.state <= State.Ended;
}

/** RFC 3261 §16.7 step 6: a 6xx beats all, else the lowest class, and in the class a challenge or a redirect keeps its say. */
export function betterFailure(a: number, b: number): number {
  if (a >= 600 || b >= 600) return a >= 600 ? a : b;
  const classOf = (code: number) => Math.floor(code / 100);
  if (classOf(a) !== classOf(b)) return classOf(a) < classOf(b) ? a : b;
  return isRetryable(b) && !isRetryable(a) ? b : a;
}
