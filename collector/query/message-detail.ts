// One stored message as the message panel shows it.

import { TRANSPORT_NAMES } from '../model/packet.ts';
import type { CapturePoints } from '../model/points.ts';
import type { MessageDetail } from '../model/report.ts';
import { describeMessage } from '../sip/describe.ts';
import type { CallStore } from '../store/call-store.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { MessageFlag } from '../store/message-table.ts';
import { callIdText } from './summary.ts';

/** What a message is read from. */
export interface MessageSources {
  readonly captureId: string;
  readonly store: CallStore;
  readonly bytes: MessageBytes;
  readonly points: CapturePoints;
  /** Path of the file that a segment number means. */
  sourceOf(segment: number): string;
}

export function detailMessage(sources: MessageSources, row: number): MessageDetail {
  const { store } = sources;
  const m = store.messages;
  const leg = store.legs[m.leg[row]];
  const described = describeMessage(sources.bytes.read(row));
  const isTruncated = (m.flags[row] & MessageFlag.Truncated) !== 0;
  const isLost = (m.flags[row] & MessageFlag.Derived) !== 0 && m.offset[row] < 0;
  const problems = [...described.problems];
  if (isTruncated)
    problems.unshift(
      'The capture does not hold all of this message: it was cut by the snap length, or a part was lost.',
    );
  if (isLost)
    problems.unshift('The bytes of this message were not kept: the limit for reassembled messages was reached.');
  const number = store.numberOf(row);
  const captures = capturesOf(store, m.original(row));
  const correlationId = store.correlationOf(leg);
  return {
    ...described,
    problems,
    id: `${sources.captureId}:${number}`,
    index: number,
    leg: store.numberOf(leg.index),
    callId: callIdText(store, leg),
    time: m.time[row],
    nanos: m.nanos[row],
    source: store.endpoints.text(m.source[row]),
    destination: store.endpoints.text(m.destination[row]),
    transport: TRANSPORT_NAMES[m.transport[row]],
    frameNumber: m.frameNumber[row],
    file: sources.sourceOf(m.segment[row]),
    length: m.length[row],
    retransmission: (m.flags[row] & MessageFlag.Retransmission) !== 0,
    duplicates: captures.length - 1,
    capturePoints: captures.map(one => ({
      name: sources.points.get(m.point[one])?.name ?? '',
      time: m.time[one],
      frameNumber: m.frameNumber[one],
    })),
    ...(correlationId === undefined ? {} : { correlationId }),
  };
}

/** The rows of one message: itself and what was folded into it, by time. */
function capturesOf(store: CallStore, row: number): number[] {
  const m = store.messages;
  const rows = [row];
  for (let next = m.nextInLeg[row]; next > 0; next = m.nextInLeg[next]) {
    if (m.flags[next] & MessageFlag.Duplicate && m.repeated(next) === row) rows.push(next);
  }
  return rows.sort((a, b) => m.time[a] - m.time[b] || a - b);
}
