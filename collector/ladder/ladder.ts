// Makes the ladder of some legs: messages, and what happened beside them → columns and rows, no pixels, no I/O.
// Promises: no response stands before its request even where clocks disagree; what a limit leaves out is counted.

import type {
  LadderCopy,
  LadderDiagram,
  LadderEvent,
  LadderHost,
  LadderMedia,
  LadderMessage,
  LadderRow,
} from '../model/ladder.ts';
import type { Micros, Millis } from '../model/time.ts';
import { MICROS_PER_SECOND, millis } from '../model/time.ts';
import type { Columns, HostNames, MediaHop } from './hosts.ts';
import { makeColumns } from './hosts.ts';
import { firstRequests, orderMessages } from './order.ts';

/** What a ladder needs to know of one message. */
export interface LadderInputMessage {
  /** Index in the capture. */
  readonly index: number;
  readonly time: Micros;
  /** IPv6 without brackets. */
  readonly sourceAddress: string;
  readonly sourcePort: number;
  readonly destinationAddress: string;
  readonly destinationPort: number;
  readonly transport: string;
  /** 0 for a request. */
  readonly statusCode: number;
  /** `INVITE` or `180 Ringing`. */
  readonly label: string;
  /** Method of a request, CSeq method of a response. */
  readonly method: string;
  readonly cseq: number;
  /** Negative when the message belongs to no transaction. */
  readonly transaction: number;
  readonly leg: number;
  readonly hasSdp: boolean;
  /** Codec names, in order. */
  readonly sdp: string;
  readonly retransmissionOf: number | undefined;
  /** Index of the message of which this is another capture. */
  readonly duplicateOf: number | undefined;
  /** Name of the capture point of such a one. */
  readonly point?: string | undefined;
  readonly length: number;
  readonly faults: readonly string[];
  readonly isRequest: boolean;
}

/** What a ladder needs to know of something that is no message. */
export interface LadderInputEvent {
  readonly kind: LadderEvent['kind'];
  readonly time: Micros;
  readonly text: string;
  /** ICMP: who reports the error, and to whom. Media: who sent first, and to whom. IPv6 without brackets; the port where one is known. */
  readonly from?: { readonly address: string; readonly port?: number };
  readonly to?: { readonly address: string; readonly port?: number };
  /** ICMP: index of the message that is quoted. */
  readonly message?: number;
  readonly media?: LadderMedia;
  /** Index of the message right before which it belongs, whatever its time. */
  readonly before?: number;
}

const DEFAULT_ROW_LIMIT = 20_000;
const SILENCE: Micros = 5 * MICROS_PER_SECOND;

/** The badge of a response whose capture point's clock puts it before its request. */
export const BEFORE_REQUEST = 'before its request';

/**
 * Draws `messages` (in capture order) and `events` as rows. `names` maps addresses or `address:port` to labels.
 * Further captures of one message fold into its arrow; at most `limit` rows are kept, the rest is counted in `omitted`.
 */
export function buildLadder(
  messages: readonly LadderInputMessage[],
  names: HostNames = new Map(),
  limit: number = DEFAULT_ROW_LIMIT,
  events: readonly LadderInputEvent[] = [],
): LadderDiagram {
  const { shown, copies } = foldDuplicates(messages);
  const ordered = orderMessages(shown);
  const columns = makeColumns(
    ordered.map(({ message }) => message),
    names,
    events.flatMap(mediaHop),
  );
  const requests = firstRequests(shown);
  const rows: LadderRow[] = [];
  let omitted = 0;
  let previous: Micros | undefined;
  const add = (row: LadderRow): void => {
    if (rows.length < limit) rows.push(row);
    else omitted++;
  };
  const pending = new PendingEvents(events);
  for (const { message, at } of ordered) {
    for (const event of pending.until(at, message.index)) add(makeEvent(event, columns));
    if (previous !== undefined && at - previous > SILENCE)
      add({ type: 'gap', time: previous, duration: millis(at - previous) });
    previous = at;
    for (const event of pending.rightBefore(message.index)) add(makeEvent(event, columns));
    const from = columns.columnOf(message.sourceAddress, message.sourcePort);
    const to = columns.columnOf(message.destinationAddress, message.destinationPort);
    const asked = message.isRequest ? undefined : requests.get(message.transaction)?.time;
    add(makeRow(message, [columns.hosts[from], columns.hosts[to]], copies.get(message.index) ?? [], asked));
  }
  for (const event of pending.rest()) add(makeEvent(event, columns));
  return { hosts: columns.hosts, rows, omitted };
}

/** Hosts that media go between may have no part in the signalling: they get columns too. */
function mediaHop({ kind, from, to }: LadderInputEvent): MediaHop[] {
  return kind === 'media' && from !== undefined && to !== undefined ? [{ from, to }] : [];
}

/** Events that are not drawn yet. */
class PendingEvents {
  readonly #byTime: readonly LadderInputEvent[];
  readonly #byMessage = new Map<number, LadderInputEvent[]>();
  #next = 0;

  constructor(events: readonly LadderInputEvent[]) {
    const free: LadderInputEvent[] = [];
    for (const event of events) {
      if (event.before === undefined) {
        free.push(event);
        continue;
      }
      const others = this.#byMessage.get(event.before);
      if (others === undefined) this.#byMessage.set(event.before, [event]);
      else others.push(event);
    }
    this.#byTime = free.sort((a, b) => a.time - b.time);
  }

  /** Those of before `time`; none that quotes the message that is drawn next, however its clock runs. */
  *until(time: Micros, message: number): Generator<LadderInputEvent> {
    for (;;) {
      const event = this.#byTime[this.#next];
      if (event === undefined || event.time >= time || event.message === message) return;
      this.#next++;
      yield event;
    }
  }

  rightBefore(message: number): readonly LadderInputEvent[] {
    return this.#byMessage.get(message) ?? [];
  }

  rest(): readonly LadderInputEvent[] {
    return this.#byTime.slice(this.#next);
  }
}

function makeEvent(event: LadderInputEvent, columns: Columns): LadderEvent {
  const from = event.from === undefined ? undefined : columns.findColumn(event.from.address, event.from.port);
  const to = event.to === undefined ? undefined : columns.findColumn(event.to.address, event.to.port);
  return {
    type: 'event',
    kind: event.kind,
    time: event.time,
    // An arrow needs both ends.
    ...(from === undefined || to === undefined ? {} : { from, to }),
    text: event.text,
    ...(event.message === undefined ? {} : { message: event.message }),
    ...(event.media === undefined ? {} : { media: event.media }),
  };
}

function makeRow(
  message: LadderInputMessage,
  [from, to]: readonly [from: LadderHost, to: LadderHost],
  copies: readonly LadderCopy[],
  asked: Micros | undefined,
): LadderMessage {
  // Two capture points whose clocks disagree: a negative response time says nothing, so it is a badge, not a number.
  const early = asked !== undefined && message.time < asked;
  const responseTime: Millis | undefined = asked === undefined || early ? undefined : millis(message.time - asked);
  return {
    type: 'message',
    index: message.index,
    time: message.time,
    from: from.column,
    to: to.column,
    sourcePort: message.sourcePort,
    destinationPort: message.destinationPort,
    // No field is left out where there is nothing: rows of one shape are made, and read, several times as fast.
    sourceAddress: from.addresses && message.sourceAddress,
    destinationAddress: to.addresses && message.destinationAddress,
    transport: message.transport,
    label: message.label,
    statusCode: message.statusCode,
    method: message.method,
    cseq: message.cseq,
    transaction: message.transaction,
    leg: message.leg,
    sdp: message.sdp,
    hasSdp: message.hasSdp,
    retransmission: message.retransmissionOf !== undefined,
    retransmissionOf: message.retransmissionOf,
    duplicates: copies.length,
    copies: copies.length === 0 ? undefined : copies,
    responseTime,
    length: message.length,
    faults: early ? [...message.faults, BEFORE_REQUEST] : message.faults,
  };
}

/** The messages to draw, and the further captures that each index has. A copy whose original is not here is drawn itself. */
function foldDuplicates(messages: readonly LadderInputMessage[]): {
  shown: readonly LadderInputMessage[];
  copies: ReadonlyMap<number, readonly LadderCopy[]>;
} {
  const drawnAs = new Map<number, number>();
  const copies = new Map<number, LadderCopy[]>();
  const shown: LadderInputMessage[] = [];
  for (const message of messages) {
    // A third capture may name the second as its original: both end in the first.
    const original = message.duplicateOf === undefined ? undefined : drawnAs.get(message.duplicateOf);
    drawnAs.set(message.index, original ?? message.index);
    if (original === undefined) {
      shown.push(message);
      continue;
    }
    const copy = { index: message.index, time: message.time, point: message.point ?? '' };
    const others = copies.get(original);
    if (others === undefined) copies.set(original, [copy]);
    else others.push(copy);
  }
  return { shown, copies };
}
