// Offer and answer within one dialog, or one early dialog of a fork: the state machine behind `offer-answer.ts`.
// Takes the messages of the dialog, each once and in order; keeps which offers wait for an answer and what stands.

import type { MediaSession, OfferAnswer } from '../model/session.ts';
import type { SdpSession } from '../sip/sdp-media.ts';
import { effectsOf, type Holds, holdsAfter, holdWord, NOBODY_HOLDS } from './media-effects.ts';
import { type Agreement, mediaLines, otherParty, type Party } from './media-lines.ts';
import { answerProblems, successionProblems } from './offer-answer-checks.ts';
import { isRewritten, type SessionEvent, sdpAt } from './offer-answer-events.ts';

/** Exchanges of one dialog: a call with session timers makes one every few minutes. */
const MAX_EXCHANGES = 500;
const MAX_PROBLEMS = 50;

/** An offer, and what became of it so far. */
interface Exchange {
  readonly offer: SessionEvent;
  readonly offeredBy: Party;
  /** What its answer must come in. */
  readonly awaits: string;
  /** What stood when it was made. */
  readonly before: Agreement | undefined;
  answer: SessionEvent | undefined;
  /** The answer was only shown early, by an unreliable provisional. */
  isPreview: boolean;
  hasEarlyMedia: boolean;
  rejected: number | undefined;
  agreement: Agreement | undefined;
  effects: readonly string[];
}

export class SessionTrack {
  readonly localTag: string;
  readonly remoteTag: string;
  private readonly exchanges: Exchange[] = [];
  private readonly problems = new Set<string>();
  private readonly lastSdp = new Map<Party, SdpSession>();
  /** INVITEs without an offer, by CSeq: their 2xx or reliable provisional makes it. */
  private readonly delayed = new Set<number>();
  private agreement: Agreement | undefined = undefined;
  private holds: Holds = NOBODY_HOLDS;
  private omitted = 0;

  constructor(localTag: string, remoteTag: string) {
    this.localTag = localTag;
    this.remoteTag = remoteTag;
  }

  /** When its first offer was made. */
  get startTime(): number {
    return this.exchanges[0]?.offer.time ?? Number.POSITIVE_INFINITY;
  }

  get isWorthTelling(): boolean {
    return this.exchanges.length > 0 || this.problems.size > 0;
  }

  see(event: SessionEvent, sender: Party): void {
    if (event.isRequest) this.onRequest(event, sender);
    else if (event.code >= 300) this.onFailure(event);
    else if (event.method === 'INVITE') this.onInviteResponse(event, sender);
    else if (event.code >= 200 && isCarrier(event.method)) this.onSuccess(event, sender);
    if (event.sdp !== undefined && (isCarrier(event.method) || event.method === 'ACK'))
      this.noteSdp(event, event.sdp, sender);
  }

  report(): MediaSession {
    const problems = [...this.problems];
    if (this.omitted > 0) problems.push(`${this.omitted} offers beyond the first ${MAX_EXCHANGES} are not shown`);
    return {
      localTag: this.localTag,
      remoteTag: this.remoteTag,
      exchanges: this.exchanges.map(reportExchange),
      hold: holdWord(this.holds),
      problems,
    };
  }

  private onRequest(event: SessionEvent, sender: Party): void {
    const { method, cseq, sdp } = event;
    if (method === 'ACK') this.onReply(event, sender, `ACK ${cseq}`);
    else if (method === 'PRACK') this.onReply(event, sender, `PRACK ${event.rack}`);
    else if (method === 'INVITE' && sdp === undefined) this.delayed.add(cseq);
    else if ((method === 'INVITE' || method === 'UPDATE') && sdp !== undefined)
      this.offer(event, sender, responseTo(event));
  }

  /** ACK and PRACK answer an offer that a response made; a PRACK may make one itself (RFC 3262 §5). */
  private onReply(event: SessionEvent, sender: Party, awaited: string): void {
    const open = this.openExchange(awaited);
    if (open !== undefined && event.sdp !== undefined) this.answer(open, event);
    else if (open !== undefined)
      this.tell(
        `the ${event.method} (CSeq ${event.cseq}) has no answer to the offer in the ${carrierOf(open.offer)} (${ruleOf(event)})`,
      );
    else if (event.sdp !== undefined && event.method === 'PRACK') this.offer(event, sender, responseTo(event));
    else if (event.sdp !== undefined && !this.isRepeated(event, sender))
      this.tell(`the ACK (CSeq ${event.cseq}) has SDP, but no offer waits for an answer (RFC 3261 §13.2.2.4)`);
  }

  /** Some stacks repeat in the ACK what they offered: strange, and harmless. */
  private isRepeated({ sdp }: SessionEvent, sender: Party): boolean {
    return this.lastSdp.get(sender)?.content === sdp?.content;
  }

  private onInviteResponse(event: SessionEvent, sender: Party): void {
    const { code, cseq, rseq, sdp } = event;
    if (code === 100) return;
    const isFinal = code >= 200;
    const exchange = this.exchanges.findLast(one => one.awaits === responseTo(event));
    if (exchange !== undefined) this.onInviteAnswer(exchange, event);
    else if (!this.delayed.has(cseq)) return;
    else if (this.wasOffered(cseq, sender)) this.compare(event, sender);
    else if (sdp === undefined) {
      if (isFinal) this.tell(`neither the INVITE (CSeq ${cseq}) nor its 200 has an offer (RFC 3261 §13.2.1)`);
    } else if (isFinal) this.offer(event, sender, `ACK ${cseq}`);
    else if (rseq >= 0) this.offer(event, sender, `PRACK ${rseq}`);
  }

  /** The offer of a delayed exchange was made by a reliable provisional already. */
  private wasOffered(cseq: number, sender: Party): boolean {
    return this.exchanges.some(
      ({ offer, offeredBy }) =>
        !offer.isRequest && offer.cseq === cseq && offer.method === 'INVITE' && offeredBy === sender,
    );
  }

  private onInviteAnswer(exchange: Exchange, event: SessionEvent): void {
    const { code, rseq, sdp } = event;
    const isFinal = code >= 200;
    const isOpen = exchange.answer === undefined || exchange.isPreview;
    if (sdp === undefined) {
      if (!isFinal || !isOpen) return;
      this.tell(
        exchange.isPreview
          ? `the ${code} (CSeq ${event.cseq}) has no answer; only an unreliable provisional had one (RFC 3261 §13.2.1)`
          : `the ${code} (CSeq ${event.cseq}) has no answer to the offer of its INVITE (RFC 3261 §13.2.1)`,
      );
      return;
    }
    if (!isFinal) exchange.hasEarlyMedia = true;
    if (!isOpen) this.compare(event, otherParty(exchange.offeredBy));
    else if (isFinal || rseq >= 0) {
      if (exchange.isPreview && exchange.answer?.sdp?.content !== sdp.content)
        this.tell(
          `the answer in the ${code} (CSeq ${event.cseq}) differs from that of the ${exchange.answer?.code} before it (RFC 3261 §13.2.1)`,
        );
      this.answer(exchange, event);
    } else this.preview(exchange, event);
  }

  /** The final answer stands already: SDP that comes after it must say the same (RFC 3261 §13.2.1). */
  private compare({ sdp, code, cseq, hops }: SessionEvent, sender: Party): void {
    const before = this.lastSdp.get(sender);
    if (sdp === undefined || before === undefined || hops.some(hop => hop.sdp.content === before.content)) return;
    this.tell(
      `the ${code} (CSeq ${cseq}) has other SDP than the ${carrierWords(before, this.exchanges)} before it (RFC 3261 §13.2.1)`,
    );
  }

  private onSuccess(event: SessionEvent, sender: Party): void {
    const open = this.openExchange(responseTo(event));
    if (open !== undefined && event.sdp !== undefined) this.answer(open, event);
    else if (open !== undefined)
      this.tell(
        `the ${event.code} to the ${event.method} (CSeq ${event.cseq}) has no answer to its offer (RFC 3264 §4)`,
      );
    else if (event.sdp !== undefined && !this.isRepeated(event, sender))
      this.tell(
        `the ${event.code} to the ${event.method} (CSeq ${event.cseq}) has SDP, but nothing was offered (RFC 3264 §4)`,
      );
  }

  private onFailure(event: SessionEvent): void {
    const exchange = this.exchanges.findLast(
      one => one.awaits === responseTo(event) && (one.answer === undefined || one.isPreview),
    );
    if (exchange !== undefined) exchange.rejected = event.code;
  }

  private openExchange(awaits: string): Exchange | undefined {
    return this.exchanges.findLast(
      one => one.awaits === awaits && one.answer === undefined && one.rejected === undefined,
    );
  }

  private offer(event: SessionEvent, offeredBy: Party, awaits: string): void {
    const last = this.exchanges.at(-1);
    // Sent again with credentials or another timer: one offer, not two.
    if (last?.rejected !== undefined && last.offeredBy === offeredBy && isRetryable(last.rejected))
      this.exchanges.pop();
    const own = this.exchanges.findLast(one => one.offeredBy === offeredBy);
    if (own !== undefined && own.answer === undefined && own.rejected === undefined)
      this.tell(
        `the offer in the ${carrierOf(event)} (CSeq ${event.cseq}) comes while that of CSeq ${own.offer.cseq} is not answered (RFC 3264 §4)`,
      );
    if (this.exchanges.length >= MAX_EXCHANGES) {
      this.omitted++;
      return;
    }
    this.exchanges.push({
      offer: event,
      offeredBy,
      awaits,
      before: this.agreement,
      answer: undefined,
      isPreview: false,
      hasEarlyMedia: false,
      rejected: undefined,
      agreement: undefined,
      effects: [],
    });
  }

  private preview(exchange: Exchange, event: SessionEvent): void {
    exchange.answer = event;
    exchange.isPreview = true;
    this.agree(exchange, event);
  }

  private answer(exchange: Exchange, event: SessionEvent): void {
    exchange.answer = event;
    exchange.isPreview = false;
    exchange.rejected = undefined;
    const holds = this.agree(exchange, event);
    this.agreement = exchange.agreement;
    this.holds = holds;
    const offer = sdpAt(exchange.offer, event.transaction);
    if (offer === undefined || event.sdp === undefined) return;
    for (const problem of answerProblems(
      offer,
      event.sdp,
      `the answer in the ${carrierOf(event)} (CSeq ${event.cseq})`,
    ))
      this.tell(problem);
  }

  /** Works out what offer and answer mean; gives the holds that follow. */
  private agree(exchange: Exchange, event: SessionEvent): Holds {
    const { offer, offeredBy } = exchange;
    if (offer.sdp === undefined) return this.holds;
    const answered = sdpAt(offer, event.transaction);
    const lines = mediaLines(offer.sdp, event.sdp, offeredBy, this.agreement, answered);
    const holds = holdsAfter(this.holds, lines, offeredBy);
    exchange.agreement = { lines, offeredBy };
    exchange.effects = effectsOf(lines, offeredBy, this.agreement, this.holds, holds);
    return holds;
  }

  /** What one side sent, against what it sent before; only comparable where nobody rewrote it. */
  private noteSdp(event: SessionEvent, sdp: SdpSession, sender: Party): void {
    if (isEarly(event)) return;
    const before = this.lastSdp.get(sender);
    this.lastSdp.set(sender, sdp);
    if (before === undefined || isRewritten(event)) return;
    for (const problem of successionProblems(before, sdp, `the SDP of the ${carrierOf(event)} (CSeq ${event.cseq})`))
      this.tell(problem);
  }

  private tell(problem: string): void {
    if (this.problems.size < MAX_PROBLEMS) this.problems.add(problem);
  }
}

/** Only these carry offers and answers; SDP in OPTIONS tells what a side can do (RFC 3261 §11.2), in INFO or MESSAGE it is a body. */
function isCarrier(method: string): boolean {
  return method === 'INVITE' || method === 'UPDATE' || method === 'PRACK';
}

/** An unreliable provisional shows what the final answer is to say: the two are compared with each other, not by version. */
function isEarly({ isRequest, code, rseq }: SessionEvent): boolean {
  return !isRequest && code < 200 && rseq < 0;
}

function responseTo({ method, cseq, fromTag }: SessionEvent): string {
  return `response to ${method} ${cseq} of ${fromTag}`;
}

/** Who offered is expected to try again with the same offer: credentials, timers (RFC 3261 §22.2, RFC 4028 §7.4). */
export function isRetryable(code: number): boolean {
  return code === 401 || code === 407 || code === 422 || code === 494;
}

function ruleOf({ method }: SessionEvent): string {
  return method === 'ACK' ? 'RFC 3261 §13.2.2.4' : 'RFC 3262 §5';
}

/** `INVITE`, `2xx`, `PRACK`, `UPDATE`, `183`, `ACK` */
function carrierOf({ isRequest, method, code }: SessionEvent): string {
  if (isRequest) return method;
  return code >= 200 ? '2xx' : String(code);
}

function carrierWords(sdp: SdpSession, exchanges: readonly Exchange[]): string {
  const found = exchanges.findLast(one => one.answer?.sdp === sdp || one.offer.sdp === sdp);
  const event = found?.answer?.sdp === sdp ? found.answer : found?.offer;
  return event === undefined ? 'SDP' : carrierOf(event);
}

function reportExchange(exchange: Exchange): OfferAnswer {
  const { offer, answer, offeredBy, rejected, agreement, hasEarlyMedia } = exchange;
  const lines =
    agreement?.lines ?? (offer.sdp === undefined ? [] : mediaLines(offer.sdp, undefined, offeredBy, exchange.before));
  const isChangedOnTheWay = isRewritten(offer) || (answer !== undefined && isRewritten(answer));
  const effects = [
    ...(hasEarlyMedia ? ['early media'] : []),
    ...(rejected === undefined ? exchange.effects : [`refused ${rejected}`]),
    ...(isChangedOnTheWay ? ['rewritten on the way'] : []),
  ];
  return {
    offer: offer.message,
    ...(answer === undefined ? {} : { answer: answer.message }),
    offerTime: offer.time,
    ...(answer === undefined ? {} : { answerTime: answer.time }),
    offerIn: carrierOf(offer),
    ...(answer === undefined ? {} : { answerIn: carrierOf(answer) }),
    offeredBy,
    ...(rejected === undefined ? {} : { rejected }),
    lines,
    effects,
  };
}
