// Dialogs of a leg (RFC 3261 §12): found by their pair of tags, whoever sends.

import type { CallStore } from '../store/call-store.ts';
import { type Dialog, DialogState, type Leg } from '../store/leg.ts';

/** Forks of one call, and subscriptions that reuse a Call-ID, are few; a hostile trace does not get to fill memory here. */
const DIALOGS_A_LEG = 512;

/** The dialog with these two tags, in either order. */
export function findDialog(leg: Leg, tag: number, otherTag: number): Dialog | undefined {
  if (leg.dialogs === undefined) return undefined;
  for (const dialog of leg.dialogs) {
    if (dialog.localTag === tag && dialog.remoteTag === otherTag) return dialog;
    if (dialog.localTag === otherTag && dialog.remoteTag === tag) return dialog;
  }
  return undefined;
}

/** A dialog beyond the limit is given back, not kept, and counted. */
export function addDialog(
  store: Pick<CallStore, 'refusedDialogs'>,
  leg: Leg,
  localTag: number,
  remoteTag: number,
  state: Dialog['state'],
  cseq: number,
  message: number,
): Dialog {
  const dialog: Dialog = { localTag, remoteTag, state, cseq, message, answer: -1, acknowledged: false };
  if (leg.dialogs === undefined) leg.dialogs = [dialog];
  else if (leg.dialogs.length < DIALOGS_A_LEG) leg.dialogs.push(dialog);
  else store.refusedDialogs++;
  return dialog;
}

/** The answered dialog that a message with these tags can only mean: the exact one, or the only one when tags are broken. */
export function answeredDialog(leg: Leg, tag: number, otherTag: number): Dialog | undefined {
  const exact = findDialog(leg, tag, otherTag);
  if (exact !== undefined) return exact.answer >= 0 ? exact : undefined;
  const answered = leg.dialogs?.filter(dialog => dialog.answer >= 0);
  return answered?.length === 1 ? answered[0] : undefined;
}

/** True when nothing that was answered is still up. */
export function allAnsweredEnded(leg: Leg): boolean {
  return leg.dialogs === undefined || leg.dialogs.every(d => d.answer < 0 || d.state === DialogState.Terminated);
}
