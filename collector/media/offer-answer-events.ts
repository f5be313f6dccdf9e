// Messages of a leg that bear on offer and answer, each once: as it passes proxies, one message is seen at several hops, with the
// same description or with one that was rewritten on the way. Takes them in capture order, gives them in the order they were first
// seen, with the descriptions of all hops.

import type { Micros } from '../model/time.ts';
import type { SdpSession } from '../sip/sdp-media.ts';

/** One message, retransmissions and duplicate captures left out. */
export interface SessionMessage {
  readonly message: number;
  readonly time: Micros;
  readonly isRequest: boolean;
  /** Of the CSeq. */
  readonly method: string;
  /** 0 for a request. */
  readonly code: number;
  readonly cseq: number;
  /** RSeq of a reliable provisional (RFC 3262), -1 when there is none. */
  readonly rseq: number;
  /** RSeq that the RAck of a PRACK names, -1 when there is none. */
  readonly rack: number;
  readonly fromTag: string;
  readonly toTag: string;
  /** Which hop: the number of its transaction. */
  readonly transaction: number;
  readonly sdp?: SdpSession;
}

export interface SessionEvent extends SessionMessage {
  /** Descriptions by hop, in the order they were seen; the first is that of this event. */
  readonly hops: { readonly transaction: number; readonly sdp: SdpSession }[];
}

export function foldHops(messages: Iterable<SessionMessage>): SessionEvent[] {
  const events: SessionEvent[] = [];
  /** Events with the same identity: several for an unreliable provisional that changed what it says. */
  const byIdentity = new Map<string, SessionEvent[]>();
  for (const one of messages) {
    const identity = identityOf(one);
    const known = byIdentity.get(identity) ?? [];
    const same = known.find(event => isSameEvent(event, one));
    if (same !== undefined) {
      if (one.sdp !== undefined && !same.hops.some(hop => hop.transaction === one.transaction))
        same.hops.push({ transaction: one.transaction, sdp: one.sdp });
      continue;
    }
    const event = { ...one, hops: one.sdp === undefined ? [] : [{ transaction: one.transaction, sdp: one.sdp }] };
    events.push(event);
    byIdentity.set(identity, [...known, event]);
  }
  return events;
}

function identityOf({ isRequest, method, code, cseq, rseq, rack, fromTag, toTag }: SessionMessage): string {
  return JSON.stringify([isRequest, method, code, cseq, rseq, rack, fromTag, toTag]);
}

/** A provisional may come again at the same hop and say something else; a final response and a request say it once. */
function isSameEvent(event: SessionEvent, one: SessionMessage): boolean {
  if (one.isRequest || one.code >= 200 || one.rseq >= 0 || one.sdp === undefined) return true;
  const here = event.hops.find(hop => hop.transaction === one.transaction);
  return event.sdp !== undefined && (here === undefined || here.sdp.content === one.sdp.content);
}

/** The description as it passed a hop; as it was first seen when it did not pass there. */
export function sdpAt(event: SessionEvent, transaction: number): SdpSession | undefined {
  return event.hops.find(hop => hop.transaction === transaction)?.sdp ?? event.sdp;
}

/** True when a proxy or border controller changed the description on its way. */
export function isRewritten(event: SessionEvent): boolean {
  return event.hops.some(hop => hop.sdp.content !== event.sdp?.content);
}
