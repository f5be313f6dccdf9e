// Everything about one leg: summary, ladder, transitions, dialogs, transactions, streams, offers and answers.

import type { HostNames } from '../ladder/hosts.ts';
import { buildLadder, type LadderInputEvent, type LadderInputMessage } from '../ladder/ladder.ts';
import { mediaBars } from '../ladder/media-bars.ts';
import { packLadder } from '../ladder/packed.ts';
import type { CallLinks } from '../links/call-links.ts';
import type { AgreedKeyLookup } from '../media/srtp/agreed-keys.ts';
import type { Stream, StreamLookup } from '../media/stream.ts';
import type { CallGroup } from '../model/call.ts';
import type { Finding } from '../model/finding.ts';
import type { LadderDiagram, PackedLadder } from '../model/ladder.ts';
import { LEG_STATES } from '../model/leg.ts';
import { TRANSPORT_NAMES } from '../model/packet.ts';
import type {
  CallDetail,
  CallPart,
  CallSummary,
  DialogReport,
  StateChange,
  TransactionReport,
} from '../model/report.ts';
import { Fault } from '../model/sip.ts';
import type { StreamReport } from '../model/stream.ts';
import { type Micros, type Millis, millis } from '../model/time.ts';
import { readFirstLine, readMessage } from '../sip/message.ts';
import { readNameAddr } from '../sip/name-addr.ts';
import type { CallStore } from '../store/call-store.ts';
import { DialogState, type Leg } from '../store/leg.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { MessageFlag } from '../store/message-table.ts';
import { TransactionFlag } from '../store/transaction-table.ts';
import { groupOf } from './call-groups.ts';
import { CALL_PARTS } from './call-parts.ts';
import { CodecLabels } from './codec-labels.ts';
import { marksOf, profileOf } from './finding-profile.ts';
import type { CaptureFindings } from './findings.ts';
import { eventsOf } from './leg-events.ts';
import { worstMedia } from './leg-media.ts';
import { legNames } from './leg-names.ts';
import { rowsOf } from './leg-rows.ts';
import type { LegUsers } from './leg-users.ts';
import type { MessageCounts } from './message-counts.ts';
import { sessionsOf } from './sessions.ts';
import { reportStream } from './stream-report.ts';
import { summarize } from './summary.ts';
import type { TraceFindings } from './trace-findings.ts';

/** Messages of one leg that are decoded for a ladder; more are counted as omitted, never dropped silently. */
const LADDER_MESSAGES = 20_000;

export interface CallSources {
  readonly captureId: string;
  readonly store: CallStore;
  readonly bytes: MessageBytes;
  /** Streams that SDP announced. */
  readonly streams: readonly Stream[];
  /** The same by leg and by index, and those without signalling. */
  readonly media: StreamLookup;
  /** SRTP keys that were agreed on beside the signalling. */
  readonly agreedKeys: AgreedKeyLookup;
  /** What hosts are called: by the user, and in the capture itself. */
  readonly names: HostNames;
  /** What the tracker counted, and the time of the first frame. */
  readonly counts: MessageCounts;
  readonly start: Micros;
  /** Name of a capture point by its id. */
  readonly pointName: (id: number) => string;
  /** Frames that kept a NAT open: CRLF on a SIP port, STUN. */
  readonly keepAlives: number;
  /** Which legs belong together. */
  readonly links: CallLinks;
  readonly findings: CaptureFindings;
  /** Who calls whom, as numbers. */
  readonly users: LegUsers;
  readonly traceFindings: TraceFindings;
  /** Read to its end: nothing comes any more. */
  readonly isOver: boolean;
  /** Moves whenever anything that is known may have changed. */
  readonly revision: number;
}

export function describeCall(sources: CallSources, leg: Leg): CallDetail {
  const { store, bytes } = sources;
  const streams = streamsOf(sources, leg);
  const findings = sources.findings.findingsOf(leg);
  const group = groupOf(sources, leg);
  return {
    call: callOf(sources, leg, findings),
    ladder: ladderOf(sources, [leg], streams),
    transitions: transitionsOf(store, leg),
    dialogs: dialogsOf(store, bytes, leg),
    transactions: transactionsOf(store, leg),
    streams,
    sessions: sessionsOf(store, bytes, leg),
    findings,
    ...(group.legs.length > 1 || group.links.length > 0 ? { group } : {}),
  };
}

/** The answer of `GET /api/calls/:id`: it tells its group and links where it belongs to no other leg too. */
export type CallAnswer = CallDetail & { readonly links: CallGroup['links']; readonly packedLadder: PackedLadder };

/**
 * Of that, the summary and `parts`. A page that draws a ladder has no use for transactions, and those of a long call,
 * with its offers and answers, take longer to make than the ladder itself.
 */
export function describeParts(
  sources: CallSources,
  leg: Leg,
  parts: ReadonlySet<CallPart> = new Set(CALL_PARTS),
): Pick<CallAnswer, 'call'> & Partial<CallAnswer> {
  const { store, bytes } = sources;
  const streams = streamsOf(sources, leg);
  const findings = sources.findings.findingsOf(leg);
  const group = groupOf(sources, leg);
  return {
    call: callOf(sources, leg, findings),
    ...(parts.has('ladder') && { ladder: ladderOf(sources, [leg], streams) }),
    ...(parts.has('packedLadder') && { packedLadder: packLadder(ladderOf(sources, [leg], streams)) }),
    ...(parts.has('transitions') && { transitions: transitionsOf(store, leg) }),
    ...(parts.has('dialogs') && { dialogs: dialogsOf(store, bytes, leg) }),
    ...(parts.has('transactions') && { transactions: transactionsOf(store, leg) }),
    ...(parts.has('streams') && { streams }),
    ...(parts.has('sessions') && { sessions: sessionsOf(store, bytes, leg) }),
    ...(parts.has('findings') && { findings }),
    ...(parts.has('links') && { links: group.links }),
    ...(parts.has('group') && { group }),
  };
}

function callOf(sources: CallSources, leg: Leg, findings: readonly Finding[]): CallSummary {
  return {
    ...summarize(sources.store, leg, sources.captureId, sources.links),
    ...legNames(sources.store, sources.names, leg),
    ...marksOf(profileOf(findings)),
    ...worstMedia(sources.media, leg),
  };
}

/** RTP streams that the leg's SDP announced. */
export function streamsOf(sources: CallSources, leg: Leg): StreamReport[] {
  return sources.media.ofLeg(leg.index).map(stream => reportStream(sources, stream));
}

/** Messages of one leg or several (the first `limit`), what happened beside them, and bars for their streams. */
export function ladderOf(
  sources: CallSources,
  legs: readonly Leg[],
  streams: readonly StreamReport[],
  limit = LADDER_MESSAGES,
): LadderDiagram {
  const { store } = sources;
  const rows = firstRows(store, legs, limit);
  const codecs = new CodecLabels();
  const inputs = rows.map(row => ladderInput(sources, row, codecs));
  const media = mediaBars(streams);
  const events = [...eventsOfLegs(store, legs, rows), ...media.bars];
  const ladder = buildLadder(inputs, sources.names, limit, events);
  const messages = legs.reduce((sum, leg) => sum + leg.messages, 0);
  const left = messages - rows.length + media.omitted;
  return left === 0 ? ladder : { ...ladder, omitted: ladder.omitted + left };
}

/** Rows in capture order, as many as a ladder has. */
function firstRows(store: CallStore, legs: readonly Leg[], limit: number): number[] {
  const rows: number[] = [];
  for (const leg of legs) {
    let count = 0;
    for (const row of rowsOf(store, leg)) {
      if (count++ === limit) break;
      rows.push(row);
    }
  }
  return legs.length === 1 ? rows : rows.sort((a, b) => a - b).slice(0, limit);
}

/** What two legs tell of the same loss is told once. */
function eventsOfLegs(store: CallStore, legs: readonly Leg[], rows: readonly number[]): LadderInputEvent[] {
  const { leg: legOfRow } = store.messages;
  const events = legs.flatMap(leg =>
    eventsOf(
      store,
      leg,
      rows.filter(row => legOfRow[row] === leg.index),
    ),
  );
  if (legs.length === 1) return events;
  const byWords = new Map(events.map(event => [`${event.kind} ${event.time} ${event.before} ${event.text}`, event]));
  return [...byWords.values()];
}

function ladderInput({ store, bytes, pointName }: CallSources, row: number, codecs: CodecLabels): LadderInputMessage {
  const m = store.messages;
  const flags = m.flags[row];
  const isRequest = m.isRequest(row);
  const hasSdp = (flags & MessageFlag.Sdp) !== 0;
  // A row needs its first line and the names of its codecs: headers are not decoded for it.
  const message = isRequest && !hasSdp ? undefined : bytes.read(row);
  const sdp = hasSdp && message !== undefined ? codecs.of(message) : '';
  const reason = isRequest || message === undefined ? '' : (readFirstLine(message).response?.reasonPhrase ?? '');
  const method = store.methods.name(isRequest ? m.code[row] : m.cseqMethod[row]);
  const isDuplicate = (flags & MessageFlag.Duplicate) !== 0;
  const isRetransmission = (flags & MessageFlag.Retransmission) !== 0;
  return {
    index: store.numberOf(row),
    time: m.time[row],
    sourceAddress: store.endpoints.address(m.source[row]),
    sourcePort: store.endpoints.port(m.source[row]),
    destinationAddress: store.endpoints.address(m.destination[row]),
    destinationPort: store.endpoints.port(m.destination[row]),
    transport: TRANSPORT_NAMES[m.transport[row]],
    isRequest,
    statusCode: isRequest ? 0 : m.code[row],
    label: isRequest ? method : `${m.code[row]} ${reason}`.trim(),
    method,
    cseq: m.cseqNumber[row],
    transaction: m.transaction[row],
    leg: store.numberOf(m.leg[row]),
    hasSdp,
    sdp,
    retransmissionOf: isRetransmission ? store.numberOf(firstOf(store, row)) : undefined,
    duplicateOf: isDuplicate ? store.numberOf(m.repeated(row)) : undefined,
    point: isDuplicate ? pointName(m.point[row]) : undefined,
    length: m.length[row],
    faults: faultWords(flags, m.faults[row]),
  };
}

/** The message that a chain of repetitions goes back to. */
function firstOf(store: CallStore, row: number): number {
  let first = row;
  while (store.messages.repeated(first) >= 0) first = store.messages.repeated(first);
  return first;
}

function faultWords(flags: number, faults: number): string[] {
  const words: string[] = [];
  if (flags & MessageFlag.Truncated) words.push('truncated');
  if (faults & ~Fault.BodyTruncated) words.push('malformed');
  return words;
}

function transitionsOf(store: CallStore, leg: Leg): StateChange[] {
  return store.transitions.of(leg).map(({ state, message, time }) => ({
    state: LEG_STATES[state],
    time,
    message: message < 0 ? -1 : store.numberOf(message),
  }));
}

export function dialogsOf(store: CallStore, bytes: MessageBytes, leg: Leg): DialogReport[] {
  const words = {
    [DialogState.Early]: 'early',
    [DialogState.Confirmed]: 'confirmed',
    [DialogState.Terminated]: 'terminated',
  } as const;
  return (leg.dialogs ?? []).map(dialog => {
    const message = readMessage(bytes.read(dialog.message));
    const tag = (header: string): string => readNameAddr(message.header(header) ?? '')?.params.get('tag') ?? '';
    return {
      localTag: tag('From'),
      remoteTag: tag('To'),
      state: words[dialog.state],
      startTime: store.messages.time[dialog.message],
    };
  });
}

function transactionsOf(store: CallStore, leg: Leg): TransactionReport[] {
  const t = store.transactions;
  const m = store.messages;
  const ids = new Set<number>();
  let rows = 0;
  // Those of the messages that the ladder shows; `omitted` there says when there are more.
  for (const row of rowsOf(store, leg)) {
    if (rows++ === LADDER_MESSAGES) break;
    ids.add(m.transaction[row]);
  }
  return [...ids].map(id => {
    const first = m.firstInTransaction(t.lastMessage[id]);
    const turned = !m.isRequest(first);
    const since = (row: number): Millis | undefined =>
      row >= 0 && t.request[id] >= 0 ? millis(m.time[row] - m.time[t.request[id]]) : undefined;
    return {
      id,
      method: store.methods.name(t.method(id)),
      cseq: t.cseqNumber(id),
      source: store.endpoints.text(turned ? m.destination[first] : m.source[first]),
      destination: store.endpoints.text(turned ? m.source[first] : m.destination[first]),
      statusCode: t.finalCode[id],
      messages: t.messages[id],
      retransmissions: t.retransmissions[id],
      provisionalTime: since(t.provisional[id]),
      responseTime: since(t.final[id]),
      timerExpired: (t.flags[id] & TransactionFlag.Expired) !== 0,
    };
  });
}
