// Makes the ladder of some legs: messages in capture order → columns and rows, no pixels, no I/O.
// Promises: capture order is kept even where clocks disagree; what a limit leaves out is counted.

import type { LadderDiagram, LadderMessage, LadderRow } from '../model/ladder.ts';
import type { Micros, Millis } from '../model/time.ts';
import { MICROS_PER_SECOND, millis } from '../model/time.ts';
import { makeColumns } from './hosts.ts';

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
  readonly length: number;
  readonly faults: readonly string[];
  readonly isRequest: boolean;
}

const DEFAULT_ROW_LIMIT = 20_000;
const SILENCE: Micros = 5 * MICROS_PER_SECOND;

/** The badge of a response whose capture point's clock puts it before its request. */
export const BEFORE_REQUEST = 'before its request';

/**
 * Draws `messages` (in capture order) as rows. `names` maps addresses or `address:port` to labels.
 * Further captures of one frame fold into its arrow; at most `limit` rows are kept, the rest is counted in `omitted`.
 */
export function buildLadder(
  messages: readonly LadderInputMessage[],
  names: ReadonlyMap<string, string> = new Map(),
  limit: number = DEFAULT_ROW_LIMIT,
): LadderDiagram {
  const columns = makeColumns(messages, names);
  const { shown, copies } = foldDuplicates(messages);
  const requestTimes = firstRequestTimes(messages);
  const rows: LadderRow[] = [];
  let omitted = 0;
  let previous: Micros | undefined;
  const add = (row: LadderRow): void => {
    if (rows.length < limit) rows.push(row);
    else omitted++;
  };
  for (const message of shown) {
    if (previous !== undefined && message.time - previous > SILENCE)
      add({ type: 'gap', time: previous, duration: millis(message.time - previous) });
    previous = message.time;
    const from = columns.columnOf(message.sourceAddress, message.sourcePort);
    const to = columns.columnOf(message.destinationAddress, message.destinationPort);
    const asked = message.isRequest ? undefined : requestTimes.get(message.transaction);
    add(makeRow(message, from, to, copies.get(message.index) ?? 0, asked));
  }
  return { hosts: columns.hosts, rows, omitted };
}

function makeRow(
  message: LadderInputMessage,
  from: number,
  to: number,
  duplicates: number,
  asked: Micros | undefined,
): LadderMessage {
  // Two capture points whose clocks disagree: a negative response time says nothing, so it is a badge, not a number.
  const early = asked !== undefined && message.time < asked;
  const responseTime: Millis | undefined = asked === undefined || early ? undefined : millis(message.time - asked);
  return {
    type: 'message',
    index: message.index,
    time: message.time,
    from,
    to,
    sourcePort: message.sourcePort,
    destinationPort: message.destinationPort,
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
    duplicates,
    responseTime,
    length: message.length,
    faults: early ? [...message.faults, BEFORE_REQUEST] : message.faults,
  };
}

/** The messages to draw, and how many further captures each index has. A copy whose original is not here is drawn itself. */
function foldDuplicates(messages: readonly LadderInputMessage[]): {
  shown: readonly LadderInputMessage[];
  copies: ReadonlyMap<number, number>;
} {
  const drawnAs = new Map<number, number>();
  const copies = new Map<number, number>();
  const shown: LadderInputMessage[] = [];
  for (const message of messages) {
    // A third capture may name the second as its original: both end in the first.
    const original = message.duplicateOf === undefined ? undefined : drawnAs.get(message.duplicateOf);
    drawnAs.set(message.index, original ?? message.index);
    if (original === undefined) shown.push(message);
    else copies.set(original, (copies.get(original) ?? 0) + 1);
  }
  return { shown, copies };
}

/** Time of the first request per transaction. */
function firstRequestTimes(messages: readonly LadderInputMessage[]): ReadonlyMap<number, Micros> {
  const times = new Map<number, Micros>();
  for (const message of messages) {
    if (message.isRequest && message.transaction >= 0 && !times.has(message.transaction))
      times.set(message.transaction, message.time);
  }
  return times;
}
