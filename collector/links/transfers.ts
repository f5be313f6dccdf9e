// REFER → the INVITE that it caused (RFC 3515). Exact when the REFER says which dialog shall be replaced and the INVITE replaces it; else
// by the target and who is said to have referred (RFC 3892), or by the target and the host that was asked to call it. A REFER that two
// legs fit equally well ties neither.

import { readUri } from '../sip/uri.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { FoundLink } from './found-link.ts';
import { shown } from './found-link.ts';

export interface Refer {
  readonly leg: number;
  readonly row: number;
  /** The URI of Refer-To, without its headers. */
  readonly target: string;
  /** Call-ID of the dialog that the INVITE shall replace, where the URI has such a header. */
  readonly replaces: string | undefined;
  /** The URI of Referred-By; empty when there is none. */
  readonly referredBy: string;
}

/** What of an INVITE matters here. */
export interface Referred {
  readonly leg: number;
  readonly row: number;
  readonly requestUri: string;
  readonly replaces: string | undefined;
  readonly referredBy: string;
}

interface Candidate extends FoundLink {
  /** The REFER that it is for. */
  readonly refer: Refer;
}

/** A user agent calls at once; a PBX may ask somebody first. */
const WINDOW_MICROS = 32_000_000;
/** So many REFERs of late an INVITE is compared with. */
const LOOK_BACK = 256;
const MAX_CANDIDATES = 100_000;
const EXACT = 100;
const BY_REFERRER = 80;
const BY_HOST = 60;

export class Transfers {
  /** Candidates that a limit refused. */
  refused = 0;
  private readonly store: CallStore;
  private readonly refers: Refer[] = [];
  private readonly candidates: Candidate[] = [];

  constructor(store: CallStore) {
    this.store = store;
  }

  add(refer: Refer): void {
    this.refers.push(refer);
  }

  /** Whether a leg that is new could have been caused by a REFER, so that its INVITE is worth reading. */
  isWorthReading(leg: Leg): boolean {
    // Most captures have no REFER at all.
    if (this.refers.length === 0) return false;
    for (const _ of this.refersBefore(leg)) return true;
    return false;
  }

  /** True when it ties two legs. */
  onInvite(invite: Referred): boolean {
    const leg = this.store.legs[invite.leg];
    let isFound = false;
    for (const refer of this.refersBefore(leg)) {
      const score = this.scoreOf(refer, invite, leg);
      if (score === 0) continue;
      if (this.candidates.length === MAX_CANDIDATES) {
        this.refused++;
        return isFound;
      }
      isFound = true;
      this.candidates.push({
        refer,
        reason: 'refer',
        score,
        detail: `Refer-To ${shown(refer.target)}${words(score)}`,
        from: refer.leg,
        to: invite.leg,
        evidence: [refer.row, invite.row],
        cut: false,
        joins: true,
      });
    }
    return isFound;
  }

  *links(): Generator<FoundLink> {
    const best = new Map<Refer, { readonly score: number; readonly legs: Set<number> }>();
    for (const { refer, score, to } of this.candidates) {
      const known = best.get(refer);
      if (known === undefined || known.score < score) best.set(refer, { score, legs: new Set([to]) });
      else if (known.score === score) known.legs.add(to);
    }
    for (const { refer, ...link } of this.candidates) {
      const { score, legs } = best.get(refer) ?? { score: 0, legs: new Set() };
      // An exact one stands for itself: one REFER may be followed by two tries.
      if (link.score === EXACT || (link.score === score && legs.size === 1)) yield link;
      else if (link.score === score) {
        yield { ...link, joins: false, detail: `${link.detail}; ${legs.size} legs fit equally well` };
      }
    }
  }

  /** REFERs of other legs that came within the window before the leg began. */
  private *refersBefore(leg: Leg): Generator<Refer> {
    const { time } = this.store.messages;
    const start = time[leg.firstMessage];
    const end = Math.max(0, this.refers.length - LOOK_BACK);
    for (let i = this.refers.length - 1; i >= end; i--) {
      const refer = this.refers[i];
      if (refer.leg === leg.index || time[refer.row] > start) continue;
      if (start - time[refer.row] > WINDOW_MICROS) return;
      yield refer;
    }
  }

  /** 0 when the INVITE has nothing to do with it. */
  private scoreOf(refer: Refer, invite: Referred, leg: Leg): number {
    if (refer.replaces !== undefined || invite.replaces !== undefined) {
      return refer.replaces === invite.replaces ? EXACT : 0;
    }
    if (!isSameTarget(refer.target, invite.requestUri)) return 0;
    if (refer.referredBy !== '' && invite.referredBy !== '') {
      return isSameTarget(refer.referredBy, invite.referredBy) ? BY_REFERRER : 0;
    }
    const { messages, endpoints } = this.store;
    return endpoints.isSameAddress(messages.destination[refer.row], leg.source) ? BY_HOST : 0;
  }
}

function words(score: number): string {
  if (score === EXACT) return ' and the same Replaces';
  return score === BY_REFERRER ? ' and the same Referred-By' : ' called by the host that was asked to';
}

/** User and host, whatever the parameters; a B2BUA may put its own host there, so without host the user decides alone. */
function isSameTarget(one: string, other: string): boolean {
  const [a, b] = [readUri(one), readUri(other)];
  if (a.user !== b.user) return false;
  return a.user !== '' || a.host.toLowerCase() === b.host.toLowerCase();
}
