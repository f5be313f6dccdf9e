// One stored message as the message panel shows it.

import { TRANSPORT_NAMES } from '../model/packet.ts';
import type { MessageDetail } from '../model/report.ts';
import { describeMessage } from '../sip/describe.ts';
import type { CallStore } from '../store/call-store.ts';
import type { MessageBytes } from '../store/message-bytes.ts';
import { MessageFlag } from '../store/message-table.ts';
import { callIdText } from './summary.ts';

/** `file` is the path of the source that the message came from. */
export function detailMessage(
  store: CallStore,
  bytes: MessageBytes,
  row: number,
  captureId: string,
  file: string,
): MessageDetail {
  const m = store.messages;
  const described = describeMessage(bytes.read(row));
  const isTruncated = (m.flags[row] & MessageFlag.Truncated) !== 0;
  const isLost = (m.flags[row] & MessageFlag.Derived) !== 0 && m.offset[row] < 0;
  const problems = [...described.problems];
  if (isTruncated)
    problems.unshift(
      'The capture does not hold all of this message: it was cut by the snap length, or a part was lost.',
    );
  if (isLost)
    problems.unshift('The bytes of this message were not kept: the limit for reassembled messages was reached.');
  return {
    ...described,
    problems,
    id: `${captureId}:${row}`,
    index: row,
    leg: m.leg[row],
    callId: callIdText(store, store.legs[m.leg[row]]),
    time: m.time[row],
    nanos: m.nanos[row],
    source: store.endpoints.text(m.source[row]),
    destination: store.endpoints.text(m.destination[row]),
    transport: TRANSPORT_NAMES[m.transport[row]],
    frameNumber: m.frameNumber[row],
    file,
    length: m.length[row],
    retransmission: (m.flags[row] & MessageFlag.Retransmission) !== 0,
    duplicates: duplicatesOf(store, row),
    capturePoints: [{ name: file, time: m.time[row], frameNumber: m.frameNumber[row] }],
  };
}

function duplicatesOf(store: CallStore, row: number): number {
  const m = store.messages;
  let count = 0;
  for (let next = m.nextInLeg[row]; next > 0; next = m.nextInLeg[next]) {
    if (m.repeated(next) === row && m.flags[next] & MessageFlag.Duplicate) count++;
  }
  return count;
}
