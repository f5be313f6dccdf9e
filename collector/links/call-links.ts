// Which legs of one index belong together, and why (SEMANTICS §5). Takes the store as it grows and looks at what is new each time it is
// asked; messages are read again only where the tracker has noted that they may tell something, so legs that nothing ties cost next to
// nothing. An index that is made anew has links anew; what the user decided outlives it.

import type { LinkDecision } from '../model/call.ts';
import { Method } from '../model/sip.ts';
import type { Millis } from '../model/time.ts';
import type { CallStore } from '../store/call-store.ts';
import type { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { type Calls, correlate } from '../track/correlate.ts';
import { baseCallId } from './call-id-suffix.ts';
import { type FoundLink, shown } from './found-link.ts';
import type { HeaderRule } from './header-rules.ts';
import type { LinkBook } from './link-book.ts';
import { type DialogName, type LinkingMessage, LinkingReader } from './linking-message.ts';
import { References } from './references.ts';
import { SharedValues } from './shared-values.ts';
import { ThroughMiddle } from './through-middle.ts';
import { Transfers } from './transfers.ts';

/** What is certain, and what nobody else would have written there. */
const CERTAIN = 100;
const NAMED = 98;
const SHARED = 95;
const ICID = 90;
/** After working for so long, whoever can live with an older answer gets one for ten times as long. */
const REST_FACTOR = 10;

const NOTHING: Calls<FoundLink> = { legsOf: new Map(), edges: [] };

export interface LinkOptions {
  /** Beside those that hold anyway. */
  readonly rules: readonly HeaderRule[];
  readonly book: LinkBook;
  /** The Call-ID of a leg as people, and the book, write it. */
  readonly callIdText: (store: CallStore, leg: Leg) => string;
}

export class CallLinks {
  /** Moves whenever other legs belong together, or by other links: by what was captured, or by what was decided. */
  version = 0;
  private readonly store: CallStore;
  private readonly bytes: MessageBytes;
  private readonly rules: readonly HeaderRule[];
  private readonly book: LinkBook;
  private readonly callIdText: LinkOptions['callIdText'];
  private readonly reader: LinkingReader;
  private readonly values = new SharedValues();
  private readonly references: References;
  private readonly transfers: Transfers;
  private readonly through: ThroughMiddle;
  private marksSeen = 0;
  private legsSeen = 0;
  private correlatedSeen = 0;
  private bookSeen = 0;
  private isStale = false;
  private calls = NOTHING;
  private edgesByLeg: ReadonlyMap<number, readonly FoundLink[]> = new Map();
  private restUntil: Millis = 0;

  constructor(store: CallStore, bytes: MessageBytes, { rules, book, callIdText }: LinkOptions) {
    this.store = store;
    this.bytes = bytes;
    this.rules = rules;
    this.book = book;
    this.callIdText = callIdText;
    this.reader = new LinkingReader(rules);
    this.references = new References(store);
    this.transfers = new Transfers(store);
    this.through = new ThroughMiddle(store, bytes);
  }

  /** Legs of the call of a leg, ascending; itself when it is alone. Indexes of the store. */
  legsOf(leg: number): readonly number[] {
    return this.calls.legsOf.get(leg) ?? [leg];
  }

  /** Calls of more than one leg, by their first leg. */
  *several(): Generator<readonly number[]> {
    for (const [leg, legs] of this.calls.legsOf) if (legs[0] === leg) yield legs;
  }

  /** All links that touch a leg, those that join nothing too. */
  linksOf(leg: number): readonly FoundLink[] {
    return this.edgesByLeg.get(leg) ?? [];
  }

  /** Cuts or joins two legs by hand, or takes that back. False when there is no room for more. */
  decide(decision: LinkDecision): boolean {
    return this.book.decide(decision);
  }

  /** What limits shed, by name. */
  get shed(): Record<string, number> {
    const { values, references, transfers, through, store } = this;
    return {
      'messages that may tie legs': store.linkMarks.refused,
      'values that may tie legs': values.refused,
      'values that too many legs share to tie any': values.tooCommon,
      'links between legs': references.refused + transfers.refused + through.refused,
    };
  }

  /** Takes what is new. `isLatest`: also when much was done just before; else the answers may be some hundred ms old. */
  refresh(isLatest: boolean): void {
    const before = performance.now();
    if (!isLatest && before < this.restUntil) return;
    this.takeMarks();
    this.takeLegs();
    this.takeCorrelations();
    this.note(this.through.take());
    if (this.bookSeen !== this.book.version) this.isStale = true;
    this.bookSeen = this.book.version;
    if (this.isStale) this.make();
    this.restUntil = before + REST_FACTOR * (performance.now() - before);
  }

  private make(): void {
    this.isStale = false;
    this.version++;
    const previous = this.calls.legsOf;
    this.calls = correlate(this.decided([...this.found().values()]));
    const byLeg = new Map<number, FoundLink[]>();
    for (const edge of this.calls.edges) {
      for (const leg of [edge.from, edge.to]) {
        const edges = byLeg.get(leg);
        if (edges === undefined) byLeg.set(leg, [edge]);
        else edges.push(edge);
      }
    }
    this.edgesByLeg = byLeg;
    this.markChanged(previous);
  }

  /** One of each reason between two legs: the best. */
  private found(): Map<string, FoundLink> {
    const found = new Map<string, FoundLink>();
    const { values, references, transfers, through } = this;
    for (const finder of [references, transfers, values, through]) {
      for (const link of finder.links()) {
        const key = `${link.from} ${link.to} ${link.reason}`;
        const known = found.get(key);
        if (known === undefined || known.score < link.score) found.set(key, link);
      }
    }
    return found;
  }

  /** With what the user said about them. */
  private decided(links: readonly FoundLink[]): FoundLink[] {
    const { book, store, callIdText } = this;
    if (book.isEmpty) return [...links];
    const idOf = (leg: number): string => callIdText(store, store.legs[leg]);
    const result = links.map(link => {
      const isCut = book.decisionOf(idOf(link.from), idOf(link.to)) === 'cut';
      return isCut ? { ...link, cut: true, joins: false } : link;
    });
    for (const { from, to, action } of book.all()) {
      const legs = [from, to].map(callId => store.findLeg(Buffer.from(callId))?.index ?? -1).sort((a, b) => a - b);
      if (action !== 'join' || legs[0] < 0 || legs[0] === legs[1]) continue;
      const manual = { reason: 'manual', score: CERTAIN, detail: 'joined by hand', evidence: [] } as const;
      result.push({ ...manual, from: legs[0], to: legs[1], cut: false, joins: true });
    }
    return result;
  }

  /** Rows of legs whose call is another one now. */
  private markChanged(previous: Calls<FoundLink>['legsOf']): void {
    const { legs } = this.store;
    const now = this.calls.legsOf;
    for (const [leg, call] of now) if (!isSame(previous.get(leg), call)) this.store.markChanged(legs[leg]);
    for (const leg of previous.keys()) if (!now.has(leg)) this.store.markChanged(legs[leg]);
  }

  private note(isFound: boolean): void {
    if (isFound) this.isStale = true;
  }

  private takeMarks(): void {
    const { linkMarks } = this.store;
    for (; this.marksSeen < linkMarks.count; this.marksSeen++) {
      if (linkMarks.hasHeaders[this.marksSeen] === 1) this.takeMessage(linkMarks.row[this.marksSeen]);
    }
  }

  private takeLegs(): void {
    const { store } = this;
    for (; this.legsSeen < store.legs.length; this.legsSeen++) {
      const leg = store.legs[this.legsSeen];
      if (store.hasNumberedCallId(leg)) this.takeSuffix(leg);
      this.note(this.references.onLeg(leg));
      this.through.onLeg(leg);
      // A rule of the user may be about any header, also one that the tracker does not look for.
      if (this.rules.length > 0) this.takeMessage(leg.firstMessage);
      if (this.transfers.isWorthReading(leg)) this.takeReferred(leg);
    }
  }

  private takeCorrelations(): void {
    const { store } = this;
    for (; this.correlatedSeen < store.correlated.length; this.correlatedSeen++) {
      const leg = store.legs[store.correlated[this.correlatedSeen]];
      const value = store.correlationOf(leg) ?? '';
      const detail = `HEP correlation id ${shown(value)}`;
      this.takeValue('hep-correlation', value, leg, leg.firstMessage, detail);
    }
  }

  /** The base is the Call-ID of the first leg, whether that was seen or not. */
  private takeSuffix(leg: Leg): void {
    const base = baseCallId(this.store.callId(leg));
    if (base === undefined) return;
    const meaning = {
      reason: 'call-id-suffix',
      score: SHARED,
      detail: `Call-ID ${shown(base)} with a suffix`,
    } as const;
    const first = this.store.findLeg(Buffer.from(base, 'latin1'));
    if (first !== undefined) this.values.add(`suffix ${base}`, first.index, first.firstMessage, meaning);
    this.note(this.values.add(`suffix ${base}`, leg.index, leg.firstMessage, meaning));
  }

  private takeMessage(row: number): void {
    const { store } = this;
    const leg = store.legs[store.messages.leg[row]];
    const message = this.reader.read(this.bytes.read(row));
    this.takeDialog('replaces', 'Replaces', message.replaces, leg, row);
    this.takeDialog('join', 'Join', message.join, leg, row);
    this.takeDialog('target-dialog', 'Target-Dialog', message.targetDialog, leg, row);
    this.takeDialog('refer', 'Refer-To with Replaces', message.referReplaces, leg, row, true);
    for (const { key, text } of message.sessions) {
      const meaning = { reason: 'session-id', score: CERTAIN, detail: `Session-ID ${shown(text)}` } as const;
      this.note(this.values.add(`session ${key}`, leg.index, row, meaning));
    }
    for (const icid of message.icids) {
      const meaning = { reason: 'icid', score: ICID, detail: `P-Charging-Vector icid-value ${shown(icid)}` } as const;
      this.note(this.values.add(`icid ${icid}`, leg.index, row, meaning));
    }
    for (const { name, value } of message.values) this.takeValue('header', value, leg, row, `${name}: ${shown(value)}`);
    this.takeRefer(message, leg, row);
  }

  /** A value that may be the Call-ID of another leg, or one that several have in common. */
  private takeValue(reason: 'header' | 'hep-correlation', value: string, leg: Leg, row: number, detail: string): void {
    this.note(this.references.add({ reason, score: NAMED, detail, leg: leg.index, row, callId: value }));
    this.note(this.values.add(`${reason} ${value}`, leg.index, row, { reason, score: SHARED, detail }));
  }

  private takeDialog(
    reason: 'replaces' | 'join' | 'target-dialog' | 'refer',
    header: string,
    name: DialogName | undefined,
    leg: Leg,
    row: number,
    isForward = false,
  ): void {
    if (name === undefined) return;
    const { callId, tags, isEarlyOnly, text } = name;
    const detail = `${header}: ${shown(text)}${isEarlyOnly ? ' (only while it rings)' : ''}`;
    const reference = { reason, score: CERTAIN, detail, leg: leg.index, row, callId, isForward, ...(tags && { tags }) };
    this.note(this.references.add(reference));
  }

  private takeRefer(message: LinkingMessage, leg: Leg, row: number): void {
    const { messages } = this.store;
    if (message.referTo === undefined || !messages.isRequest(row) || messages.code[row] !== Method.Refer) return;
    const { referTo: target, referReplaces, referredBy } = message;
    this.transfers.add({ leg: leg.index, row, target, replaces: referReplaces?.callId, referredBy });
  }

  private takeReferred(leg: Leg): void {
    const row = leg.opening;
    if (row < 0) return;
    const { requestUri = '', replaces, referredBy } = this.reader.read(this.bytes.read(row));
    const invite = { leg: leg.index, row, requestUri, replaces: replaces?.callId, referredBy };
    this.note(this.transfers.onInvite(invite));
  }
}

function isSame(one: readonly number[] | undefined, other: readonly number[]): boolean {
  return one !== undefined && one.length === other.length && one.every((leg, i) => leg === other[i]);
}
