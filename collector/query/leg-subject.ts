// A leg as the filter language sees it: getters that compute on demand, cheap ones from rows, dear ones from message bytes.
// One object is moved from leg to leg, so that a filter over 100,000 legs makes none.

import type { StreamLookup } from '../media/stream.ts';
import { LEG_KINDS, LEG_STATES } from '../model/leg.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import { HeaderFinder } from '../sip/header-values.ts';
import { displayOf } from '../sip/name-addr.ts';
import type { CallStore } from '../store/call-store.ts';
import { Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import type { ByteNeedle } from './byte-needle.ts';
import type { CallSources } from './call-detail.ts';
import type { FilterSubject } from './filter.ts';
import type { FilterColumns } from './filter-columns.ts';
import type { FindingProfile } from './finding-profile.ts';
import type { CaptureFindings } from './findings.ts';
import { codecsOf, worstMedia } from './leg-media.ts';
import { rowsOf } from './leg-rows.ts';
import type { LegUsers } from './leg-users.ts';
import {
  callIdText,
  disconnectDelay,
  duration,
  flagNames,
  flagsOf,
  pdd,
  ringDuration,
  setupTime,
  startTime,
  talkTime,
} from './summary.ts';
import { Verdict } from './verdicts.ts';

/** What a filter or a sort over legs is answered from. */
export type FilterSources = Pick<CallSources, 'store' | 'bytes' | 'findings' | 'users' | 'media'>;

export class LegSubject implements FilterSubject, FilterColumns {
  private readonly store: CallStore;
  private readonly bytes: MessageBytes;
  private readonly legFindings: CaptureFindings;
  private readonly users: LegUsers;
  private readonly media: StreamLookup;
  /** Of the header that was asked for last. */
  private finder: { readonly name: string; readonly header: HeaderFinder } | undefined = undefined;
  private leg = new Leg(0, -1);

  constructor({ store, bytes, findings, users, media }: FilterSources) {
    this.store = store;
    this.users = users;
    this.legFindings = findings;
    this.media = media;
    this.bytes = bytes;
  }

  moveTo(leg: Leg): this {
    this.leg = leg;
    return this;
  }

  get columns(): FilterColumns {
    return this;
  }
  get owner(): object {
    return this.store;
  }
  get kindNumber(): number {
    return this.leg.kind;
  }
  get stateNumber(): number {
    return this.leg.state;
  }
  get methodNumber(): number {
    return this.leg.method;
  }
  get sourceNumber(): number {
    return this.leg.source;
  }
  get destinationNumber(): number {
    return this.leg.destination;
  }
  get transportNumber(): number {
    return this.store.messages.transport[this.leg.firstMessage];
  }
  get fromUserNumber(): number {
    return this.users.fromUser(this.leg);
  }
  get toUserNumber(): number {
    return this.users.toUser(this.leg);
  }
  userText(number: number): string {
    return this.users.text(number);
  }
  userMayHold(number: number, needle: ByteNeedle): boolean {
    return this.users.mayHold(number, needle);
  }
  get findingsNumber(): number {
    return this.legFindings.profileNumber(this.leg);
  }
  ipv4(endpoint: number): number {
    return this.store.endpoints.ipv4(endpoint);
  }
  endpointText(endpoint: number): string {
    return this.store.endpoints.text(endpoint);
  }
  methodName(number: number): string {
    return this.store.methods.name(number);
  }
  address(endpoint: number): string {
    return this.store.endpoints.address(endpoint);
  }
  port(endpoint: number): number {
    return this.store.endpoints.port(endpoint);
  }
  fromHolds(needle: ByteNeedle): Verdict {
    const { namesAt, fromBytes } = this.leg;
    const shown = this.users.plainFromBytes(this.leg);
    return holds(needle, this.store.nameBytes, namesAt, fromBytes, shown);
  }
  toHolds(needle: ByteNeedle): Verdict {
    const at = this.leg.namesAt + this.leg.fromBytes;
    return holds(needle, this.store.nameBytes, at, this.leg.toBytes, this.users.plainToBytes(this.leg));
  }
  callIdHolds(needle: ByteNeedle): Verdict {
    if (!this.users.hasPlainCallId(this.leg))
      return this.store.callIdMayHold(this.leg, needle) ? Verdict.Unknown : Verdict.No;
    if (!needle.isPlain) return Verdict.Unknown;
    return this.store.callIdMayHold(this.leg, needle.inPlain) ? Verdict.Yes : Verdict.No;
  }

  get callId(): string {
    return callIdText(this.store, this.leg);
  }
  get kind(): string {
    return LEG_KINDS[this.leg.kind];
  }
  get state(): string {
    return LEG_STATES[this.leg.state];
  }
  get flags(): readonly string[] {
    return flagNames(flagsOf(this.store, this.leg));
  }
  get method(): string {
    return this.store.methods.name(this.leg.method);
  }
  get statusCode(): number {
    return this.leg.statusCode;
  }
  get from(): string {
    return displayOf(this.store.from(this.leg));
  }
  get to(): string {
    return displayOf(this.store.to(this.leg));
  }
  get fromUser(): string {
    return this.users.text(this.fromUserNumber);
  }
  get toUser(): string {
    return this.users.text(this.toUserNumber);
  }
  get source(): string {
    return this.store.endpoints.text(this.leg.source);
  }
  get destination(): string {
    return this.store.endpoints.text(this.leg.destination);
  }
  get sourceKey(): number | string {
    return this.store.endpoints.orderKey(this.leg.source);
  }
  get destinationKey(): number | string {
    return this.store.endpoints.orderKey(this.leg.destination);
  }
  get transport(): string {
    return TRANSPORT_NAMES[this.store.messages.transport[this.leg.firstMessage]];
  }
  get startTime(): number {
    return startTime(this.store, this.leg);
  }
  get pdd(): number | undefined {
    return pdd(this.store, this.leg);
  }
  get setupTime(): number | undefined {
    return setupTime(this.store, this.leg);
  }
  get ringDuration(): number | undefined {
    return ringDuration(this.store, this.leg);
  }
  get talkTime(): number | undefined {
    return talkTime(this.store, this.leg);
  }
  get disconnectDelay(): number | undefined {
    return disconnectDelay(this.store, this.leg);
  }
  get duration(): number {
    return duration(this.store, this.leg);
  }
  get messages(): number {
    return this.leg.messages;
  }
  get retransmissions(): number {
    return this.leg.retransmissions;
  }
  get duplicates(): number {
    return this.leg.duplicates;
  }
  get dialogs(): number {
    return this.leg.dialogs?.length ?? 0;
  }

  get findings(): FindingProfile['entries'] {
    return this.legFindings.profileOf(this.leg).entries;
  }

  get mos(): number | undefined {
    return worstMedia(this.media, this.leg).mos;
  }
  get lostPercent(): number | undefined {
    return worstMedia(this.media, this.leg).lostPercent;
  }
  get jitter(): number | undefined {
    return worstMedia(this.media, this.leg).jitterMax;
  }

  codecs(): readonly string[] {
    return codecsOf(this.media, this.leg);
  }

  header(name: string): readonly string[] {
    if (this.finder?.name !== name) this.finder = { name, header: new HeaderFinder(name) };
    const { header } = this.finder;
    const values = new Set<string>();
    for (const row of rowsOf(this.store, this.leg))
      for (const value of header.read(this.bytes.read(row))) values.add(value);
    return [...values];
  }

  methods(): readonly string[] {
    const m = this.store.messages;
    const names = new DistinctTexts();
    let latest = -1;
    for (const row of rowsOf(this.store, this.leg)) {
      const method = m.isRequest(row) ? m.code[row] : m.cseqMethod[row];
      if (method === latest) continue;
      latest = method;
      names.add(this.store.methods.name(method));
    }
    return names.all;
  }

  someMethod(test: (method: number) => boolean): boolean {
    const m = this.store.messages;
    let latest = -1;
    for (let row = this.leg.firstMessage; ; row = m.nextInLeg[row]) {
      const method = m.isRequest(row) ? m.code[row] : m.cseqMethod[row];
      if (method !== latest && test(method)) return true;
      latest = method;
      if (m.nextInLeg[row] <= 0) return false;
    }
  }

  someCode(test: (code: number) => boolean): boolean {
    const m = this.store.messages;
    for (let row = this.leg.firstMessage; ; row = m.nextInLeg[row]) {
      if (!m.isRequest(row) && test(m.code[row])) return true;
      if (m.nextInLeg[row] <= 0) return false;
    }
  }

  someEndpoint(test: (endpoint: number) => boolean): boolean {
    const m = this.store.messages;
    let source = -1;
    let destination = -1;
    for (let row = this.leg.firstMessage; ; row = m.nextInLeg[row]) {
      const from = m.source[row];
      const to = m.destination[row];
      // Most messages go where the one before went, or come back from there.
      if (from !== source && from !== destination && test(from)) return true;
      if (to !== source && to !== destination && test(to)) return true;
      source = from;
      destination = to;
      if (m.nextInLeg[row] <= 0) return false;
    }
  }

  codes(): readonly number[] {
    const m = this.store.messages;
    const codes = new Set<number>();
    for (const row of rowsOf(this.store, this.leg)) if (!m.isRequest(row)) codes.add(m.code[row]);
    return [...codes];
  }

  addresses(): readonly string[] {
    const m = this.store.messages;
    const texts = new DistinctTexts();
    let source = -1;
    let destination = -1;
    for (const row of rowsOf(this.store, this.leg)) {
      // Most messages go where the one before went, or come back from there.
      const isKnown = m.source[row] === source || m.source[row] === destination;
      if (isKnown && (m.destination[row] === source || m.destination[row] === destination)) continue;
      source = m.source[row];
      destination = m.destination[row];
      texts.add(this.store.endpoints.address(source));
      texts.add(this.store.endpoints.address(destination));
    }
    return texts.all;
  }

  /** Case-insensitive, over the raw text of every message. */
  search(text: string): boolean {
    const wanted = text.toLowerCase();
    for (const row of rowsOf(this.store, this.leg)) {
      if (this.bytes.read(row).toString('utf8').toLowerCase().includes(wanted)) return true;
    }
    return false;
  }
}

/** `shown`: so many bytes are the text as it is shown, plain; 0 when that must be read from all `length` bytes. */
function holds(needle: ByteNeedle, bytes: Buffer, at: number, length: number, shown: number): Verdict {
  if (shown > 0) return needle.isInPlain(bytes, at, at + shown);
  return needle.mayBeIn(bytes, at, at + length) ? Verdict.Unknown : Verdict.No;
}

/** A leg has a handful of them; a hostile one may have a hundred thousand. */
class DistinctTexts {
  readonly all: string[] = [];
  private known: Set<string> | undefined = undefined;

  add(text: string): void {
    if (this.known?.has(text) ?? this.all.includes(text)) return;
    this.all.push(text);
    if (this.known !== undefined) this.known.add(text);
    else if (this.all.length > 16) this.known = new Set(this.all);
  }
}
