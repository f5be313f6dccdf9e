// Legs that name another one by its Call-ID: Replaces, Join, Target-Dialog, a Refer-To with Replaces in it, a header with the other leg's
// Call-ID. The named leg may be seen later, or never.

import type { LinkReason } from '../model/call.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import { tagHash } from '../track/message-keys.ts';
import type { FoundLink } from './found-link.ts';

export interface Reference {
  readonly reason: LinkReason;
  readonly score: number;
  readonly detail: string;
  /** Index of the leg that names another one, and the row of the message that does. */
  readonly leg: number;
  readonly row: number;
  /** Call-ID of the other one. */
  readonly callId: string;
  /** Tags of the dialog that is meant, where the reference says so. */
  readonly tags?: readonly [string, string];
  /** The link goes from the leg that names to the one that is named: what a REFER causes comes later. */
  readonly isForward?: boolean;
}

const MAX_WAITING = 100_000;
const MAX_LINKS = 1_000_000;
/** The Call-ID is that of the leg, but no dialog of it that was seen has these tags. */
const OTHER_DIALOG_SCORE = 90;

export class References {
  /** References that a limit refused. */
  refused = 0;
  private readonly store: CallStore;
  private readonly found: FoundLink[] = [];
  /** By Call-ID, one char a byte, of legs that are not there yet. */
  private readonly waiting = new Map<string, Reference[]>();
  private waitingCount = 0;

  constructor(store: CallStore) {
    this.store = store;
  }

  /** True when it ties two legs. */
  add(reference: Reference): boolean {
    const bytes = Buffer.from(reference.callId);
    const named = this.store.findLeg(bytes);
    if (named !== undefined) return this.take(reference, named);
    if (this.waitingCount === MAX_WAITING) {
      this.refused++;
      return false;
    }
    this.waitingCount++;
    const callId = bytes.toString('latin1');
    const others = this.waiting.get(callId);
    if (others === undefined) this.waiting.set(callId, [reference]);
    else others.push(reference);
    return false;
  }

  /** A leg that is new. True when another one has named it before. */
  onLeg(leg: Leg): boolean {
    if (this.waitingCount === 0) return false;
    const callId = this.store.callId(leg);
    const references = this.waiting.get(callId);
    if (references === undefined) return false;
    this.waiting.delete(callId);
    this.waitingCount -= references.length;
    return references.map(reference => this.take(reference, leg)).includes(true);
  }

  links(): readonly FoundLink[] {
    return this.found;
  }

  private take(reference: Reference, named: Leg): boolean {
    // Who puts its own Call-ID into a header (Asterisk's HEP does) says nothing.
    if (named.index === reference.leg) return false;
    if (this.found.length === MAX_LINKS) {
      this.refused++;
      return false;
    }
    const { reason, detail, leg, row, tags, isForward = false } = reference;
    const isSeen = tags === undefined || hasDialog(named, tags);
    this.found.push({
      reason,
      score: isSeen ? reference.score : OTHER_DIALOG_SCORE,
      detail: isSeen ? detail : `${detail}; no dialog with these tags was seen`,
      from: isForward ? leg : named.index,
      to: isForward ? named.index : leg,
      evidence: [row],
      cut: false,
      joins: true,
    });
    return true;
  }
}

/** Which tag is whose depends on who asks (RFC 3891 §3), so either order will do. */
function hasDialog(leg: Leg, tags: readonly [string, string]): boolean {
  const [one, other] = tags.map(tag => {
    const bytes = Buffer.from(tag);
    return tagHash(bytes, 0, bytes.length);
  });
  return (leg.dialogs ?? []).some(
    dialog =>
      (dialog.localTag === one && dialog.remoteTag === other) ||
      (dialog.localTag === other && dialog.remoteTag === one),
  );
}
