// Offer and answer of one leg, per dialog (RFC 3264, RFC 3261 §13.2.1, RFC 3262 §5, RFC 3311, RFC 6337): which message carried an
// offer, which one answered it, what they agreed on, what was refused, and what broke the rules.
// Takes the messages of a leg in capture order, gives one session a dialog; pure, never throws on traffic.
//
//   INVITE offer ──▶ 2xx or reliable 18x answer          an unreliable 18x only shows the answer early (RFC 3261 §13.2.1)
//   INVITE ──▶ 2xx offer ──▶ ACK answer                  delayed offer
//   INVITE ──▶ reliable 18x offer ──▶ PRACK answer       delayed offer, early
//   PRACK, UPDATE, re-INVITE offer ──▶ 2xx answer        refused by any final failure: what stood before goes on
//
// A proxy may fork the first INVITE: its offer is then answered once in each dialog.

import type { MediaSession } from '../model/session.ts';
import { otherParty, type Party } from './media-lines.ts';
import { foldHops, type SessionEvent, type SessionMessage } from './offer-answer-events.ts';
import { isRetryable, SessionTrack } from './session-track.ts';

/** Dialogs of one leg; the forks of a hostile trace do not get to fill memory here. */
const MAX_SESSIONS = 64;

export function readSessions(messages: Iterable<SessionMessage>): MediaSession[] {
  const leg = new LegSessions();
  for (const event of foldHops(messages)) leg.see(event);
  return leg.finish();
}

/** An INVITE without To tag, until its dialogs are known. */
interface Opening {
  readonly invite: SessionEvent;
  readonly sessions: SessionTrack[];
  /** Its final failure, when it came outside any dialog of it. */
  failure: SessionEvent | undefined;
}

class LegSessions {
  private readonly sessions: SessionTrack[] = [];
  private readonly sessionByTags = new Map<string, SessionTrack>();
  /** By From tag: the latest INVITE that opens, or tries to. */
  private readonly openings = new Map<string, Opening>();
  private omitted = 0;

  see(event: SessionEvent): void {
    if (event.isRequest && event.toTag === '') {
      if (event.method === 'INVITE') this.open(event);
      return;
    }
    if (event.toTag === '') {
      if (this.endsOpening(event)) this.fail(event);
      return;
    }
    const known = this.find(event);
    if (known === undefined && this.endsOpening(event)) this.fail(event);
    else {
      const session = known ?? this.add(event.fromTag, event.toTag);
      if (session === undefined) return;
      this.takeOver(session, event);
      session.see(event, senderOf(event, session));
    }
  }

  finish(): MediaSession[] {
    for (const opening of this.openings.values()) this.closeOpening(opening);
    const sessions = this.sessions
      .filter(session => session.isWorthTelling)
      .sort((a, b) => a.startTime - b.startTime)
      .map(session => session.report());
    const last = sessions.at(-1);
    if (this.omitted === 0 || last === undefined) return sessions;
    const problem = `${this.omitted} messages of dialogs beyond the first ${MAX_SESSIONS} are not looked at`;
    return [...sessions.slice(0, -1), { ...last, problems: [...last.problems, problem] }];
  }

  private find({ fromTag, toTag }: SessionEvent): SessionTrack | undefined {
    return this.sessionByTags.get(tagsKey(fromTag, toTag)) ?? this.sessionByTags.get(tagsKey(toTag, fromTag));
  }

  /** A new INVITE of the same caller takes the place of one that was refused (credentials, another codec, another target). */
  private open(invite: SessionEvent): void {
    const before = this.openings.get(invite.fromTag);
    const isRetry = before?.failure !== undefined && isRetryable(before.failure.code);
    if (before !== undefined && !isRetry) this.closeOpening(before);
    this.openings.set(invite.fromTag, { invite, sessions: [], failure: undefined });
  }

  private closeOpening({ invite, sessions, failure }: Opening): void {
    if (sessions.length > 0 || invite.sdp === undefined) return;
    const session = this.add(invite.fromTag, failure?.toTag ?? '');
    session?.see(invite, 'caller');
    if (failure !== undefined) session?.see(failure, 'callee');
  }

  /** The final failure of an INVITE outside any dialog that is known, or the ACK to it. */
  private endsOpening({ isRequest, method, code, cseq, fromTag }: SessionEvent): boolean {
    const opening = this.openings.get(fromTag);
    if (opening?.invite.cseq !== cseq) return false;
    return isRequest ? method === 'ACK' && opening.failure !== undefined : method === 'INVITE' && code >= 300;
  }

  /** It ends what its forks have left open (RFC 3261 §16.7). */
  private fail(event: SessionEvent): void {
    const opening = this.openings.get(event.fromTag);
    if (opening === undefined || event.isRequest) return;
    opening.failure = event;
    for (const session of opening.sessions) session.see(event, 'callee');
  }

  /** The first response of a dialog: it takes over the offer of the INVITE that opened it. */
  private takeOver(session: SessionTrack, event: SessionEvent): void {
    const opening = this.openings.get(event.fromTag);
    if (opening === undefined || event.isRequest || event.method !== 'INVITE') return;
    if (event.cseq !== opening.invite.cseq || opening.sessions.includes(session)) return;
    opening.sessions.push(session);
    session.see(opening.invite, 'caller');
  }

  private add(localTag: string, remoteTag: string): SessionTrack | undefined {
    if (this.sessions.length === MAX_SESSIONS) {
      this.omitted++;
      return undefined;
    }
    const session = new SessionTrack(localTag, remoteTag);
    this.sessions.push(session);
    this.sessionByTags.set(tagsKey(localTag, remoteTag), session);
    return session;
  }
}

/** Requests carry the sender's tag in From, responses that of who asked (RFC 3261 §8.1.1.3, §12.2.1.1). */
function senderOf(event: SessionEvent, session: SessionTrack): Party {
  const asker: Party = session.localTag === event.fromTag ? 'caller' : 'callee';
  return event.isRequest ? asker : otherParty(asker);
}

function tagsKey(localTag: string, remoteTag: string): string {
  return `${localTag} ${remoteTag}`;
}
